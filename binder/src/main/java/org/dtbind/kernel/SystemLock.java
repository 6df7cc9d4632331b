// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dtbind.kernel.Lock.Held;

/**
 * The lock that dtbind and its shell scripts hold while they change a system.
 *
 * @param stopped whether to stop waiting; called repeatedly
 */
public record SystemLock(Kernel kernel, BooleanSupplier stopped) {

  /** The absolute path of the lock file. */
  public static final String PATH = "/run/dtbind/lock";

  private static final Duration PAUSE = Duration.ofMillis(20);

  /**
   * Takes the lock, waiting until it is free.
   *
   * @param timeout how long to wait; not negative
   * @return the lock; {@link Failure.Busy} if another program still held it after that time
   */
  public Attempt<Held> take(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    long silent = System.nanoTime() + Watch.SILENCE.toNanos();
    boolean reported = false;
    Attempt<Held> lock = kernel.lock().take(PATH);
    while (lock.failure().filter(Failure.Busy.class::isInstance).isPresent()
        && System.nanoTime() - deadline < 0
        && !stopped.getAsBoolean()) {
      if (!reported && System.nanoTime() - silent > 0) {
        reported = true;
        String holder = kernel.lock().holder(PATH);
        kernel
            .trace()
            .waiting(
                PATH + ", which " + (holder.isEmpty() ? "another program" : holder) + " holds",
                Duration.ofNanos(deadline - System.nanoTime()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      lock = kernel.lock().take(PATH);
    }
    return lock;
  }
}
