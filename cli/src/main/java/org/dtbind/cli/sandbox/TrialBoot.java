// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Session;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.sandbox.SystemState;
import org.dtbind.source.Shown;
import org.dtbind.view.Format;

/** Boots what a trial consists of, and shows the reports. */
record TrialBoot(Session session, Sandbox sandbox, Trial trial, Format format) {

  private static final int SLOW_MILLISECONDS = 1000;

  /**
   * Boots the kernel, and shows the report; returns the exit code.
   *
   * @param boots one, or two of a system that keeps what it writes
   */
  int run(List<SandboxRequest> boots) throws IOException, InterruptedException {
    if (boots.size() == 1) {
      return boot(boots.get(0), report -> show(report, ""));
    }
    // JSON is one document, which describes the second boot.
    int code =
        boot(
            boots.get(0),
            format == Format.TABLE ? report -> show(report, "first boot\n") : report -> {});
    if (code != ExitStatus.DONE.code()) {
      return code;
    }
    if (Files.size(boots.get(0).machine().system().flatMap(Machine.WholeSystem::kept).orElseThrow())
        == 0) {
      return session.fail(
          ExitStatus.FAILED, "try: the files that the first boot wrote could not be read");
    }
    return boot(boots.get(1), report -> show(report, "second boot\n"));
  }

  private int boot(SandboxRequest request, Consumer<TryReport> show)
      throws IOException, InterruptedException {
    // Holds at most one report, which another thread adds.
    List<TryReport> reports = new CopyOnWriteArrayList<>();
    String version = request.machine().kernel().version();
    Thread slow = slow(version);
    TryOutput output =
        new TryOutput(
            session.console().out(),
            slow::interrupt,
            text ->
                SeenSystem.parse(text)
                    .map(seen -> new TryReport(trial.board(), seen, SystemState.parse(text)))
                    .ifPresent(
                        report -> {
                          reports.add(report);
                          show.accept(report);
                        }));
    SavedTerminal terminal = trial.keep() ? SavedTerminal.saved() : SavedTerminal.NONE;
    SandboxResult result;
    try {
      slow.start();
      result = sandbox.boot(request, output, session.console().err());
    } finally {
      slow.interrupt();
      terminal.restore();
    }
    session.console().out().flush();
    return exitCode(request.machine(), result, output, reports);
  }

  /** Returns the exit code, after saying what failed. */
  private int exitCode(
      Machine machine, SandboxResult result, TryOutput output, List<TryReport> reports)
      throws IOException {
    Optional<String> trouble = InnerProgram.trouble(session, machine.kernel(), result);
    if (result instanceof SandboxResult.TimedOut late) {
      return session.fail(ExitStatus.TEMPORARY, "try: " + late(machine, late, output));
    }
    if (trouble.isPresent()) {
      return session.fail(ExitStatus.FAILED, "try: " + trouble.get());
    }
    if (output.applied().orElse(0) != 0) {
      return session.fail(ExitStatus.FAILED, "try: the declaration could not be applied");
    }
    if (!trial.command().isEmpty()) {
      return ((SandboxResult.Exited) result).status();
    }
    if (reports.isEmpty()) {
      return session.fail(ExitStatus.FAILED, "try: the sandbox did not send a report");
    }
    List<String> missing = new ArrayList<>(reports.get(0).missing());
    if (trial.strict()) {
      missing.addAll(reports.get(0).refused());
    }
    return missing.isEmpty()
        ? ExitStatus.DONE.code()
        : session.fail(ExitStatus.FAILED, "try: " + String.join("\n", missing));
  }

  /** Returns a message with the step that was running when the timeout expired. */
  private String late(Machine machine, SandboxResult.TimedOut result, TryOutput output) {
    String what;
    if (!result.booted()) {
      what = "kernel " + machine.kernel().version() + " was still booting";
    } else if (output.ended()) {
      what = "still running: " + Shown.masked(String.join(" ", trial.command()));
    } else if (machine.system().isEmpty()
        && trial.board().applied().isPresent()
        && output.applied().isEmpty()) {
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

  private void show(TryReport report, String heading) {
    // With a command, standard output is for the command.
    PrintStream out = trial.command().isEmpty() ? session.console().out() : session.console().err();
    if (!trial.command().isEmpty() && session.options().quiet()) {
      return;
    }
    if (format == Format.TABLE) {
      String text = heading + report.text(verbose(), session.output().terminal());
      // With --keep, the terminal is in raw mode, in which a newline needs a carriage return.
      byte[] bytes =
          (trial.keep() ? text.replace("\n", "\r\n") : text).getBytes(StandardCharsets.UTF_8);
      out.write(bytes, 0, bytes.length);
      out.flush();
      return;
    }
    try {
      TryReport.VIEW.write(report, format, out, session.output().terminal());
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
  private Thread slow(String version) {
    Thread slow =
        new Thread(
            () -> {
              try {
                Thread.sleep(SLOW_MILLISECONDS);
                session.messages().progress("booting kernel " + version + " …");
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "slow");
    slow.setDaemon(true);
    return slow;
  }
}
