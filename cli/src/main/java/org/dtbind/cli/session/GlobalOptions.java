// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has, before or behind its name. Filled in by picocli. */
public final class GlobalOptions {

  /** When to use colours. */
  public enum Color {
    /** On a terminal, unless {@code NO_COLOR} is set. */
    auto,
    /** Also into files and pipes. */
    always,
    /** Never. */
    never
  }

  /** How problems in input are shown. */
  public enum Diagnostics {
    /** One line each, as dtc writes them. */
    dtc,
    /** With the source line, a caret, notes and help. */
    snippet,
    /** One JSON document at the end, schema {@code dtbind.diagnostics/1}. */
    json,
    /** One SARIF 2.1.0 log at the end, which editors and code hosting read. */
    sarif
  }

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print only errors: no progress and no warnings.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print each decision; with -vv, also each read and write.")
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
      description = "When to use colours. Default: auto (on a terminal, unless NO_COLOR is set).")
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
      description = "How to show problems in the input. Default: snippet.")
  private Diagnostics diagnostics = Diagnostics.snippet;

  @Option(
      names = "--diagnostics-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Write problems in the input to FILE instead of standard error.")
  private Optional<Path> diagnosticsFile = Optional.empty();

  /** {@return whether only errors are to be said} */
  public boolean quiet() {
    return quiet;
  }

  /** {@return how often {@code -v} was given} */
  public int verbosity() {
    return verbose.length;
  }

  /** {@return the file that gets every message} */
  public Optional<Path> log() {
    return log;
  }

  /** {@return when to use colours} */
  public Color color() {
    return color;
  }

  /** {@return whether tables are not to be fitted to a terminal} */
  public boolean wide() {
    return wide;
  }

  /** {@return how problems in input are shown} */
  public Diagnostics diagnostics() {
    return diagnostics;
  }

  /** {@return the file that gets problems in input, in place of standard error} */
  public Optional<Path> diagnosticsFile() {
    return diagnosticsFile;
  }
}
