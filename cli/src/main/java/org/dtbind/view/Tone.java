// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import java.util.Map;

/**
 * The meaning of a cell, which a terminal shows as a color (escape sequence SGR, ECMA-48, section
 * 8.3.117).
 */
public enum Tone {
  /** Neither good nor bad. */
  PLAIN(""),
  /** The heading of a column. */
  HEADING("\033[1m"),
  /** The expected state. */
  GOOD("\033[32m"),
  /** A state that needs attention, but need not be an error. */
  WARNING("\033[33m"),
  /** An error that someone must fix. */
  BAD("\033[1;31m"),
  /** An absent or unchanged value. */
  FAINT("\033[2m");

  /** The names of states, which are the same in all commands. */
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

  /** {@return the tone of a state; {@link #PLAIN} for a cell that names no state} */
  static Tone of(String cell) {
    int colon = cell.indexOf(": ");
    return STATES.getOrDefault(colon < 0 ? cell : cell.substring(0, colon), PLAIN);
  }

  String applied(String text) {
    return begin.isEmpty() || text.isEmpty() ? text : begin + text + END;
  }
}
