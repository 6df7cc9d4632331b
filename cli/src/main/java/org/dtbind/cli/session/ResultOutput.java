// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Shown;
import org.dtbind.view.Format;
import org.dtbind.view.Terminal;
import org.dtbind.view.View;

/** Writes the results of a command: to standard output, and to the files on the command line. */
public final class ResultOutput {

  private final PrintStream out;
  private final PrintStream console;
  private final Environment environment;
  private final GlobalOptions options;
  private final InputFiles inputs;
  private final OutputFiles files;
  private final Messages messages;
  private String command = "";

  ResultOutput(
      PrintStream out,
      PrintStream console,
      Environment environment,
      GlobalOptions options,
      InputFiles inputs,
      OutputFiles files,
      Messages messages) {
    this.out = out;
    this.console = console;
    this.environment = environment;
    this.options = options;
    this.inputs = inputs;
    this.files = files;
    this.messages = messages;
  }

  /** Returns standard output. If it is a terminal, control characters in the output are escaped. */
  public PrintStream stream() {
    return out;
  }

  public OutputFiles files() {
    return files;
  }

  /**
   * Returns the width of the terminal on standard output in columns, according to the shell or the
   * start script; 0 if it is not a terminal or tables need not fit.
   */
  public int columns() {
    String columns = environment.variable("COLUMNS").orElse("");
    boolean fits = isTerminal() && columns.matches("[1-9][0-9]{0,4}");
    return fits ? Integer.parseInt(columns) : 0;
  }

  /** {@return the width and colors for tables on standard output} */
  public Terminal terminal() {
    return new Terminal(columns(), environment.isColored(options, Environment.OUT));
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
    files.check(inputs.used(), file, content);
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
  public void checkFiles() throws Rejected {
    files.check(inputs.used());
  }

  /** {@return the reason not to write a blob to this output; empty if there is none} */
  public Optional<String> blobProblem(Path file) {
    return InputFiles.isStandard(file) && isTerminal()
        ? Optional.of("a blob cannot be printed on the terminal: use -o OUT or a pipe")
        : Optional.empty();
  }

  /** {@return the reason not to write a blob to this output, which must be specified} */
  public Optional<String> blobProblem(Optional<Path> file) {
    return file.isPresent()
        ? blobProblem(file.get())
        : Optional.of("a blob must be written to a file: add -o OUT");
  }

  /** Sets the arguments that the user typed, for reports. */
  public void setCommand(List<String> arguments) {
    command = String.join(" ", arguments);
  }

  /** {@return what made a report: the program and its version, the date, and the command} */
  public String made() {
    Instant now =
        environment
            .variable("SOURCE_DATE_EPOCH")
            .filter(seconds -> seconds.matches("[0-9]{1,11}"))
            .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)))
            .orElseGet(Instant::now);
    return "%s on %s with: dtbind %s"
        .formatted(
            Version.ofThisBuild().line(),
            now.truncatedTo(ChronoUnit.SECONDS),
            Shown.escaped(command));
  }

  private boolean isTerminal() {
    return environment.isTerminal(Environment.OUT);
  }
}
