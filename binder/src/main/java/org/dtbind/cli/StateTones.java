// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.Map;
import org.dtbind.report.Tone;

/** The words for states in tables, and what they mean: the same in all commands. */
final class StateTones {

  /** Of devices, aggregators, findings and files. */
  static final Map<String, Tone> ALL =
      Map.ofEntries(
          Map.entry("bound", Tone.GOOD),
          Map.entry("made", Tone.GOOD),
          Map.entry("ok", Tone.GOOD),
          Map.entry("waiting", Tone.WARNING),
          Map.entry("unknown", Tone.WARNING),
          Map.entry("changed", Tone.WARNING),
          Map.entry("drifted", Tone.BAD),
          Map.entry("gone", Tone.BAD),
          Map.entry("missing", Tone.BAD),
          Map.entry("failed", Tone.BAD),
          Map.entry("no", Tone.BAD),
          Map.entry("no device", Tone.BAD),
          Map.entry("same", Tone.FAINT));

  private StateTones() {}
}
