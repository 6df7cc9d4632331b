// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

/** A directive cannot be read. */
final class Malformed extends Exception {

  private final String why;

  Malformed(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  /** Returns what is wrong with it. */
  String why() {
    return why;
  }
}
