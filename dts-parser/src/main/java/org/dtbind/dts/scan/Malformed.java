// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

/** A directive is malformed. */
public final class Malformed extends Exception {

  private final String why;

  /**
   * Creates an exception without a stack trace, because malformed input is expected.
   *
   * @param why the message for the diagnostic
   */
  public Malformed(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  public String why() {
    return why;
  }
}
