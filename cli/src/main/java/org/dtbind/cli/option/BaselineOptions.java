// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.cli.session.Session;
import org.dtbind.source.Bytes;
import org.dtbind.validate.report.Baseline;

/** The options for baselines of known findings. Picocli fills them in. */
public final class BaselineOptions implements ArgumentGroup {

  private Optional<Path> known = Optional.empty();
  private Optional<Path> written = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--baseline")
        .label("FILE")
        .description(
            "Report only findings that are not in FILE. Create FILE with --write-baseline.")
        .value(Path.class, value -> known = Optional.of(value));
    arguments
        .option("--write-baseline")
        .label("FILE")
        .description("Write all findings to FILE, for later use with --baseline.")
        .value(Path.class, value -> written = Optional.of(value));
  }

  /** {@return the known findings; empty if the file is not a baseline} */
  public Optional<Baseline> read(Session session) throws IOException {
    if (known.isEmpty()) {
      return Optional.of(Baseline.empty());
    }
    Bytes content = session.inputs().read(known.get());
    return Baseline.read(new String(content.toArray(), StandardCharsets.UTF_8));
  }

  /** {@return the message about a file that is not a baseline} */
  public String unread() {
    return known.map(InputFiles::name).orElse("")
        + ": is not a baseline; create one with --write-baseline";
  }

  /** Returns whether to write a baseline. */
  public boolean writes() {
    return written.isPresent();
  }

  /** Returns whether the baseline is written to standard output. */
  public boolean isStandard() {
    return written.filter(InputFiles::isStandard).isPresent();
  }

  /** Writes the findings of this run, if there is an option for that. */
  public void write(Session session, Baseline found) throws IOException {
    if (written.isPresent()) {
      session.write(written.get(), Bytes.utf8(found.text()));
    }
  }
}
