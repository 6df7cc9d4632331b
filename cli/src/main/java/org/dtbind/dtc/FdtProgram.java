// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.util.List;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.session.Version;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.dtc.Getopt.Option;
import org.dtbind.source.Shown;

/** Common parts of dtc and fdtoverlay: options, help and messages. */
abstract class FdtProgram extends DropInProgram implements Getopt.Target<DropInProgram.Stop> {

  private static final String ARGUMENT = " <arg>";

  private final String name;
  private final String synopsis;
  private final List<Option> options;

  FdtProgram(Session session, String name, String synopsis, List<Option> options) {
    super(session);
    this.name = name;
    this.synopsis = synopsis;
    this.options = options;
  }

  /** Performs what help or the version requests. Programs apply their own options before. */
  @Override
  public void take(char letter, String argument) throws Stop {
    print(letter == 'h' ? usage() : "Version: " + Version.ofThisBuild().asDtc() + "\n");
    throw new Stop(0);
  }

  /**
   * Performs the request.
   *
   * @return the exit code
   * @throws IOException if a file cannot be read or written
   */
  abstract int work(List<String> operands) throws Stop, IOException;

  @Override
  int perform(List<String> arguments) throws Stop, IOException {
    List<String> operands;
    try {
      operands = new Getopt(name, options, arguments).parse(this);
    } catch (Getopt.Unusable e) {
      printError(e.getMessage() + "\n");
      throw misused("unknown option");
    }
    return work(operands);
  }

  /** Writes the help and what is wrong with the options or operands. */
  final Stop misused(String problem) {
    printError(usage() + "\nError: " + problem + "\n");
    return new Stop(FAILED);
  }

  private String usage() {
    int width = 0;
    for (Option option : options) {
      width = Math.max(width, typed(option).length());
    }
    StringBuilder text = new StringBuilder("Usage: ").append(synopsis).append("\n\nOptions:\n");
    for (Option option : options) {
      String typed = typed(option);
      text.append("  -").append(option.letter()).append(", --").append(typed);
      text.append(" ".repeat(width + 1 - typed.length())).append(option.help()).append('\n');
    }
    return text.toString();
  }

  private static String typed(Option option) {
    return option.name() + (option.takesArgument() ? ARGUMENT : "");
  }

  /** Writes a message about the command line or a file. */
  final Stop fatal(String message) {
    printError("FATAL ERROR: " + Shown.escaped(message) + "\n");
    return new Stop(FAILED);
  }

  /** Writes problems: a warning as one line, which scripts read, and an error with its source. */
  final void show(List<Diagnostic> problems) {
    for (Diagnostic problem : problems) {
      printError(
          problem.severity() == Severity.ERROR
              ? DiagnosticText.snippet(problem)
              : DiagnosticText.line(problem) + "\n");
    }
  }
}
