// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.LevelSetting;
import org.dtbind.check.Levels;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.option.LevelArguments;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.validate.Validator;

/**
 * The options for the severity of findings, by binding document, and of all diagnostics, by code.
 * Picocli fills them in.
 */
final class LevelOptions implements ArgumentGroup {

  private boolean allErrors;
  private List<String> warnings = List.of();
  private List<String> errors = List.of();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--werror")
        .description(
            "Report all findings, except those that -W selects, as errors, and exit with code 2 if there "
                + "are any errors.")
        .flag(value -> allErrors = value);
    arguments
        .option("-W")
        .label("[no-]PATTERN")
        .description(
            "For documents whose $id contains PATTERN, report findings as warnings; no-PATTERN omits "
                + "these findings. PATTERN can also be the code in a message. May be repeated.")
        .list(String.class, value -> warnings = value);
    arguments
        .option("-E")
        .label("PATTERN")
        .description(
            "For documents whose $id contains PATTERN, report findings as errors. PATTERN can also be "
                + "the code in a message. May be repeated.")
        .list(String.class, value -> errors = value);
  }

  /** Returns the patterns that match no document, by option. */
  Map<String, List<String>> unmatched(Validator validator) {
    Map<String, List<String>> all = new TreeMap<>();
    all.put("-W", validator.unmatched(ofDocuments(warnings).map(LevelSetting::name).toList()));
    all.put("-E", validator.unmatched(ofDocuments(errors).map(LevelSetting::text).toList()));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  @Override
  public Optional<String> problem() {
    return LevelArguments.fixed(LevelArguments.settings(warnings, errors));
  }

  /** Returns the levels by the codes of findings. */
  Levels ofCodes() {
    return new Levels(
        CheckLevels.ERRORS,
        LevelArguments.settings(warnings, errors).stream().filter(LevelArguments::isCode).toList());
  }

  /** Returns a finding with the severity by its document; empty if an option disables it. */
  Optional<Diagnostic> level(String schema, Diagnostic diagnostic) {
    List<LevelSetting> asWarning =
        ofDocuments(warnings).filter(setting -> schema.contains(setting.name())).toList();
    if (asWarning.stream().anyMatch(LevelSetting::off)) {
      return Optional.empty();
    }
    if (ofDocuments(errors).anyMatch(setting -> schema.contains(setting.text()))) {
      return Optional.of(diagnostic.as(Severity.ERROR));
    }
    return Optional.of(
        allErrors && asWarning.isEmpty() ? diagnostic.as(Severity.ERROR) : diagnostic);
  }

  /** Returns the settings that name documents. */
  private static Stream<LevelSetting> ofDocuments(List<String> texts) {
    return texts.stream()
        .map(text -> new LevelSetting(Severity.WARNING, text))
        .filter(setting -> !LevelArguments.isCode(setting));
  }
}
