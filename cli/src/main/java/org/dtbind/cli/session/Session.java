// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.compile.TrustedUsers;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.view.Format;
import org.dtbind.view.Terminal;
import org.dtbind.view.View;

/** What one run of the program works with: its streams, environment and global options. */
public final class Session {

  private final InputStream in;
  private final InputFiles inputs;
  private final PrintStream console;
  private final PrintStream consoleErr;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final GlobalOptions options = new GlobalOptions();
  private final Messages messages;
  private final DiagnosticOutput problems;
  private final List<Diagnostic> seen = new ArrayList<>();
  private boolean remembers;

  /** Begins a run. */
  public Session(
      InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    this.in = in;
    this.inputs = new InputFiles(in);
    this.console = out;
    this.consoleErr = err;
    this.environment = Map.copyOf(environment);
    this.out = outIsTerminal() ? TerminalStream.over(out) : out;
    this.err = errIsTerminal() ? TerminalStream.over(err) : err;
    this.messages = new Messages(this.out, err, options, this.environment);
    this.problems = new DiagnosticOutput(this.out, err, options);
  }

  /** {@return standard input} */
  public InputStream in() {
    return in;
  }

  /** {@return the files that the command line names} */
  public InputFiles inputs() {
    return inputs;
  }

  /**
   * {@return standard output, for results alone; where it is a terminal, nothing that is written
   * there drives it}
   */
  public PrintStream out() {
    return out;
  }

  /** {@return standard output as it is, for what runs in a kernel of its own} */
  public PrintStream console() {
    return console;
  }

  /** {@return standard error as it is, for the same} */
  public PrintStream consoleErr() {
    return consoleErr;
  }

  /** {@return standard error; for messages use {@link #messages()}} */
  public PrintStream err() {
    return err;
  }

  /** {@return the options given to every command} */
  public GlobalOptions options() {
    return options;
  }

  /** {@return where messages go} */
  public Messages messages() {
    return messages;
  }

  /** {@return a variable of the environment; one set to nothing counts as unset} */
  public Optional<String> variable(String name) {
    // No lambda: the drop-ins ask for little and load nothing else that has one.
    String value = environment.get(name);
    return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  /**
   * {@return whose files are used though nobody has named them: root's, the user's, and those of
   * the user that sudo(8) runs this for}
   */
  public TrustedUsers trustedUsers() {
    int user = CurrentUser.id();
    Set<Integer> users = new HashSet<>(Set.of(user));
    variable("SUDO_UID")
        .filter(id -> user == 0 && id.matches("[0-9]{1,9}"))
        .ifPresent(id -> users.add(Integer.valueOf(id)));
    return new TrustedUsers(users);
  }

  /** {@return whether standard output is a terminal, as the start script found out} */
  public boolean outIsTerminal() {
    return variable("DTBIND_TTY").orElse("").contains("1");
  }

  private boolean errIsTerminal() {
    return variable("DTBIND_TTY").orElse("").contains("2");
  }

  /**
   * {@return columns of the terminal on standard output, as the shell or the start script found
   * out; 0 if it is none, or tables are not to be fitted to it}
   */
  public int columns() {
    String columns = variable("COLUMNS").orElse("");
    boolean fits = outIsTerminal() && !options.wide() && columns.matches("[1-9][0-9]{0,4}");
    return fits ? Integer.parseInt(columns) : 0;
  }

  /** {@return what tables are fitted to, and whether they get colours} */
  public Terminal terminal() {
    return new Terminal(columns(), Messages.colored(options, environment, Messages.OUT));
  }

  /** Writes a value to standard output; a table fits the terminal, where that is one. */
  public <T> void write(View<T> view, T value, Format format) throws IOException {
    if (format == Format.TABLE) {
      // Its cells are printable, and its colours are not to be shown as text.
      out.flush();
    }
    view.write(value, format, format == Format.TABLE ? console : out, terminal());
  }

  /**
   * Writes a result to a file, whole or not at all; to standard output where the file is {@code -}.
   */
  public void write(Path file, Bytes content) throws IOException {
    if (InputFiles.isStandard(file)) {
      out.write(content.toArray(), 0, content.length());
      out.flush();
      return;
    }
    OutputFile.write(file, content);
    // Not formatted: to write a number that way, java sets up all that it knows of languages.
    messages.decision("wrote " + FileName.text(file) + ", " + content.length() + " bytes");
  }

  /** {@return what is wrong with writing a blob there; empty if nothing is} */
  public Optional<String> blobProblem(Path file) {
    return InputFiles.isStandard(file) && outIsTerminal()
        ? Optional.of("a blob cannot be printed on the terminal: use -o OUT or a pipe")
        : Optional.empty();
  }

  /** {@return whether colours are wanted on standard error} */
  public boolean colored() {
    return Messages.colored(options, environment, Messages.ERR);
  }

  /** Says why the command failed. */
  public int fail(Exit exit, String message) {
    messages.error(message);
    return exit.code();
  }

  /** Says that there is no tree to look at. */
  public int failWithoutTree() {
    return fail(
        Exit.UNSUPPORTED,
        "this system has no devicetree: there is no /sys/firmware/devicetree/base"
            + "\n  help: specify a tree with --tree, or a copied system with --sysroot");
  }

  /** Shows problems in input. */
  public boolean show(Diagnosed<?> diagnosed) {
    if (remembers) {
      seen.addAll(diagnosed.diagnostics());
    }
    problems.show(shown(diagnosed.diagnostics()), colored());
    return diagnosed.hasErrors();
  }

  /** Keeps problems from now on: not by itself, since they keep the text of their sources. */
  public void remember() {
    remembers = true;
  }

  /**
   * {@return the problems since {@link #remember}, those that {@code -q} does not show among them}
   */
  public List<Diagnostic> seen() {
    return List.copyOf(seen);
  }

  /** Ends a run: what goes out as one document goes out now. */
  public int finish(int code) {
    try {
      problems.finish();
      return code;
    } catch (IOException e) {
      int failed = fail(Exit.FAILED, Messages.text(e));
      return code == Exit.OK.code() ? failed : code;
    }
  }

  private List<Diagnostic> shown(List<Diagnostic> all) {
    return options.quiet()
        ? all.stream().filter(d -> d.severity() == Severity.ERROR).toList()
        : all;
  }
}
