// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.cli.session.Session;
import org.dtbind.source.Bytes;
import org.dtbind.view.Format;
import picocli.CommandLine.Option;

/** The options for drawings. Picocli fills them in. */
public final class DrawOptions {

  @Option(names = "--svg", description = "Draw the result in SVG format.")
  private boolean svg;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "OUT",
      description = "Output file for the drawing. Default: standard output.")
  private Optional<Path> out = Optional.empty();

  /** Returns whether to draw. */
  public boolean svg() {
    return svg;
  }

  /** {@return the reason why the options are invalid together; empty if they are valid} */
  public Optional<String> problem(boolean page, Format format) {
    if (svg && page) {
      return Optional.of("use either --svg or --html: each writes its own file");
    }
    if (!svg && !page && out.isPresent()) {
      return Optional.of("-o is only for drawings and pages: leave it out, or add --svg");
    }
    if ((svg || page) && format != Format.TABLE) {
      return Optional.of("a drawing or page has its own format: leave out --format");
    }
    return Optional.empty();
  }

  /** Writes a drawing or page atomically to the requested output. */
  public void write(Session session, String text) throws IOException {
    Bytes bytes = Bytes.utf8(text);
    session.write(out.orElse(Path.of("-")), bytes);
  }
}
