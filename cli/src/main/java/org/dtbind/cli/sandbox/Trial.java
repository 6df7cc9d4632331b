// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.target.ApplyCommand;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SystemState;
import org.dtbind.simulate.DeclaredEntry;
import org.dtbind.source.Bytes;

/**
 * What {@code dtbind try} boots, and what it runs then.
 *
 * @param blob the tree that the kernel gets
 * @param command the command to run in the sandbox; empty for a report
 * @param keep whether a shell is opened after the report
 * @param strict whether it is a failure if a driver refuses a device, or waits
 * @param limit the time limit for each boot; the shell has none
 */
record Trial(
    TryInput.Board board,
    Bytes blob,
    List<String> command,
    boolean keep,
    boolean strict,
    Duration limit) {

  /** The script that applies the declaration. Its arguments are the user's command. */
  private static final String APPLYING = Bytes.ofResource(Trial.class, "try.sh").utf8();

  /** The script for a whole system, which applied the declaration while it booted. */
  private static final String SYSTEM = SystemState.PROGRAM + "\n[ $# = 0 ] || exec \"$@\"\n";

  /** The time limit of the shell, since a boot must have one. */
  private static final Duration UNLIMITED = Duration.ofDays(365);

  Trial {
    command = List.copyOf(command);
  }

  /**
   * Returns the boot of a kernel with the programs of this machine.
   *
   * @param app the directory of this program, if it is known
   * @param spec the declaration
   */
  SandboxRequest applying(Session session, Machine machine, Optional<Path> app, Optional<Path> spec)
      throws IOException {
    Map<String, String> variables = new HashMap<>();
    List<Path> shown = new ArrayList<>();
    app.map(path -> InnerProgram.of(session.environment(), machine, path))
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
    variables.put("DTBIND_TRY_WITHOUT", DeclaredEntry.text(board.without().leftOut()));
    variables.put("DTBIND_TRY_NOT_SIMULATED", ApplyCommand.NOT_SIMULATED.toString());
    variables.put("DTBIND_TRY_QUIET", session.options().quiet() ? "-q" : "");
    if (keep) {
      variables.put("DTBIND_TRY_KEEP", session.environment().variable("TERM").orElse("dumb"));
    }
    SandboxRequest request = request(machine, APPLYING).with(variables).showing(shown);
    return keep ? request.reading() : request;
  }

  /** Returns the boots of a system: one, or two if it keeps what it writes. */
  List<SandboxRequest> ofSystem(Machine.WholeSystem system) {
    SandboxRequest request = request(system, SYSTEM);
    return IntStream.rangeClosed(1, system.kept().isPresent() ? 2 : 1)
        .mapToObj(boot -> request.with(Map.of("DTBIND_BOOT", Integer.toString(boot))))
        .toList();
  }

  private SandboxRequest request(Machine machine, String script) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "try"));
    words.addAll(command);
    return SandboxRequest.of(machine, words).with(blob).within(keep ? UNLIMITED : limit);
  }
}
