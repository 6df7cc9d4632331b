// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import org.dtbind.change.result.ExitStatus;

/**
 * The context of one run of the program. It hands out what reads inputs, what writes results and
 * messages, and the environment; and it reports why a command fails.
 */
public final class Session {

  private final Streams console;
  private final Streams streams;
  private final Environment environment;
  private final GlobalOptions options = new GlobalOptions();
  private final InputFiles inputs;
  private final ResultOutput output;
  private final Messages messages;
  private final ShownDiagnostics diagnostics;

  public Session(InputStream in, PrintStream out, PrintStream err, Map<String, String> variables) {
    environment = new Environment(variables);
    console = new Streams(in, out, err);
    streams = console.escaped(environment);
    inputs = new InputFiles(in, environment);
    messages = new Messages(err, options, environment);
    OutputFiles outputs = new OutputFiles();
    output = new ResultOutput(streams.out(), out, environment, options, inputs, outputs, messages);
    diagnostics =
        new ShownDiagnostics(
            new DiagnosticOutput(streams.out(), err, options, environment),
            options,
            inputs,
            outputs);
  }

  /** Returns the standard streams without escaping, for the output of a simulated kernel. */
  public Streams console() {
    return console;
  }

  public Streams streams() {
    return streams;
  }

  public Environment environment() {
    return environment;
  }

  public GlobalOptions options() {
    return options;
  }

  public InputFiles inputs() {
    return inputs;
  }

  public ResultOutput output() {
    return output;
  }

  public Messages messages() {
    return messages;
  }

  public ShownDiagnostics diagnostics() {
    return diagnostics;
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
    return fail(exit(failure), FailureText.text(failure), help);
  }

  private static ExitStatus exit(IOException failure) {
    if (failure instanceof Rejected rejected) {
      return rejected.exit();
    }
    return failure instanceof NoSuchFileException
        ? ExitStatus.NOT_FOUND
        : failure instanceof AccessDeniedException ? ExitStatus.NOT_PERMITTED : ExitStatus.FAILED;
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
