// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.check.LevelSetting;
import org.dtbind.diag.Severity;

/**
 * Selects the checks of parameters that run, and the severity of their findings.
 *
 * @param levels the severity of each check that runs
 */
public record MistakeLevels(Map<MistakeCode, Severity> levels) {

  public static final MistakeLevels DEFAULT = defaults();

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

  public static List<String> names() {
    return Arrays.stream(MistakeCode.values()).map(MistakeCode::id).toList();
  }

  /**
   * {@return these levels with one option applied; empty if there is no such check}
   *
   * @param setting the option
   */
  public Optional<MistakeLevels> with(LevelSetting setting) {
    for (MistakeCode code : MistakeCode.values()) {
      if (code.id().equals(setting.name())) {
        Map<MistakeCode, Severity> changed = new EnumMap<>(MistakeCode.class);
        changed.putAll(levels);
        if (!setting.off()) {
          changed.put(code, setting.severity());
        } else {
          changed.remove(code);
        }
        return Optional.of(new MistakeLevels(changed));
      }
    }
    return Optional.empty();
  }

  /** Returns the severity of a check; empty if the check does not run. */
  Optional<Severity> of(MistakeCode code) {
    return Optional.ofNullable(levels.get(code));
  }
}
