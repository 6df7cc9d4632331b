// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.change.result.Problem;
import org.dtbind.source.Shown;

/** Messages besides the results, on standard error. */
public final class Messages {

  /** The importance of a message, with the priority for journald (sd-daemon(3)). */
  private enum Level {
    ERROR(3),
    PROGRESS(6),
    DECISION(6),
    DETAIL(7);

    private final int priority;

    Level(int priority) {
      this.priority = priority;
    }
  }

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private final PrintStream err;
  private final GlobalOptions options;
  private final Environment environment;

  /** Creates an instance. It reads the options for each message, since they are not parsed yet. */
  Messages(PrintStream err, GlobalOptions options, Environment environment) {
    this.err = err;
    this.options = options;
    this.environment = environment;
  }

  /** Reports a failure. */
  public void error(String text) {
    report(Level.ERROR, true, text);
  }

  /** Reports a failure, and what to do about it. */
  public void error(String text, Optional<String> help) {
    error(text + help.map("\n  help: "::concat).orElse(""));
  }

  /** Reports a problem, possible meanings of an ambiguous name, and what could not be restored. */
  public void problem(Problem problem, List<String> notRestored) {
    StringBuilder text = new StringBuilder(problem.message());
    problem.details().forEach(line -> text.append("\n  ").append(line));
    problem.candidates().forEach(line -> text.append("\n  ").append(Shown.escaped(line)));
    notRestored.forEach(line -> text.append("\n  not restored: ").append(Shown.escaped(line)));
    error(text.toString(), problem.help());
  }

  /** Reports progress. */
  public void progress(String text) {
    report(Level.PROGRESS, !options.quiet(), Shown.escaped(text));
  }

  /** Reports what people should know about a result. */
  public void note(String text) {
    progress("note: " + text);
  }

  /** Reports a decision and its reason. */
  public void decision(String text) {
    report(Level.DECISION, options.verbosity() >= 1, Shown.escaped(text));
  }

  /** Reports a read or write. */
  public void detail(String text) {
    report(Level.DETAIL, options.verbosity() >= 2, Shown.escaped(text));
  }

  /** Returns whether anybody sees the messages of {@link #detail}. */
  public boolean detailed() {
    return options.verbosity() >= 2;
  }

  private void report(Level level, boolean shown, String text) {
    if (shown) {
      show(level, printable(text));
    }
  }

  private void show(Level level, String text) {
    String prefix = isJournal() ? "<" + level.priority + ">" : "";
    err.print((prefix + "dtbind: " + text).replace("\n", "\n" + prefix) + "\n");
    err.flush();
  }

  /**
   * Whether standard error is the journal (systemd.exec(5)): the variable is also set for programs
   * that a service starts with their output in a file.
   */
  private boolean isJournal() {
    String stream = environment.variable("JOURNAL_STREAM").orElse("");
    try {
      return !stream.isEmpty()
          && stream.equals(
              "%s:%s"
                  .formatted(
                      Files.getAttribute(STANDARD_ERROR, "unix:dev"),
                      Files.getAttribute(STANDARD_ERROR, "unix:ino")));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Replaces control characters within lines: the text may contain names from devicetrees, which
   * could otherwise control the terminal.
   */
  private static String printable(String text) {
    return Stream.of(text.split("\n", -1)).map(Shown::masked).collect(Collectors.joining("\n"));
  }
}
