// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Severity;

/**
 * The levels of all checks: which checks run, and the severity of their diagnostics. Immutable. A
 * check that is enabled both for warnings and for errors reports errors.
 *
 * <p>As with dtc's {@code -W} and {@code -E}, enabling a check also enables its prerequisites, and
 * disabling one also disables the checks that depend on it.
 */
public final class CheckLevels {

  /** The default levels of dtc. */
  public static final CheckLevels DEFAULT = defaults();

  /** The default levels without the checks that report warnings. */
  public static final CheckLevels ERRORS =
      new CheckLevels(EnumSet.noneOf(Check.class), DEFAULT.errors);

  private final Set<Check> warnings;
  private final Set<Check> errors;

  private CheckLevels(Set<Check> warnings, Set<Check> errors) {
    this.warnings = warnings;
    this.errors = errors;
  }

  private static CheckLevels defaults() {
    Set<Check> warnings = EnumSet.noneOf(Check.class);
    Set<Check> errors = EnumSet.noneOf(Check.class);
    for (Check check : Check.values()) {
      switch (check.level()) {
        case WARNING -> warnings.add(check);
        case ERROR -> errors.add(check);
        case OFF -> {}
      }
    }
    return new CheckLevels(warnings, errors);
  }

  /**
   * {@return the levels at which only some checks and their prerequisites run, and report warnings}
   *
   * @param checks the checks
   */
  public static CheckLevels warnings(Set<Check> checks) {
    Set<Check> warnings = EnumSet.noneOf(Check.class);
    checks.forEach(check -> raise(warnings, check));
    return new CheckLevels(warnings, EnumSet.noneOf(Check.class));
  }

  /**
   * {@return the check with a name}
   *
   * @param id the name in dtc, such as {@code reg_format}
   */
  public static Optional<Check> check(String id) {
    return Arrays.stream(Check.values()).filter(check -> check.id().equals(id)).findFirst();
  }

  boolean runs(Check check) {
    return warnings.contains(check) || errors.contains(check);
  }

  /**
   * {@return whether the diagnostics of a check are errors}
   *
   * @param check the check
   */
  public boolean isError(Check check) {
    return errors.contains(check);
  }

  /**
   * {@return whether the diagnostics of a check are warnings}
   *
   * @param check the check
   */
  public boolean isWarning(Check check) {
    return warnings.contains(check);
  }

  /**
   * {@return these levels after one more option; empty if no check has that name}
   *
   * @param errors whether the option is {@code -E}; otherwise it is {@code -W}
   * @param argument the name of a check, with the prefix {@code no-} or {@code no_} to disable it
   */
  public Optional<CheckLevels> with(boolean errors, String argument) {
    return with(new LevelSetting(errors ? Severity.ERROR : Severity.WARNING, argument));
  }

  /**
   * {@return these levels after one more option; empty if no check has that name}
   *
   * @param setting the option
   */
  public Optional<CheckLevels> with(LevelSetting setting) {
    return check(setting.name())
        .map(
            check -> {
              CheckLevels changed = new CheckLevels(copy(warnings), copy(errors));
              Set<Check> set =
                  setting.severity() == Severity.ERROR ? changed.errors : changed.warnings;
              if (setting.off()) {
                lower(set, check);
              } else {
                raise(set, check);
              }
              return changed;
            });
  }

  private static EnumSet<Check> copy(Set<Check> set) {
    EnumSet<Check> copy = EnumSet.noneOf(Check.class);
    copy.addAll(set);
    return copy;
  }

  private static void raise(Set<Check> set, Check check) {
    if (set.add(check)) {
      check.prerequisites().forEach(needed -> raise(set, needed));
    }
  }

  private static void lower(Set<Check> set, Check check) {
    if (set.remove(check)) {
      for (Check other : Check.values()) {
        if (other.prerequisites().contains(check)) {
          lower(set, other);
        }
      }
    }
  }
}
