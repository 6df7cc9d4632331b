// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

/** A directive cannot be read. */
public final class Malformed extends Exception {

  private final String why;

  /** Creates it, without a stack: it is an outcome, not a bug. */
  public Malformed(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  public String why() {
    return why;
  }
}
