// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.ResultOutput;
import org.dtbind.picture.Page;
import org.dtbind.source.Bytes;

/** The option {@code --html}, which names a file for a page with the result. */
public final class PageOption implements ArgumentGroup {

  private Optional<Path> file = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--html")
        .label("FILE")
        .description(
            "Also write the result to FILE, as an HTML page that you can attach to a ticket.")
        .value(Path.class, value -> file = Optional.of(value));
  }

  /** Returns whether there is a page to write, which needs the findings at the end. */
  public boolean isPresent() {
    return file.isPresent();
  }

  /** Returns whether the page goes to standard output. */
  public boolean isStandard() {
    return file.filter(InputFiles::isStandard).isPresent();
  }

  /** Writes a page, if the option was given. */
  public void write(ResultOutput output, Page page) throws IOException {
    if (file.isPresent()) {
      output.write(file.get(), Bytes.utf8(page.html()));
    }
  }
}
