// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.report;

/** What a cell means; on a terminal with colours it is shown by one (ECMA-48, section 8.3.117). */
public enum Tone {
  /** Neither good nor bad. */
  PLAIN(""),
  /** The heading of a column. */
  HEADING("\033[1m"),
  /** As it should be. */
  GOOD("\033[32m"),
  /** Worth a look. */
  WARNING("\033[33m"),
  /** Wrong: somebody has to do something. */
  BAD("\033[1;31m"),
  /** Nothing there. */
  FAINT("\033[2m");

  private static final String END = "\033[0m";

  private final String begin;

  Tone(String begin) {
    this.begin = begin;
  }

  /**
   * {@return the text in this tone}
   *
   * @param text printable, of one line
   */
  String applied(String text) {
    return begin.isEmpty() || text.isEmpty() ? text : begin + text + END;
  }
}
