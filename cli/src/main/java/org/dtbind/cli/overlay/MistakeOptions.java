// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.diag.Nearest;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.rpi.MistakeLevels;

/** The options for levels of parameter checks. Picocli fills them in. */
final class MistakeOptions implements ArgumentGroup {

  private List<String> warnings = new ArrayList<>();
  private List<String> errors = new ArrayList<>();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-W")
        .label("[no-]CHECK")
        .description(
            "Report findings of CHECK, a check of overlay parameters, as warnings; no-CHECK disables "
                + "the check. May be repeated.")
        .list(String.class, value -> warnings = value);
    arguments
        .option("-E")
        .label("[no-]CHECK")
        .description(
            "Report findings of CHECK, a check of overlay parameters, as errors; no-CHECK disables "
                + "the check. May be repeated.")
        .list(String.class, value -> errors = value);
  }

  MistakeLevels levels() {
    MistakeLevels levels = MistakeLevels.DEFAULT;
    for (String warning : warnings) {
      levels = levels.with(Severity.WARNING, warning).orElse(levels);
    }
    for (String error : errors) {
      levels = levels.with(Severity.ERROR, error).orElse(levels);
    }
    return levels;
  }

  /** {@return the reason why the options are invalid; empty if they are valid} */
  Optional<String> problem() {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(errors);
    for (String one : all) {
      if (MistakeLevels.DEFAULT.with(Severity.WARNING, one).isEmpty()) {
        String name = one.replaceFirst("^no[-_]", "");
        List<String> near = Nearest.to(name, MistakeLevels.names());
        return Optional.of(
            "there is no check '"
                + name
                + "'"
                + (near.isEmpty()
                    ? "\n  help: the checks are " + String.join(", ", MistakeLevels.names())
                    : "; " + Nearest.question(near)));
      }
    }
    return Optional.empty();
  }
}
