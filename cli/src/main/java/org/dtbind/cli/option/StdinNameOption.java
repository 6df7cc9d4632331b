// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;

/** The option for the name of standard input, for editors whose buffers differ from their files. */
public final class StdinNameOption implements ArgumentGroup {

  private final InputFiles inputs;
  private boolean given;

  public StdinNameOption(InputFiles inputs) {
    this.inputs = inputs;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--stdin-name")
        .label("NAME")
        .description(
            "The file whose content standard input has, if FILE is '-'. Messages use this name, and "
                + "included files are searched relative to it. The file need not exist, and is not "
                + "read.")
        .value(
            String.class,
            value -> {
              given = true;
              inputs.nameStandard(value);
            });
  }

  /** Returns what is wrong if none of the files is standard input. */
  public Optional<String> problem(List<Path> files) {
    return Optional.of("--stdin-name names standard input: specify '-' as FILE")
        .filter(text -> given && files.stream().noneMatch(InputFiles::isStandard));
  }

  /** Returns whether the option was given. */
  public boolean isGiven() {
    return given;
  }
}
