// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Lock.Held;
import org.dtbind.kernel.SystemLock;

/**
 * The turn of one program among those that change a system.
 *
 * @param kernel of the system
 * @param stopped is asked while the lock is waited for: whether to give up
 */
public record LockSession(Kernel kernel, BooleanSupplier stopped) {

  /**
   * Why it is not to be had; nothing was written.
   *
   * @param exit what kind
   * @param problem for people
   */
  public record Refusal(ExitStatus exit, Problem problem) {}

  /**
   * {@return what comes of work that is done while no other program changes the system, and none
   * was cut off before; or of not having been let}
   *
   * @param timeout how long to wait for the lock; not negative
   * @param refused makes a result of the reason
   * @param work what to do
   * @param <T> the result
   */
  public <T> T take(Duration timeout, Function<Refusal, T> refused, Supplier<T> work) {
    Attempt<Held> lock = new SystemLock(kernel, stopped).take(timeout);
    if (lock instanceof Attempt.Failed<Held> failed) {
      return refused.apply(refusal(failed.why()));
    }
    Held held = ((Attempt.Done<Held>) lock).result();
    try (held) {
      Optional<Interrupted> cutOff = Interrupted.of(kernel);
      return cutOff.isPresent()
          ? refused.apply(new Refusal(cutOff.get().exit(), cutOff.get().problem()))
          : work.get();
    }
  }

  /**
   * {@return why there is none, where the lock was not to be had}
   *
   * @param why what taking it gave
   */
  public Refusal refusal(Failure why) {
    if (stopped.getAsBoolean()) {
      return new Refusal(ExitStatus.STOPPED, Problem.of("stopped before anything was done"));
    }
    return new Refusal(
        why instanceof Failure.Busy ? ExitStatus.TEMPORARY : ExitStatus.of(why),
        Problem.ofLock(kernel, why));
  }
}
