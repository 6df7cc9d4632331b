// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.LevelSetting;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.rpi.MistakeLevels;
import org.dtbind.overlay.verify.AllFindings;
import org.dtbind.overlay.verify.VerifyCode;

/**
 * The options for the levels of all checks: those of dtc, of overlay parameters, and of
 * devicetrees. Picocli fills them in.
 */
final class CheckLevelOptions implements ArgumentGroup {

  private final LevelArguments levels =
      new LevelArguments(
          "Report findings of CHECK, the code in a message, as warnings; no-CHECK turns them off. "
              + "May be repeated. For the checks of dtc, works as in dtc, but "
              + "unique_unit_address_if_enabled replaces unique_unit_address by default.",
          "Report findings of CHECK as errors; no-CHECK turns these errors off. May be repeated.");

  @Override
  public void declare(Arguments arguments) {
    arguments.add(levels);
  }

  @Override
  public Optional<String> problem() {
    List<String> names = new ArrayList<>(MistakeLevels.names());
    Stream.<Code[]>of(Check.values(), VerifyCode.values(), OverlayCode.values())
        .flatMap(Stream::of)
        .forEach(code -> names.add(code.id()));
    return levels.problem(names);
  }

  /** {@return the levels of dtc's checks} */
  CheckLevels ofDtc() {
    return levels.ofDtc(AllFindings.LEVELS);
  }

  /** {@return the levels of the checks of overlay parameters} */
  MistakeLevels ofParameters() {
    return levels.ofParameters();
  }

  /**
   * {@return the findings with their levels, without those that are turned off. The reason why an
   * overlay cannot be applied stays}
   */
  List<Diagnostic> leveled(List<Diagnostic> findings) {
    List<LevelSetting> settings = levels.settings();
    return findings.stream().flatMap(finding -> leveled(finding, settings).stream()).toList();
  }

  private static Optional<Diagnostic> leveled(Diagnostic finding, List<LevelSetting> settings) {
    String id = finding.code().id();
    Optional<Severity> level = Optional.of(finding.severity());
    boolean ofRules =
        finding.code() instanceof VerifyCode
            || finding.code() instanceof OverlayCode && finding.severity() != Severity.ERROR;
    for (LevelSetting one : ofRules ? settings : List.<LevelSetting>of()) {
      if (one.text().equals(id)) {
        level = Optional.of(one.severity());
      } else if (one.concerns(id)) {
        // As in dtc, -E no-CHECK does not turn off warnings.
        level = level.filter(now -> one.severity() == Severity.ERROR && now != Severity.ERROR);
      }
    }
    return level.map(finding::as);
  }
}
