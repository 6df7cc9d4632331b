// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;

/**
 * The levels of all diagnostics, by their codes: those of dtc's checks, which decide also which
 * checks run, and those of all other diagnostics. Immutable.
 *
 * <p>A setting affects only diagnostics whose codes are {@linkplain Code#adjustable() adjustable}.
 * If there is no result, errors stay, because they are the reason.
 */
public final class Levels {

  private final CheckLevels checks;
  private final List<LevelSetting> settings;

  /**
   * Creates levels.
   *
   * @param before the levels of dtc's checks before the settings
   * @param settings the settings, in the order in which they apply
   */
  public Levels(CheckLevels before, List<LevelSetting> settings) {
    CheckLevels after = before;
    for (LevelSetting setting : settings) {
      after = after.with(setting).orElse(after);
    }
    this.checks = after;
    this.settings = List.copyOf(settings);
  }

  /** {@return the levels of dtc's checks} */
  public CheckLevels checks() {
    return checks;
  }

  /**
   * {@return a result with the levels of its diagnostics, without those that are turned off}
   *
   * @param result the result
   * @param <T> the type of the result
   */
  public <T> Diagnosed<T> of(Diagnosed<T> result) {
    List<Diagnostic> leveled = new ArrayList<>();
    for (Diagnostic problem : result.diagnostics()) {
      boolean stays = result.value().isEmpty() && problem.severity() == Severity.ERROR;
      (stays ? Optional.of(problem) : of(problem)).ifPresent(leveled::add);
    }
    return new Diagnosed<>(result.value(), leveled);
  }

  /**
   * {@return a diagnostic about a result with its level; empty if it is turned off}
   *
   * @param problem the diagnostic
   */
  public Optional<Diagnostic> of(Diagnostic problem) {
    boolean adjustable =
        switch (problem.code().adjustable()) {
          case ALWAYS -> true;
          case UNLESS_ERROR -> problem.severity() != Severity.ERROR;
          case NEVER -> false;
        };
    Optional<Severity> usual = Optional.of(problem.severity());
    Optional<Severity> level =
        !adjustable
            ? usual
            : problem.code() instanceof Check check
                ? level(check, usual)
                : level(problem.code().id(), usual);
    return level.map(problem::as);
  }

  /**
   * {@return whether the settings turn off warnings with a code}
   *
   * @param id the code
   */
  public boolean isOff(String id) {
    return level(id, Optional.of(Severity.WARNING)).isEmpty();
  }

  /**
   * {@return whether a setting turns on a code, for rules that do not apply by default}
   *
   * @param id the code
   */
  public boolean isNamed(String id) {
    return settings.stream().anyMatch(setting -> setting.text().equals(id));
  }

  private Optional<Severity> level(Check check, Optional<Severity> usual) {
    return checks.isError(check)
        ? Optional.of(Severity.ERROR)
        : usual.filter(now -> checks.isWarning(check));
  }

  private Optional<Severity> level(String id, Optional<Severity> usual) {
    Optional<Severity> unlessError = usual.filter(now -> now != Severity.ERROR);
    boolean error = usual.isPresent() && unlessError.isEmpty();
    for (LevelSetting one : settings) {
      boolean on = one.text().equals(id);
      if (one.severity() == Severity.WARNING && one.concerns(id)) {
        unlessError = on ? Optional.of(Severity.WARNING) : Optional.empty();
        error = false;
      } else if (one.concerns(id)) {
        // As in dtc, -E no-CHECK does not turn off warnings.
        error = on;
      }
    }
    return error ? Optional.of(Severity.ERROR) : unlessError;
  }
}
