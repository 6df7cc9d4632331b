// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.check.LevelSetting;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.validate.Validator;

/** The options for the severity of findings, by binding document. Picocli fills them in. */
final class LevelOptions implements ArgumentGroup {

  private boolean allErrors;
  private List<LevelSetting> warnings = List.of();
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
                + "these findings. May be repeated.")
        .list(String.class, value -> warnings = settings(value));
    arguments
        .option("-E")
        .label("PATTERN")
        .description(
            "For documents whose $id contains PATTERN, report findings as errors. May be repeated.")
        .list(String.class, value -> errors = value);
  }

  /** Returns the patterns that match no document, by option. */
  Map<String, List<String>> unmatched(Validator validator) {
    Map<String, List<String>> all = new TreeMap<>();
    all.put("-W", validator.unmatched(warnings.stream().map(LevelSetting::name).toList()));
    all.put("-E", validator.unmatched(errors));
    all.values().removeIf(List::isEmpty);
    return all;
  }

  private static List<LevelSetting> settings(List<String> texts) {
    return texts.stream().map(text -> new LevelSetting(Severity.WARNING, text)).toList();
  }

  /** Returns a finding with its severity; empty if an option disables it. */
  Optional<Diagnostic> level(String schema, Diagnostic diagnostic) {
    List<LevelSetting> found =
        warnings.stream().filter(one -> schema.contains(one.name())).toList();
    if (found.stream().anyMatch(LevelSetting::off)) {
      return Optional.empty();
    }
    if (errors.stream().anyMatch(schema::contains)) {
      return Optional.of(diagnostic.as(Severity.ERROR));
    }
    return Optional.of(allErrors && found.isEmpty() ? diagnostic.as(Severity.ERROR) : diagnostic);
  }
}
