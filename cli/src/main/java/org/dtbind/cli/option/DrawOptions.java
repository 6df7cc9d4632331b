// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.cli.session.ResultOutput;
import org.dtbind.source.Bytes;
import org.dtbind.view.Format;

/** The options for drawings. Picocli fills them in. */
public final class DrawOptions implements ArgumentGroup {

  private boolean svg;
  private Optional<Path> out = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--svg")
        .description("Draw the result in SVG format.")
        .flag(value -> svg = value);
    arguments
        .option("-o", "--out")
        .label("OUT")
        .description("Output file for the drawing. Default: standard output.")
        .value(Path.class, value -> out = Optional.of(value));
  }

  /** Returns whether to draw. */
  public boolean svg() {
    return svg;
  }

  /** {@return the reason why the options are invalid together; empty if they are valid} */
  public Optional<String> problem(boolean page, Format format) {
    if (svg && page) {
      return Optional.of("specify either --svg or --html, not both");
    }
    if (!svg && !page && out.isPresent()) {
      return Optional.of("-o is only for drawings and HTML pages: omit -o, or add --svg");
    }
    if ((svg || page) && format != Format.TABLE) {
      return Optional.of("drawings and HTML pages have their own formats: omit --format");
    }
    return Optional.empty();
  }

  /** Writes a drawing or page atomically to the requested output. */
  public void write(ResultOutput output, String text) throws IOException {
    Bytes bytes = Bytes.utf8(text);
    output.write(out.orElse(Path.of("-")), bytes);
  }
}
