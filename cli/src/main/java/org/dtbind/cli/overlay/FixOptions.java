// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;

/** The options for fixes of findings. Picocli fills them in. */
final class FixOptions implements ArgumentGroup {

  private boolean fix;
  private boolean diff;

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--fix")
        .description(
            "Apply the safe fixes to the files that you named. Also apply them to other files in "
                + "their directories, check them again, and show what is left. Fixes that are only "
                + "suggestions are not applied.")
        .flag(value -> fix = value);
    arguments
        .option("--diff")
        .description(
            "Print the changes that --fix would make first, as a unified diff for 'patch -p1' or "
                + "'git apply'. No file is changed.")
        .flag(value -> diff = value);
  }

  /** Returns whether to apply fixes. */
  boolean fix() {
    return fix;
  }

  /** Returns whether to print fixes to standard output. */
  boolean diff() {
    return diff;
  }

  @Override
  public Optional<String> problem() {
    return fix && diff ? Optional.of("specify either --fix or --diff, not both") : Optional.empty();
  }
}
