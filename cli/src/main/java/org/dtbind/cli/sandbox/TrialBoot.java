// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.target.SpecApplication;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.sandbox.SystemState;
import org.dtbind.simulate.Entry;
import org.dtbind.source.Bytes;
import org.dtbind.source.Shown;
import org.dtbind.view.Format;

/**
 * The boots of {@code dtbind try}: one, or two of a whole system that keeps what it writes.
 *
 * @param app the directory of this program, if it is known
 * @param spec the declaration to apply in the sandbox
 * @param command the command to run in the sandbox; empty for a report
 * @param keep whether to open a shell after the report
 */
record TrialBoot(
    Session session,
    Sandbox sandbox,
    Machine machine,
    Optional<Path> app,
    Optional<Path> spec,
    List<String> command,
    boolean keep) {

  private static final int SLOW_MILLISECONDS = 1000;

  /** The script for the sandbox. Its arguments are the user's command. */
  private static final String SCRIPT = Bytes.ofResource(TrialBoot.class, "try.sh").utf8();

  /** The script for a whole system, which has applied the declaration while it booted. */
  private static final String SYSTEM_SCRIPT = SystemState.PROGRAM + "\n[ $# = 0 ] || exec \"$@\"\n";

  /** Boots the kernel, and shows the report; returns the exit code. */
  int run(TryInput.Board board, Bytes blob, Format format, Duration limit)
      throws IOException, InterruptedException {
    Optional<Path> kept = machine.kept();
    if (kept.isEmpty()) {
      return boot(board, request(board, blob, limit), Optional.of(format), "");
    }
    // JSON is one document, which describes the second boot.
    int code =
        boot(
            board,
            requestOfSystem(blob, limit, 1),
            format == Format.TABLE ? Optional.of(format) : Optional.empty(),
            "first boot\n");
    if (code != ExitStatus.DONE.code()) {
      return code;
    }
    if (Files.size(kept.get()) == 0) {
      return session.fail(
          ExitStatus.FAILED, "try: the files that the first boot wrote could not be read");
    }
    return boot(board, requestOfSystem(blob, limit, 2), Optional.of(format), "second boot\n");
  }

  private int boot(
      TryInput.Board board, SandboxRequest request, Optional<Format> format, String heading)
      throws IOException, InterruptedException {
    // Holds at most one report, which another thread adds.
    List<TryReport> reports = new CopyOnWriteArrayList<>();
    Thread slow = slow();
    TryOutput output =
        new TryOutput(
            session.console(),
            slow::interrupt,
            text -> {
              if (command.isEmpty() || isSystem()) {
                SeenSystem.parse(text)
                    .map(seen -> new TryReport(board, seen, SystemState.parse(text)))
                    .ifPresent(
                        report -> {
                          reports.add(report);
                          format.ifPresent(in -> show(report, in, heading));
                        });
              }
            });
    SavedTerminal terminal = keep ? SavedTerminal.saved() : SavedTerminal.NONE;
    SandboxResult result;
    try {
      slow.start();
      result = sandbox.boot(request, output, session.consoleErr());
    } finally {
      slow.interrupt();
      terminal.restore();
    }
    session.console().flush();
    return ended(result, output, reports);
  }

  /** Returns the exit code, after saying what failed. */
  private int ended(SandboxResult result, TryOutput output, List<TryReport> reports)
      throws IOException {
    Optional<String> trouble = InnerProgram.trouble(session, machine.kernel(), result);
    if (result instanceof SandboxResult.TimedOut late) {
      return session.fail(ExitStatus.TEMPORARY, "try: " + late(late, output));
    }
    if (trouble.isPresent()) {
      return session.fail(ExitStatus.FAILED, "try: " + trouble.get());
    }
    if (output.applied().orElse(0) != 0) {
      return session.fail(ExitStatus.FAILED, "try: the declaration could not be applied");
    }
    if (!command.isEmpty()) {
      return ((SandboxResult.Exited) result).status();
    }
    if (reports.isEmpty()) {
      return session.fail(ExitStatus.FAILED, "try: the sandbox did not send a report");
    }
    List<String> missing = reports.get(0).missing();
    return missing.isEmpty()
        ? ExitStatus.DONE.code()
        : session.fail(ExitStatus.FAILED, "try: " + String.join("\n", missing));
  }

  /** Returns a message with the step that was running when the timeout expired. */
  String late(SandboxResult.TimedOut result, TryOutput output) {
    String what;
    if (!result.booted()) {
      what = "kernel " + machine.kernel().version() + " was still booting";
    } else if (output.ended()) {
      what = "still running: " + Shown.masked(String.join(" ", command));
    } else if (spec.isPresent() && output.applied().isEmpty() && !isSystem()) {
      what = "the declaration was still being applied";
    } else {
      what = "dtbind was still reading the result of the boot";
    }
    // The output of the user's command was already shown.
    String words = result.booted() ? "" : result.lastWords();
    return "not finished after %d s; %s\n%s"
        .formatted(result.limit().toSeconds(), what, words)
        .strip();
  }

  private SandboxRequest request(TryInput.Board board, Bytes blob, Duration limit)
      throws IOException {
    if (isSystem()) {
      return requestOfSystem(blob, limit, 1);
    }
    Map<String, String> variables = new HashMap<>();
    List<Path> shown = new ArrayList<>();
    app.map(path -> InnerProgram.of(session, machine, path))
        .ifPresent(
            inner -> {
              variables.putAll(inner.variables());
              shown.addAll(inner.shown());
            });
    Path here = Path.of("").toAbsolutePath();
    variables.put("DTBIND_TRY_DIRECTORY", here.toString());
    shown.add(here);
    MissingAccounts missing = MissingAccounts.of(board.accesses());
    if (!missing.isEmpty()) {
      session.messages().note("created in the sandbox, but not on this machine: " + missing.text());
      MissingAccounts.Lines lines = missing.lines();
      variables.put("DTBIND_TRY_PASSWD", lines.passwd());
      variables.put("DTBIND_TRY_GROUP", lines.group());
    }
    spec.filter(file -> !board.appliesNothing())
        .map(Path::toAbsolutePath)
        .ifPresent(
            file -> {
              variables.put("DTBIND_TRY_SPEC", file.toString());
              shown.add(file);
            });
    variables.put("DTBIND_TRY_WITHOUT", Entry.text(board.without().leftOut()));
    variables.put("DTBIND_TRY_NOT_SIMULATED", SpecApplication.NOT_SIMULATED.toString());
    variables.put("DTBIND_TRY_QUIET", session.options().quiet() ? "-q" : "");
    if (keep) {
      variables.put("DTBIND_TRY_KEEP", session.variable("TERM").orElse("dumb"));
    }
    List<String> words = new ArrayList<>(List.of("sh", "-c", SCRIPT, "try"));
    words.addAll(command);
    SandboxRequest request =
        SandboxRequest.of(machine, words)
            .with(blob)
            .with(variables)
            .showing(shown)
            .within(keep ? Duration.ofDays(365) : limit);
    return keep ? request.reading() : request;
  }

  private boolean isSystem() {
    return machine instanceof Machine.WholeSystem;
  }

  private SandboxRequest requestOfSystem(Bytes blob, Duration limit, int boot) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", SYSTEM_SCRIPT, "try"));
    words.addAll(command);
    return SandboxRequest.of(machine, words)
        .with(blob)
        .with(Map.of("DTBIND_BOOT", Integer.toString(boot)))
        .within(limit);
  }

  private void show(TryReport report, Format format, String heading) {
    // With a command, standard output is for the command.
    PrintStream out = command.isEmpty() ? session.console() : session.consoleErr();
    if (!command.isEmpty() && session.options().quiet()) {
      return;
    }
    if (format == Format.TABLE || !command.isEmpty()) {
      String text = heading + report.text(verbose(), session.terminal());
      // With --keep, the terminal is in raw mode, in which a newline needs a carriage return.
      byte[] bytes = (keep ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.UTF_8);
      out.write(bytes, 0, bytes.length);
      out.flush();
      return;
    }
    try {
      TryReport.VIEW.write(report, format, out, session.terminal());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean verbose() {
    return session.options().verbosity() > 0;
  }

  /**
   * Returns a thread that reports after one second that the kernel is still booting, unless it is
   * interrupted before.
   */
  private Thread slow() {
    Thread slow =
        new Thread(
            () -> {
              try {
                Thread.sleep(SLOW_MILLISECONDS);
                session.messages().progress("booting kernel " + machine.kernel().version() + " …");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "slow");
    slow.setDaemon(true);
    return slow;
  }
}
