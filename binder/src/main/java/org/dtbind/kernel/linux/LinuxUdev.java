// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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

  /** It is there while events are at hand (systemd, src/udev/udevd.c). */
  private static final Path QUEUE = Path.of("/run/udev/queue");

  /** It answers between two events, which is late on a busy machine. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** For events that take longer, nobody waits. */
  private static final Duration MOST = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(5);

  @Override
  public boolean runs() {
    return root.isLive() && Files.exists(Path.of(SOCKET));
  }

  @Override
  public Attempt<Nothing> reload() {
    Optional<Program> program = root.isLive() ? Program.find("udevadm") : Optional.empty();
    return program
        .map(udevadm -> udevadm.run(LONGEST, "control", "--reload").then(told -> ended()))
        .orElseGet(() -> Attempt.failed(Failure.of(Operation.RUN, "udevadm", Errno.ENOENT)));
  }

  /** A worker that has begun an event goes on by the rules that it was started with. */
  private static Attempt<Nothing> ended() {
    long end = System.nanoTime() + MOST.toNanos();
    while (Files.exists(QUEUE) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Attempt.done();
  }
}
