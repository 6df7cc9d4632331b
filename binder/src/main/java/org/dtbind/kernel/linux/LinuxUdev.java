// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Udev;

/**
 * udev by its own program: what goes over its socket is nobody's interface.
 *
 * @param root where the system's files are
 */
record LinuxUdev(Root root) implements Udev {

  private static final String SOCKET = "/run/udev/control";

  private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

  private static final int LONGEST_SECONDS = 10;

  @Override
  public boolean runs() {
    return root.isLive() && Files.exists(Path.of(SOCKET));
  }

  @Override
  public Attempt<Nothing> reload() {
    Optional<Path> program =
        FOLDERS.stream()
            .map(folder -> Path.of(folder, "udevadm"))
            .filter(Files::isExecutable)
            .findFirst();
    if (program.isEmpty() || !root.isLive()) {
      return Attempt.failed(Failure.of(Operation.RUN, "udevadm", Errno.ENOENT));
    }
    String name = program.get().toString();
    try {
      Process process =
          new ProcessBuilder(name, "control", "--reload")
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
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
