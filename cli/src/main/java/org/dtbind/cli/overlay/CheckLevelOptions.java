// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.Messages;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.rpi.MistakeLevels;
import org.dtbind.overlay.verify.AllFindings;
import org.dtbind.overlay.verify.VerifyCode;

/**
 * The options for the levels of all checks: those of dtc, of overlay parameters, and of
 * devicetrees. Picocli fills them in.
 */
final class CheckLevelOptions implements ArgumentGroup {

  private List<String> warnings = new ArrayList<>();
  private List<String> errors = new ArrayList<>();
  private CheckLevels ofDtc = AllFindings.LEVELS;
  private MistakeLevels ofParameters = MistakeLevels.DEFAULT;

  /** The changed levels of the other checks; empty for a check that is turned off. */
  private final Map<VerifyCode, Optional<Severity>> ofTrees = new EnumMap<>(VerifyCode.class);

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-W")
        .label("[no-]CHECK")
        .description(
            "Report findings of CHECK, the code in a message, as warnings; no-CHECK turns them off. "
                + "May be repeated. For the checks of dtc, works as in dtc, but "
                + "unique_unit_address_if_enabled replaces unique_unit_address by default.")
        .list(String.class, value -> warnings = value);
    arguments
        .option("-E")
        .label("[no-]CHECK")
        .description(
            "Report findings of CHECK as errors; no-CHECK turns these errors off. May be repeated.")
        .list(String.class, value -> errors = value);
  }

  /** Reads the options; returns the reason why they are invalid, empty if they are valid. */
  Optional<String> problem() {
    return take(Severity.WARNING, warnings).or(() -> take(Severity.ERROR, errors));
  }

  private Optional<String> take(Severity level, List<String> options) {
    for (String option : options) {
      boolean off = option.startsWith("no-") || option.startsWith("no_");
      String name = off ? option.substring(3) : option;
      Optional<CheckLevels> dtc = ofDtc.with(level == Severity.ERROR, option);
      Optional<MistakeLevels> parameters = ofParameters.with(level, option);
      Optional<VerifyCode> tree =
          Arrays.stream(VerifyCode.values()).filter(code -> code.id().equals(name)).findFirst();
      ofDtc = dtc.orElse(ofDtc);
      ofParameters = parameters.orElse(ofParameters);
      tree.ifPresent(code -> ofTrees.put(code, off ? Optional.empty() : Optional.of(level)));
      if (dtc.isEmpty() && parameters.isEmpty() && tree.isEmpty()) {
        List<String> near = Nearest.to(name, names());
        return Optional.of(Messages.unknown("check", name, near));
      }
    }
    return Optional.empty();
  }

  private static List<String> names() {
    Stream<Code> codes = Stream.concat(Stream.of(Check.values()), Stream.of(VerifyCode.values()));
    return Stream.concat(codes.map(Code::id), MistakeLevels.names().stream()).toList();
  }

  /** {@return the levels of dtc's checks} */
  CheckLevels ofDtc() {
    return ofDtc;
  }

  /** {@return the levels of the checks of overlay parameters} */
  MistakeLevels ofParameters() {
    return ofParameters;
  }

  /** {@return the findings with their levels, without those that are turned off} */
  List<Diagnostic> leveled(List<Diagnostic> findings) {
    if (ofTrees.isEmpty()) {
      return findings;
    }
    List<Diagnostic> all = new ArrayList<>();
    for (Diagnostic finding : findings) {
      if (finding.code() instanceof VerifyCode code && ofTrees.containsKey(code)) {
        ofTrees.get(code).ifPresent(level -> all.add(finding.as(level)));
      } else {
        all.add(finding);
      }
    }
    return all;
  }
}
