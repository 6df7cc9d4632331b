// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Severity;

/**
 * Which of the checks of parameters run, and how bad is what they find.
 *
 * @param levels those that run
 */
public record MistakeLevels(Map<MistakeCode, Severity> levels) {

  /** Where no option says anything else. */
  public static final MistakeLevels DEFAULT = defaults();

  /** Copies the map. */
  public MistakeLevels {
    levels = Map.copyOf(levels);
  }

  private static MistakeLevels defaults() {
    Map<MistakeCode, Severity> levels = new EnumMap<>(MistakeCode.class);
    for (MistakeCode code : MistakeCode.values()) {
      levels.put(code, code.level());
    }
    return new MistakeLevels(levels);
  }

  /** {@return the names of all checks} */
  public static List<String> names() {
    return Arrays.stream(MistakeCode.values()).map(MistakeCode::id).toList();
  }

  /**
   * {@return these, with one option more; empty if no check has that name}
   *
   * @param level of what it finds
   * @param argument a check's name, behind {@code no-} or {@code no_} where that level is not
   *     wanted
   */
  public Optional<MistakeLevels> with(Severity level, String argument) {
    boolean off = argument.startsWith("no-") || argument.startsWith("no_");
    String name = off ? argument.substring(3) : argument;
    for (MistakeCode code : MistakeCode.values()) {
      if (code.id().equals(name)) {
        Map<MistakeCode, Severity> changed = new EnumMap<>(MistakeCode.class);
        changed.putAll(levels);
        if (!off) {
          changed.put(code, level);
        } else {
          changed.remove(code);
        }
        return Optional.of(new MistakeLevels(changed));
      }
    }
    return Optional.empty();
  }

  /** Returns the level of a check; empty if it does not run. */
  Optional<Severity> of(MistakeCode code) {
    return Optional.ofNullable(levels.get(code));
  }
}
