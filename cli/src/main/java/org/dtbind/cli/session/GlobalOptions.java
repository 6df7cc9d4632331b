// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;

/** The options of all commands, before or after the name of the command. Picocli fills them in. */
public final class GlobalOptions implements ArgumentGroup {

  /** When to use colors. */
  public enum Color {
    /** Only on a terminal, and only if {@code NO_COLOR} is not set. */
    auto,
    /** Also in files and pipes. */
    always,
    never
  }

  /** The format of diagnostics. */
  public enum Diagnostics {
    /** With the source line, a caret, notes and help. */
    snippet,
    /** One JSON document at the end, schema {@code dtbind.diagnostics/1}. */
    json,
    /** One SARIF 2.1.0 log at the end, which editors and code hosts read. */
    sarif
  }

  private boolean quiet;
  private int verbosity;
  private Color color = Color.auto;
  private Diagnostics diagnostics = Diagnostics.snippet;
  private Optional<Path> diagnosticsFile = Optional.empty();

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("-q", "--quiet")
        .global()
        .description("Print results and errors, but no progress messages or warnings.")
        .flag(value -> quiet = value);
    arguments
        .option("-v", "--verbose")
        .global()
        .description(
            "Print each decision that dtbind makes; with -vv, also print each read and write.")
        .count(count -> verbosity = count);
    arguments
        .option("--color")
        .label("auto|always|never")
        .global()
        .description(
            "When to use colors. Default: auto, which uses colors on a terminal unless NO_COLOR is "
                + "set.")
        .value(Color.class, value -> color = value);
    arguments
        .option("--diagnostics")
        .label("snippet|json|sarif")
        .global()
        .description(
            "Output format for problems in the input. Default: snippet, which includes the source "
                + "lines.")
        .value(Diagnostics.class, value -> diagnostics = value);
    arguments
        .option("--diagnostics-file")
        .label("FILE")
        .global()
        .description(
            "Output file for problems in the input, which includes warnings even with -q. Default: "
                + "standard error.")
        .value(Path.class, value -> diagnosticsFile = Optional.of(value));
  }

  /** Returns whether to print only errors. */
  public boolean quiet() {
    return quiet;
  }

  public int verbosity() {
    return verbosity;
  }

  public Color color() {
    return color;
  }

  public Diagnostics diagnostics() {
    return diagnostics;
  }

  /** Writes no diagnostics to a file, since it must not be changed. */
  public void discardFile() {
    diagnosticsFile = Optional.empty();
  }

  /** {@return the file for diagnostics, which replaces standard error} */
  public Optional<Path> diagnosticsFile() {
    return diagnosticsFile;
  }
}
