// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.Run;

/**
 * A program that makes a system as a {@code bindings.yaml} declares it: dtbind, or its script for
 * targets without Java. Their exit codes have the same meaning.
 */
interface Implementation {

  /** What both can do with a declaration. */
  enum Action {
    /** Prints what {@link #START} would do. */
    PLAN,
    START,
    STOP,
    VERIFY
  }

  /** {@return its name, as a part of the names of cases} */
  String name();

  /**
   * {@return whether it plans a way from any state to the declared one; otherwise, it changes
   * nothing where the state is not the one that its steps expect}
   */
  default boolean plans() {
    return true;
  }

  /** {@return how it ends if it changes nothing because of the state that it finds} */
  default int refusal() {
    return plans() ? 1 : 5;
  }

  /**
   * Runs it to its end.
   *
   * @param seconds how long it may wait for what is late
   */
  Run run(Action action, int seconds, String declaration) throws Exception;

  /** {@return a process that starts what is declared, and waits for what is late} */
  ProcessBuilder starting(String declaration) throws Exception;

  /** Runs it, and asserts how it ends. */
  default Run ends(int status, Action action, String declaration) throws Exception {
    Run run = run(action, 1, declaration);
    assertThat(run.status()).as(name() + " " + action + ": " + run).isEqualTo(status);
    return run;
  }

  /** dtbind itself. */
  record Dtbind() implements Implementation {

    @Override
    public String name() {
      return "Dtbind";
    }

    @Override
    public Run run(Action action, int seconds, String declaration) throws Exception {
      String timeout = Integer.toString(seconds);
      List<String> command =
          switch (action) {
            case PLAN -> List.of("apply", "--dry-run");
            case START -> List.of("apply", "--force", "--timeout", timeout);
            // Nothing is declared any more.
            case STOP -> List.of("apply", "--prune", "--force", "--timeout", timeout);
            case VERIFY -> List.of("status");
          };
      return Run.of(arguments(command, action == Action.STOP ? "" : declaration));
    }

    @Override
    public ProcessBuilder starting(String declaration) throws Exception {
      List<String> command = JavaStarts.counted(System.getProperty("java.class.path", ""));
      command.add("org.dtbind.cli.Main");
      command.addAll(
          List.of(arguments(List.of("apply", "--force", "--timeout", "60"), declaration)));
      return new ProcessBuilder(command);
    }

    private static String[] arguments(List<String> command, String declaration) throws Exception {
      Path file = Files.createTempFile("bindings", ".yaml");
      Files.writeString(file, "apiVersion: dtbind/v1\n" + declaration);
      List<String> arguments = new ArrayList<>(command);
      arguments.addAll(List.of("--spec", file.toString()));
      return arguments.toArray(String[]::new);
    }
  }
}
