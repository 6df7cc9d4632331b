// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.change.result.Problem;
import org.dtbind.source.Shown;
import org.dtbind.view.Table;

/** What the program says beside its results: on standard error, and in the log file. */
public final class Messages {

  /** How important a message is, with the priority that journald reads (sd-daemon(3)). */
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

  /** Standard output, as the start script numbers it in {@code DTBIND_TTY}. */
  public static final String OUT = "1";

  /** Standard error, the same way. */
  public static final String ERR = "2";

  private final PrintStream out;
  private final PrintStream err;
  private final GlobalOptions options;
  private final Map<String, String> environment;
  private boolean logFailed;

  /** Creates it; the options are asked anew for each message, since they are not parsed yet. */
  public Messages(
      PrintStream out, PrintStream err, GlobalOptions options, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.options = options;
    this.environment = environment;
  }

  /** {@return so many of something, such as {@code 2 errors}} */
  public static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /** {@return whether a stream gets colours} */
  public static boolean colored(
      GlobalOptions options, Map<String, String> environment, String stream) {
    return switch (options.color()) {
      case always -> true;
      case never -> false;
      case auto ->
          environment.getOrDefault("NO_COLOR", "").isEmpty()
              && !environment.getOrDefault("TERM", "dumb").equals("dumb")
              && environment.getOrDefault("DTBIND_TTY", "").contains(stream);
    };
  }

  /** {@return what a failure of input or output was about, in a line} */
  public static String text(IOException failure) {
    return Shown.escaped(reason(failure));
  }

  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    if (failure instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + ": already exists";
    }
    if (failure instanceof FileSystemException file && file.getReason() != null) {
      return file.getFile() + ": " + file.getReason();
    }
    String text = failure.getMessage();
    return text == null ? failure.getClass().getSimpleName() : text;
  }

  /** {@return that a device waits, and for what} */
  public static String waits(String why) {
    return why.isEmpty()
        ? "its driver has deferred probing; the kernel does not say why"
        : "waits: " + why;
  }

  /** Says what failed. */
  public void error(String text) {
    say(Level.ERROR, true, text);
  }

  /** Says what failed, what may be meant instead, and what is not as it was. */
  public void problem(Problem problem, List<String> candidates, List<String> notRestored) {
    StringBuilder text = new StringBuilder(problem.message());
    problem.details().forEach(line -> text.append("\n  ").append(line));
    candidates.forEach(line -> text.append("\n  ").append(Shown.escaped(line)));
    notRestored.forEach(line -> text.append("\n  not restored: ").append(Shown.escaped(line)));
    problem.help().ifPresent(line -> text.append("\n  help: ").append(line));
    error(text.toString());
  }

  /** Says how far something has come. */
  public void progress(String text) {
    say(Level.PROGRESS, !options.quiet(), Shown.escaped(text));
  }

  /** Says what was decided, and why. */
  public void decision(String text) {
    say(Level.DECISION, options.verbosity() >= 1, Shown.escaped(text));
  }

  /** Says what was read or written. */
  public void detail(String text) {
    say(Level.DETAIL, options.verbosity() >= 2, Shown.escaped(text));
  }

  /** {@return whether {@link #detail} says anything, to anybody} */
  public boolean detailed() {
    return options.verbosity() >= 2 || options.log().isPresent();
  }

  private void say(Level level, boolean shown, String text) {
    if (!shown && options.log().isEmpty()) {
      return;
    }
    String printable = printable(text);
    if (shown) {
      show(level, printable);
    }
    options.log().filter(file -> !logFailed).ifPresent(file -> append(file, level, printable));
  }

  private void show(Level level, String text) {
    boolean journal = !environment.getOrDefault("JOURNAL_STREAM", "").isEmpty();
    String prefix = journal ? "<" + level.priority + ">" : "";
    err.print((prefix + "dtbind: " + text).replace("\n", "\n" + prefix) + "\n");
    err.flush();
  }

  /** A text with lines; names from devicetrees in it could otherwise drive the terminal. */
  private static String printable(String text) {
    return Stream.of(text.split("\n", -1)).map(Table::printable).collect(Collectors.joining("\n"));
  }

  /** A log that cannot be written stops nothing: messages come in the midst of changes too. */
  private void append(Path file, Level level, String text) {
    String line = Instant.now() + " " + level + " " + text + "\n";
    if (InputFiles.isStandard(file)) {
      out.print(line);
      return;
    }
    try {
      Files.writeString(
          file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      logFailed = true;
      show(Level.ERROR, "continuing without --log: " + text(e));
    }
  }
}
