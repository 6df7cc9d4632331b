// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until a system reaches a state, for a limited time.
 *
 * @param events the events of devices; empty if the system does not allow listening, in which case
 *     the state is polled
 * @param log the kernel's messages; empty if they are not readable
 * @param deadline the end of the wait, as a value of {@link System#nanoTime()}
 * @param stopped whether to stop early
 * @param trace receives long waits
 */
public record Watch(
    Optional<Uevents.Listener> events,
    Optional<KernelLog.Tail> log,
    long deadline,
    BooleanSupplier stopped,
    Trace trace)
    implements AutoCloseable {

  /** The duration after which a wait is reported to the trace. */
  static final Duration SILENCE = Duration.ofSeconds(1);

  /**
   * The interval of polling in addition to events, because the kernel does not announce every
   * change, such as a new link to a driver.
   */
  private static final Duration GLANCE = Duration.ofMillis(50);

  /**
   * {@return a watch that begins now}
   *
   * @param timeout how long to wait at most; not negative
   * @param stopped whether to stop early
   */
  public static Watch begin(Kernel kernel, Duration timeout, BooleanSupplier stopped) {
    return new Watch(
        kernel.uevents().listen().value(),
        kernel.log().tail().value(),
        System.nanoTime() + timeout.toNanos(),
        stopped,
        kernel.trace());
  }

  /**
   * {@return a watch with a new time limit from now on, which cannot be stopped}
   *
   * @param longest the time limit
   */
  public Watch unstoppable(Duration longest) {
    return new Watch(events, log, System.nanoTime() + longest.toNanos(), () -> false, trace);
  }

  /**
   * {@return this watch with a later deadline}
   *
   * @param more the time to add
   */
  public Watch later(Duration more) {
    return new Watch(events, log, deadline + more.toNanos(), stopped, trace);
  }

  /**
   * {@return whether a state was reached before the deadline}
   *
   * @param condition tests the state; called at each event and periodically
   */
  public boolean until(BooleanSupplier condition) {
    return untilTime(deadline, condition);
  }

  /**
   * {@return whether a state was reached before the deadline; a wait of more than a second is
   * reported to the trace}
   *
   * @param what describes the expected object, as for {@link Trace#waiting}; called only for such a
   *     wait
   * @param condition tests the state; called at each event and periodically
   */
  public boolean until(Supplier<String> what, BooleanSupplier condition) {
    if (condition.getAsBoolean()) {
      return true;
    }
    long silent = System.nanoTime() + SILENCE.toNanos();
    if (silent - deadline < 0) {
      if (untilTime(silent, condition)) {
        return true;
      }
      if (mayWait()) {
        trace.waiting(what.get(), Duration.ofNanos(deadline - System.nanoTime()));
      }
    }
    return untilTime(deadline, condition);
  }

  /**
   * {@return whether a state was reached within a period and before the deadline}
   *
   * @param longest the period
   * @param condition tests the state; called at each event and periodically
   */
  public boolean until(Duration longest, BooleanSupplier condition) {
    // Tests before reading the clock: the state is nearly always reached already, and reading the
    // clock is a system call on machines without vDSO.
    return condition.getAsBoolean()
        || untilTime(earlier(deadline, System.nanoTime() + longest.toNanos()), condition);
  }

  /** {@return whether the deadline has not passed and nobody has requested to stop} */
  public boolean mayWait() {
    return System.nanoTime() - deadline < 0 && !stopped.getAsBoolean();
  }

  /**
   * Returns the earlier of two times. The clock overflows, so that only their difference counts.
   */
  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  private boolean untilTime(long end, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0 || stopped.getAsBoolean()) {
        return false;
      }
      Duration pause = Duration.ofNanos(Math.min(left, GLANCE.toNanos()));
      if (events.isPresent()) {
        events.get().await(pause.plusMillis(1));
      } else {
        LockSupport.parkNanos(pause.toNanos());
      }
    }
    return true;
  }

  /**
   * {@return the kernel's messages since the last call or, at the first call, since the watch
   * began}
   */
  public List<String> messages() {
    return log.map(KernelLog.Tail::lines).orElse(List.of());
  }

  @Override
  public void close() {
    events.ifPresent(Uevents.Listener::close);
    log.ifPresent(KernelLog.Tail::close);
  }
}
