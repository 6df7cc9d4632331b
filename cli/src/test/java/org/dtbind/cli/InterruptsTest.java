// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Interrupts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterruptsTest {

  /** A command that receives SIGTERM shortly before it ends with an exit code. */
  static final class Command {

    private Command() {}

    public static void main(String[] args) throws Exception {
      int code = Integer.parseInt(args[0]);
      try (Interrupts interrupts = Interrupts.guard()) {
        // The shell's own kill: small systems have no other.
        new ProcessBuilder("sh", "-c", "kill -TERM " + ProcessHandle.current().pid())
            .start()
            .waitFor();
        while (!interrupts.wanted()) {
          Thread.sleep(1);
        }
        interrupts.exitCode(code);
      }
      Thread.sleep(60_000);
    }
  }

  /** Exit code 143, which means that everything was rolled back, is only for stopped changes. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "4, 4", "130, 143"})
  void signalAfterTheChangeDoesNotHideItsResult(int code, int expected)
      throws IOException, InterruptedException {
    assertThat(ExitStatus.STOPPED.code()).isEqualTo(130);
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                Command.class.getName(),
                Integer.toString(code))
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isEqualTo(expected);
  }
}
