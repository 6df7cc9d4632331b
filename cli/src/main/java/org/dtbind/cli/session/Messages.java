// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.change.result.Problem;
import org.dtbind.diag.Nearest;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;

/** Messages besides the results: on standard error, and in the log file. */
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

  /** The character for standard output in {@code DTBIND_TTY}, which the start script sets. */
  public static final String OUT = "1";

  /** How the first message of a log begins. */
  private static final String TIME = "0000-00-00T";

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  /** The character for standard error in {@code DTBIND_TTY}. */
  public static final String ERR = "2";

  static final String OF_DIRECTORY = "is a directory; specify a file";

  private final PrintStream out;
  private final PrintStream err;
  private final GlobalOptions options;
  private final Map<String, String> environment;
  private final InputFiles inputs;
  private boolean logFailed;
  private boolean logIsOpen;

  /** Creates an instance. It reads the options for each message, since they are not parsed yet. */
  public Messages(
      PrintStream out,
      PrintStream err,
      GlobalOptions options,
      Map<String, String> environment,
      InputFiles inputs) {
    this.inputs = inputs;
    this.out = out;
    this.err = err;
    this.options = options;
    this.environment = environment;
  }

  /**
   * {@return the message that something with a name does not exist}
   *
   * @param kind what it is, such as {@code check}
   * @param near the existing names that may be meant
   */
  public static String unknown(String kind, String name, List<String> near) {
    return "there is no %s '%s'%s"
        .formatted(kind, name, near.isEmpty() ? "" : "; " + Nearest.question(near));
  }

  /** {@return help for a name that does not exist; empty if no existing name may be meant} */
  public static Optional<String> meant(List<String> near) {
    return near.isEmpty() ? Optional.empty() : Optional.of(Shown.escaped(Nearest.question(near)));
  }

  /** Returns a number and a noun in singular or plural, such as {@code 2 errors}. */
  public static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /**
   * Returns whether to use colors on a stream.
   *
   * @param stream {@link #OUT} or {@link #ERR}
   */
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

  /** {@return the file and the reason of a failure, in one line} */
  public static String text(IOException failure) {
    String reason = reason(failure);
    return Shown.escaped(
        failure instanceof FileSystemException of && of.getFile() != null
            ? of.getFile() + ": " + reason
            : reason);
  }

  /** {@return the reason of a failure, without the file} */
  static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (failure instanceof FileAlreadyExistsException) {
      return "already exists";
    }
    String reason =
        failure instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : failure.getMessage();
    // The JDK takes the reason from strerror().
    return reason == null
        ? failure.getClass().getSimpleName()
        : reason.equals("Is a directory") ? OF_DIRECTORY : reason;
  }

  /**
   * Returns a message about a device whose driver deferred probing.
   *
   * @param why the reason that the kernel reports; empty if it reports none
   */
  public static String waits(String why) {
    return why.isEmpty()
        ? "its driver has deferred probing; the kernel does not say why"
        : "its driver has deferred probing (" + why + ")";
  }

  /** Reports a failure. */
  public void error(String text) {
    say(Level.ERROR, true, text);
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
    say(Level.PROGRESS, !options.quiet(), Shown.escaped(text));
  }

  /** Reports what people should know about a result. */
  public void note(String text) {
    progress("note: " + text);
  }

  /** Reports a decision and its reason. */
  public void decision(String text) {
    say(Level.DECISION, options.verbosity() >= 1, Shown.escaped(text));
  }

  /** Reports a read or write. */
  public void detail(String text) {
    say(Level.DETAIL, options.verbosity() >= 2, Shown.escaped(text));
  }

  /** Returns whether anybody sees the messages of {@link #detail}. */
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
    String prefix = isJournal() ? "<" + level.priority + ">" : "";
    err.print((prefix + "dtbind: " + text).replace("\n", "\n" + prefix) + "\n");
    err.flush();
  }

  /**
   * Whether standard error is the journal (systemd.exec(5)): the variable is also set for programs
   * that a service starts with their output in a file.
   */
  private boolean isJournal() {
    String stream = environment.getOrDefault("JOURNAL_STREAM", "");
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

  /**
   * Appends a line to the log. A log that cannot be written must not stop the command, which may be
   * in the middle of a change.
   */
  private void append(Path file, Level level, String text) {
    String line = Instant.now() + " " + level + " " + text + "\n";
    if (InputFiles.isStandard(file)) {
      out.print(line);
      return;
    }
    if (inputs.readsLog()) {
      withoutLog(FileName.text(file) + " is also an input");
      return;
    }
    try {
      if (!logIsOpen && isOther(file)) {
        withoutLog(FileName.text(file) + " exists, and is not a log");
        return;
      }
      logIsOpen = true;
      Files.writeString(
          file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      withoutLog(text(OutputFile.notWritten(file, e)));
    }
  }

  /** Returns whether a file has the name of an input, and something else than messages in it. */
  private static boolean isOther(Path file) throws IOException {
    if (!InputFiles.isInput(file) || !Files.isRegularFile(file) || Files.size(file) == 0) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String begin = new String(in.readNBytes(TIME.length()), StandardCharsets.ISO_8859_1);
      return !begin.replaceAll("[0-9]", "0").equals(TIME);
    }
  }

  private void withoutLog(String why) {
    logFailed = true;
    show(Level.ERROR, "continuing without --log: " + Shown.escaped(why));
  }
}
