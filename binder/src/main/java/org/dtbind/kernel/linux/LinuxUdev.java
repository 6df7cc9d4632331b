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
import org.dtbind.kernel.WritableUdev;

/**
 * Controls udev with udevadm, because the protocol of its socket is not a public interface.
 *
 * @param root the root directory of the system
 */
record LinuxUdev(Root root) implements WritableUdev {

  private static final String SOCKET = "/run/udev/control";

  /** This file exists while events are queued or handled (systemd, src/udev/udevd.c). */
  private static final Path QUEUE = Path.of("/run/udev/queue");

  /**
   * The time limit for udevadm: the daemon answers between two events, which may take long on a
   * busy machine.
   */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** The time limit for events in progress. */
  private static final Duration MOST = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(5);

  @Override
  public boolean runs() {
    return root.isLive() && Files.exists(Path.of(SOCKET));
  }

  /**
   * Sends the message twice: udevd discards it, and udevadm still succeeds, if it arrives between
   * accept(2) and the setsockopt(2) that asks for the credentials of the sender (systemd 252,
   * src/udev/udev-ctrl.c; on a busy machine, one message in 200).
   */
  @Override
  public Attempt<Nothing> reload() {
    Optional<SystemProgram> program =
        root.isLive() ? SystemProgram.find("udevadm") : Optional.empty();
    return program
        .map(udevadm -> reload(udevadm).then(first -> reload(udevadm)).then(second -> ended()))
        .orElseGet(() -> Attempt.failed(Failure.of(Operation.RUN, "udevadm", Errno.ENOENT)));
  }

  private static Attempt<Nothing> reload(SystemProgram udevadm) {
    return udevadm.run(LONGEST, "control", "--reload");
  }

  /**
   * Waits for events in progress, because a worker process continues with the rules it was started
   * with.
   */
  private static Attempt<Nothing> ended() {
    long end = System.nanoTime() + MOST.toNanos();
    while (Files.exists(QUEUE) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Attempt.done();
  }
}
