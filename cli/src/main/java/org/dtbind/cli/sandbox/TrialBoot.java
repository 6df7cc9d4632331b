// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.SavedTerminal;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.target.SpecApplication;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.Sandbox;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.source.Bytes;
import org.dtbind.view.Format;
import org.dtbind.view.Table;

/**
 * One boot of {@code dtbind try}.
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

  /**
   * The script for the sandbox. Its arguments are the user's command. It writes progress to
   * standard error.
   */
  private static final String SCRIPT =
      """
      if [ -n "$DTBIND_TRY_SPEC" ]; then
          printf '%%s\\n' "$DTBIND_TRY_WITHOUT" > %s
          "$DTBIND_APP/bin/dtbind" $DTBIND_TRY_QUIET apply --spec "$DTBIND_TRY_SPEC" >&2
          applied=$?
          rm %s
          printf '\\001applied %%s\\n' "$applied"
          [ "$applied" = 0 ] || [ $# = 0 ] || exit 1
      fi
      if [ $# = 0 ]; then %s; else printf '\\001end\\n'; fi
      cd "$DTBIND_TRY_DIRECTORY" 2> /dev/null
      PATH="$DTBIND_SANDBOX/bin:$PATH"
      [ -z "$DTBIND_APP" ] || PATH="$DTBIND_APP/bin:$PATH"
      if [ -n "$DTBIND_TRY_KEEP" ]; then
          stty -F /dev/tty0 sane
          TERM=$DTBIND_TRY_KEEP PS1='try# ' setsid -c sh -i < /dev/tty0 > /dev/tty0 2>&1
          exit 0
      fi
      [ $# = 0 ] || exec "$@"
      """
          .formatted(
              SpecApplication.NOT_SIMULATED, SpecApplication.NOT_SIMULATED, SeenSystem.PROGRAM);

  /** Boots the kernel, and shows the report; returns the exit code. */
  int run(TryInput.Board board, Bytes blob, Format format, Duration limit)
      throws IOException, InterruptedException {
    // Holds at most one report, which another thread adds.
    List<TryReport> reports = new CopyOnWriteArrayList<>();
    TryOutput output =
        new TryOutput(
            session.console(),
            text -> {
              if (command.isEmpty()) {
                SeenSystem.parse(text)
                    .map(seen -> new TryReport(board, seen))
                    .ifPresent(
                        report -> {
                          reports.add(report);
                          show(report, format);
                        });
              }
            });
    SavedTerminal terminal = keep ? SavedTerminal.saved() : SavedTerminal.NONE;
    SandboxResult result;
    try {
      begun();
      result = sandbox.boot(request(board, blob, limit), output, session.consoleErr());
    } finally {
      terminal.restore();
    }
    Optional<String> trouble = InnerProgram.trouble(session, machine.kernel(), result);
    session.console().flush();
    if (result instanceof SandboxResult.TimedOut late) {
      return session.fail(ExitStatus.TEMPORARY, "try: " + late(late, output));
    }
    if (trouble.isPresent()) {
      return session.fail(ExitStatus.FAILED, "try: " + trouble.get());
    }
    if (output.applied().orElse(0) != 0) {
      return session.fail(
          ExitStatus.FAILED,
          "try: the declaration " + spec.orElseThrow() + " could not be applied");
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
      what = "still running: " + Table.printable(String.join(" ", command));
    } else if (spec.isPresent() && output.applied().isEmpty()) {
      what = "the declaration " + spec.get() + " was still being applied";
    } else {
      what = "dtbind was still reading the result of the boot";
    }
    // The output of the user's command was already shown.
    String words = result.booted() ? "" : result.lastWords();
    return "not finished after %d s; %s\n%s"
        .formatted(result.limit().toSeconds(), what, words)
        .strip();
  }

  private SandboxRequest request(TryInput.Board board, Bytes blob, Duration limit) {
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
    spec.map(Path::toAbsolutePath)
        .ifPresent(
            file -> {
              variables.put("DTBIND_TRY_SPEC", file.toString());
              shown.add(file);
            });
    variables.put("DTBIND_TRY_WITHOUT", board.without().words());
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

  private void show(TryReport report, Format format) {
    PrintStream out = session.console();
    if (format == Format.TABLE) {
      String text = report.text(session.options().verbosity() > 0, session.terminal());
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

  /** Starts a thread that reports after one second that the kernel is still booting. */
  private void begun() {
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
    slow.start();
  }
}
