// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.Map;

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

  /** The words for states, the same in all commands. */
  private static final Map<String, Tone> STATES =
      Map.ofEntries(
          Map.entry("bound", GOOD),
          Map.entry("made", GOOD),
          Map.entry("ok", GOOD),
          Map.entry("waiting", WARNING),
          Map.entry("unknown", WARNING),
          Map.entry("changed", WARNING),
          Map.entry("drifted", BAD),
          Map.entry("gone", BAD),
          Map.entry("missing", BAD),
          Map.entry("failed", BAD),
          Map.entry("no", BAD),
          Map.entry("no device", BAD),
          Map.entry("same", FAINT));

  private static final String END = "\033[0m";

  private final String begin;

  Tone(String begin) {
    this.begin = begin;
  }

  /** {@return that of a state; plain where the cell is none} */
  static Tone of(String cell) {
    int colon = cell.indexOf(": ");
    return STATES.getOrDefault(colon < 0 ? cell : cell.substring(0, colon), PLAIN);
  }

  /** {@return the text in this tone} */
  String applied(String text) {
    return begin.isEmpty() || text.isEmpty() ? text : begin + text + END;
  }
}
