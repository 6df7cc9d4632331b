// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;

/**
 * A program of the system, for functions that have no other interface. Root runs it, and a failure
 * has the same type as that of a system call.
 */
record SystemProgram(Path path) {

  /** PATH is not searched, because the user controls it. */
  private static final List<String> DIRECTORIES = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** {@return the installed program with a name; empty if there is none} */
  static Optional<SystemProgram> find(String name) {
    return DIRECTORIES.stream()
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(SystemProgram::new);
  }

  /** Runs the program for at most ten seconds, and discards its output. */
  Attempt<Nothing> run(String... arguments) {
    return run(LONGEST, arguments);
  }

  /**
   * Runs the program, and discards its output.
   *
   * @param limit the time after which the program is killed; if the kernel blocks it, it is left
   *     behind
   * @param arguments the arguments after the name of the program
   */
  Attempt<Nothing> run(Duration limit, String... arguments) {
    String name = path.toString();
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return Attempt.failed(Failure.of(Operation.RUN, name, Errno.ETIMEDOUT));
      }
      return process.exitValue() == 0
          ? Attempt.done()
          : Attempt.failed(Failure.of(Operation.RUN, name, Errno.EIO));
    } catch (IOException e) {
      return Attempt.failed(Failure.of(Operation.RUN, name, LinuxSysfs.errno(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Attempt.failed(Failure.of(Operation.RUN, name, Errno.EINTR));
    }
  }
}
