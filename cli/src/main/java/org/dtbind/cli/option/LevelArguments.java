// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.LevelSetting;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Messages;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.rpi.MistakeLevels;

/** The options for the levels of checks. Picocli fills them in. */
public final class LevelArguments implements ArgumentGroup {

  private final String ofWarnings;
  private final String ofErrors;
  private List<String> warnings = List.of();
  private List<String> errors = List.of();

  /**
   * Creates options without values.
   *
   * @param ofWarnings the description of {@code -W}
   * @param ofErrors the description of {@code -E}
   */
  public LevelArguments(String ofWarnings, String ofErrors) {
    this.ofWarnings = ofWarnings;
    this.ofErrors = ofErrors;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-W")
        .label("[no-]CHECK")
        .description(ofWarnings)
        .list(String.class, value -> warnings = value);
    arguments
        .option("-E")
        .label("[no-]CHECK")
        .description(ofErrors)
        .list(String.class, value -> errors = value);
  }

  /** {@return the settings in the order in which they apply: those of -E after those of -W} */
  public List<LevelSetting> settings() {
    return Stream.concat(
            warnings.stream().map(text -> new LevelSetting(Severity.WARNING, text)),
            errors.stream().map(text -> new LevelSetting(Severity.ERROR, text)))
        .toList();
  }

  /**
   * {@return the message about the first name that no check has; empty if there is none}
   *
   * @param checks the names of all checks
   */
  public Optional<String> problem(Collection<String> checks) {
    return settings().stream()
        .filter(one -> checks.stream().noneMatch(one::concerns))
        .findFirst()
        .map(
            one -> {
              List<String> near = Nearest.to(one.text(), checks);
              return near.isEmpty()
                  ? Messages.unknown("check", one.name(), Nearest.to(one.name(), checks))
                  : Messages.unknown("check", one.text(), near);
            });
  }

  /** {@return levels of dtc's checks after all settings} */
  public CheckLevels ofDtc(CheckLevels before) {
    CheckLevels levels = before;
    for (LevelSetting one : settings()) {
      levels = levels.with(one).orElse(levels);
    }
    return levels;
  }

  /** {@return the levels of the checks of overlay parameters} */
  public MistakeLevels ofParameters() {
    MistakeLevels levels = MistakeLevels.DEFAULT;
    for (LevelSetting one : settings()) {
      levels = levels.with(one).orElse(levels);
    }
    return levels;
  }
}
