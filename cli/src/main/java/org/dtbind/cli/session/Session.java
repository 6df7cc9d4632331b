// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.compile.TrustedUsers;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.dtbind.view.Format;
import org.dtbind.view.Terminal;
import org.dtbind.view.View;

/** The context of one run of the program: streams, environment and global options. */
public final class Session {

  private final InputStream in;
  private final InputFiles inputs;
  private final OutputFiles outputs = new OutputFiles();
  private final PrintStream console;
  private final PrintStream consoleErr;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final GlobalOptions options = new GlobalOptions();
  private final Messages messages;
  private final ShownDiagnostics diagnostics;
  private String command = "";

  public Session(
      InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    this.in = in;
    this.inputs = new InputFiles(in, options);
    this.console = out;
    this.consoleErr = err;
    this.environment = Map.copyOf(environment);
    this.out = outIsTerminal() ? TerminalStream.over(out) : out;
    this.err = errIsTerminal() ? TerminalStream.over(err) : err;
    this.messages = new Messages(this.out, err, options, this.environment, inputs);
    this.diagnostics =
        new ShownDiagnostics(
            new DiagnosticOutput(this.out, err, options, this.environment),
            options,
            inputs,
            outputs);
  }

  public InputStream in() {
    return in;
  }

  public InputFiles inputs() {
    return inputs;
  }

  public OutputFiles outputs() {
    return outputs;
  }

  /**
   * Returns standard output, for results only. If it is a terminal, control characters in the
   * output are escaped.
   */
  public PrintStream out() {
    return out;
  }

  /** Returns standard output without escaping, for the output of a simulated kernel. */
  public PrintStream console() {
    return console;
  }

  /** Returns standard error without escaping, for the output of a simulated kernel. */
  public PrintStream consoleErr() {
    return consoleErr;
  }

  /** Returns standard error. For messages, use {@link #messages()}. */
  public PrintStream err() {
    return err;
  }

  public GlobalOptions options() {
    return options;
  }

  public Messages messages() {
    return messages;
  }

  public ShownDiagnostics diagnostics() {
    return diagnostics;
  }

  /** {@return an environment variable; empty if it is unset or empty} */
  public Optional<String> variable(String name) {
    // No lambda: the drop-in programs avoid loading the classes that the first lambda needs.
    String value = environment.get(name);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /**
   * Returns the users whose files dtbind reads by default: root, the current user, and the user who
   * called sudo(8).
   */
  public TrustedUsers trustedUsers() {
    int user = CurrentUser.id();
    Set<Integer> users = new HashSet<>(Set.of(user));
    variable("SUDO_UID")
        .filter(id -> user == 0 && id.matches("[0-9]{1,9}"))
        .ifPresent(id -> users.add(Integer.valueOf(id)));
    return new TrustedUsers(users);
  }

  /** Returns whether standard output is a terminal, according to the start script. */
  public boolean outIsTerminal() {
    return variable("DTBIND_TTY").orElse("").contains(Messages.OUT);
  }

  private boolean errIsTerminal() {
    return variable("DTBIND_TTY").orElse("").contains(Messages.ERR);
  }

  /**
   * Returns the width of the terminal on standard output in columns, according to the shell or the
   * start script; 0 if it is not a terminal or tables need not fit.
   */
  public int columns() {
    String columns = variable("COLUMNS").orElse("");
    boolean fits = outIsTerminal() && !options.wide() && columns.matches("[1-9][0-9]{0,4}");
    return fits ? Integer.parseInt(columns) : 0;
  }

  /** {@return the width and colors for tables on standard output} */
  public Terminal terminal() {
    return new Terminal(columns(), Messages.colored(options, environment, Messages.OUT));
  }

  /** Prints a line of a result. */
  public void print(String line) {
    out.println(Shown.masked(line));
  }

  /** Writes a value to standard output. A table is fitted to the terminal. */
  public <T> void write(View<T> view, T value, Format format) throws IOException {
    if (format == Format.TABLE) {
      // A table bypasses the escaping stream: its cells are already escaped, and its colors must
      // not be.
      out.flush();
    }
    view.write(value, format, format == Format.TABLE ? console : out, terminal());
  }

  /** Writes a result atomically to a file, or to standard output if the file is {@code -}. */
  public void write(Path file, Bytes content) throws IOException {
    if (InputFiles.isStandard(file)) {
      out.write(content.toArray(), 0, content.length());
      out.flush();
      return;
    }
    outputs.check(inputs.used(), file, content);
    try {
      OutputFile.write(file, content);
    } catch (IOException e) {
      throw OutputFile.notWritten(file, e);
    }
    // No formatting: String.format would initialize Java's locale data, which is slow.
    messages.decision("wrote " + FileName.text(file) + ", " + content.length() + " bytes");
  }

  /**
   * Fails if an output on the command line would replace a file that the command has read so far.
   * Commands that write other files call this method first.
   */
  public void checkOutputs() throws Rejected {
    outputs.check(inputs.used());
  }

  /** {@return the reason not to write a blob to this output; empty if there is none} */
  public Optional<String> blobProblem(Path file) {
    return InputFiles.isStandard(file) && outIsTerminal()
        ? Optional.of("a blob cannot be printed on the terminal: use -o OUT or a pipe")
        : Optional.empty();
  }

  /** {@return the reason not to write a blob to this output, which must be specified} */
  public Optional<String> blobProblem(Optional<Path> out) {
    return out.isPresent()
        ? blobProblem(out.get())
        : Optional.of("a blob must be written to a file: add -o OUT");
  }

  /** Reports the reason for a failure; returns the exit code. */
  public int fail(ExitStatus exit, String message) {
    return fail(exit, message, Optional.empty());
  }

  /** Reports the reason for a failure, and what to do about it; returns the exit code. */
  public int fail(ExitStatus exit, String message, Optional<String> help) {
    messages.error(message, help);
    return exit.code();
  }

  /** Reports a failure of I/O; returns the exit code. */
  public int fail(IOException failure) {
    // A missing file has a reason only if there is advice for the user.
    Optional<String> help =
        failure instanceof NoSuchFileException missing
            ? Optional.ofNullable(missing.getReason())
            : Optional.empty();
    if (failure instanceof Rejected
        && options.log().isPresent()
        && outputs.isRejected(options.log().get())) {
      options.discardLog();
    }
    return fail(exit(failure), Messages.text(failure), help);
  }

  private static ExitStatus exit(IOException failure) {
    if (failure instanceof Rejected rejected) {
      return rejected.exit();
    }
    return failure instanceof NoSuchFileException
        ? ExitStatus.NOT_FOUND
        : failure instanceof AccessDeniedException ? ExitStatus.NOT_PERMITTED : ExitStatus.FAILED;
  }

  /** Reports that the system has no devicetree; returns the exit code. */
  public int failWithoutTree() {
    return fail(
        ExitStatus.UNAVAILABLE,
        "this system has no devicetree: there is no /sys/firmware/devicetree/base",
        Optional.of("specify a tree with --tree, or a copy of a system with --sysroot"));
  }

  /** Reports that no node of a tree could be a device; returns the exit code. */
  public int failWithoutDevices(String tree) {
    return fail(
        ExitStatus.NOT_FOUND,
        "no node of " + tree + " has a \"compatible\" property, so none of them becomes a device");
  }

  /** Shows diagnostics at their levels; returns the result, unless one of them is an error. */
  public <T> Optional<T> shown(Diagnosed<T> found) {
    return show(found) ? Optional.empty() : found.value();
  }

  public boolean show(List<Diagnostic> found) {
    return show(Diagnosed.failed(found));
  }

  /** Shows diagnostics at their levels; returns whether one is an error. */
  public boolean show(Diagnosed<?> found) {
    return diagnostics.show(found);
  }

  /** Sets the arguments that the user typed, for reports. */
  public void setCommand(List<String> arguments) {
    command = String.join(" ", arguments);
  }

  /** {@return what made a report: the program and its version, the date, and the command} */
  public String made() {
    Instant now =
        variable("SOURCE_DATE_EPOCH")
            .filter(seconds -> seconds.matches("[0-9]{1,11}"))
            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
            .orElseGet(Instant::now);
    return "%s on %s with: dtbind %s"
        .formatted(
            Version.ofThisBuild().line(),
            now.truncatedTo(ChronoUnit.SECONDS),
            Shown.escaped(command));
  }

  /** Ends the run: writes the document of diagnostics, if there is one; returns the exit code. */
  public int finish(int code) {
    try {
      diagnostics.finish(code);
      return code;
    } catch (IOException e) {
      int failed = fail(e);
      return code == ExitStatus.DONE.code() ? failed : code;
    }
  }
}
