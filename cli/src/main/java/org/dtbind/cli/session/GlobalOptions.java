// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of all commands, before or after the name of the command. Picocli fills them in. */
public final class GlobalOptions {

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
    /** One line each, as dtc writes them. */
    dtc,
    /** With the source line, a caret, notes and help. */
    snippet,
    /** One JSON document at the end, schema {@code dtbind.diagnostics/1}. */
    json,
    /** One SARIF 2.1.0 log at the end, which editors and code hosts read. */
    sarif
  }

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print results and errors, but no progress messages or warnings.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description =
          "Print each decision that dtbind makes; with -vv, also print each read and write.")
  private boolean[] verbose = {};

  @Option(
      names = "--log",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Append to FILE everything that -vv would print.")
  private Optional<Path> log = Optional.empty();

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      scope = ScopeType.INHERIT,
      description =
          "When to use colors. Default: auto, which uses colors on a terminal unless NO_COLOR is "
              + "set.")
  private Color color = Color.auto;

  @Option(
      names = "--wide",
      scope = ScopeType.INHERIT,
      description = "Do not fit tables to the width of the terminal.")
  private boolean wide;

  @Option(
      names = "--diagnostics",
      paramLabel = "dtc|snippet|json|sarif",
      scope = ScopeType.INHERIT,
      description =
          "Output format for problems in the input. Default: snippet, which includes the source "
              + "lines.")
  private Diagnostics diagnostics = Diagnostics.snippet;

  @Option(
      names = "--diagnostics-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Output file for problems in the input. Default: standard error.")
  private Optional<Path> diagnosticsFile = Optional.empty();

  /** Returns whether to print only errors. */
  public boolean quiet() {
    return quiet;
  }

  /** {@return the number of options {@code -v}} */
  public int verbosity() {
    return verbose.length;
  }

  /** {@return the file to which all messages are appended} */
  public Optional<Path> log() {
    return log;
  }

  public Color color() {
    return color;
  }

  /** Returns whether tables may be wider than the terminal. */
  public boolean wide() {
    return wide;
  }

  public Diagnostics diagnostics() {
    return diagnostics;
  }

  /** {@return the file for diagnostics, which replaces standard error} */
  public Optional<Path> diagnosticsFile() {
    return diagnosticsFile;
  }
}
