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
 * A program of the system, where there is no other interface to what it does.
 *
 * @param path of it
 */
record Program(Path path) {

  /** Not by PATH, which is the user's. */
  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** {@return one that is installed} */
  static Optional<Program> find(String name) {
    return FOLDERS.stream()
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Program::new);
  }

  /** Runs it for at most ten seconds; what it prints is lost. */
  Attempt<Nothing> run(String... arguments) {
    return run(LONGEST, arguments);
  }

  /**
   * Runs it; what it prints is lost.
   *
   * @param limit after which it is killed; one that the kernel keeps waiting is left behind
   * @param arguments after its name
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
