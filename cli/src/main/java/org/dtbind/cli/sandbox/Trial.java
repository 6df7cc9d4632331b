// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dtbind.cli.session.Session;
import org.dtbind.cli.target.SpecApplication;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.SandboxRequest;
import org.dtbind.sandbox.SystemState;
import org.dtbind.simulate.DeclaredEntry;
import org.dtbind.source.Bytes;

/** What {@code dtbind try} boots. */
sealed interface Trial {

  Machine machine();

  /** {@return the boots in order, without the tree and the time limit} */
  List<SandboxRequest> boots(Session session, TryInput.Board board, List<String> command)
      throws IOException;

  /** {@return whether a shell is opened after the report} */
  default boolean keep() {
    return false;
  }

  /** Returns the words of a command line: a shell runs a script with the user's command. */
  private static List<String> words(String script, List<String> command) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "try"));
    words.addAll(command);
    return words;
  }

  /**
   * The programs of this machine on another kernel. A script applies the declaration.
   *
   * @param app the directory of this program, if it is known
   * @param spec the declaration
   */
  record Applied(Machine machine, Optional<Path> app, Optional<Path> spec, boolean keep)
      implements Trial {

    /** The script for the sandbox. Its arguments are the user's command. */
    private static final String SCRIPT = Bytes.ofResource(Trial.class, "try.sh").utf8();

    @Override
    public List<SandboxRequest> boots(Session session, TryInput.Board board, List<String> command)
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
        session
            .messages()
            .note("created in the sandbox, but not on this machine: " + missing.text());
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
      variables.put("DTBIND_TRY_NOT_SIMULATED", SpecApplication.NOT_SIMULATED.toString());
      variables.put("DTBIND_TRY_QUIET", session.options().quiet() ? "-q" : "");
      if (keep) {
        variables.put("DTBIND_TRY_KEEP", session.environment().variable("TERM").orElse("dumb"));
      }
      SandboxRequest request =
          SandboxRequest.of(machine, words(SCRIPT, command)).with(variables).showing(shown);
      return List.of(keep ? request.reading() : request);
    }
  }

  /** A Debian system, which applies the declaration while it boots. */
  record WholeSystem(Machine.WholeSystem machine) implements Trial {

    private static final String SCRIPT = SystemState.PROGRAM + "\n[ $# = 0 ] || exec \"$@\"\n";

    @Override
    public List<SandboxRequest> boots(Session session, TryInput.Board board, List<String> command) {
      SandboxRequest request = SandboxRequest.of(machine, words(SCRIPT, command));
      return IntStream.rangeClosed(1, machine.kept().isPresent() ? 2 : 1)
          .mapToObj(boot -> request.with(Map.of("DTBIND_BOOT", Integer.toString(boot))))
          .toList();
    }
  }
}
