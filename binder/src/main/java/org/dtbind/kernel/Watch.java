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
 * Waits for states of a system, for a limited time.
 *
 * @param events empty if the system does not allow listening; then the state is polled
 * @param log empty if it is not readable
 * @param deadline of {@link System#nanoTime()}
 * @param stopped tells whether to stop early
 * @param trace is notified of long waits
 */
public record Watch(
    Optional<Uevents.Listener> events,
    Optional<KernelLog.Tail> log,
    long deadline,
    BooleanSupplier stopped,
    Trace trace)
    implements AutoCloseable {

  /** What takes longer is told of. */
  static final Duration SILENCE = Duration.ofSeconds(1);

  /** Not every change is announced: a driver link is looked at this often besides. */
  private static final Duration GLANCE = Duration.ofMillis(50);

  /**
   * {@return a watch that begins now}
   *
   * @param kernel to watch
   * @param timeout how long at most; not negative
   * @param stopped tells whether to stop early
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
   * {@return a watch for another period from now on, which cannot be stopped}
   *
   * @param longest how long
   */
  public Watch patiently(Duration longest) {
    return new Watch(events, log, System.nanoTime() + longest.toNanos(), () -> false, trace);
  }

  /**
   * {@return this watch with more time}
   *
   * @param more how much
   */
  public Watch later(Duration more) {
    return new Watch(events, log, deadline + more.toNanos(), stopped, trace);
  }

  /**
   * {@return whether a state was reached in time}
   *
   * @param so tests the state, at each event and periodically
   */
  public boolean until(BooleanSupplier so) {
    return untilTime(deadline, so);
  }

  /**
   * {@return whether a state was reached in time; if that takes longer than a second, the trace is
   * notified}
   *
   * @param what is waited for, as in {@link Trace#waiting}; evaluated only then
   * @param so tests the state, at each event and periodically
   */
  public boolean until(Supplier<String> what, BooleanSupplier so) {
    if (so.getAsBoolean()) {
      return true;
    }
    long silent = System.nanoTime() + SILENCE.toNanos();
    if (silent < deadline) {
      if (untilTime(silent, so)) {
        return true;
      }
      if (goesOn()) {
        trace.waiting(what.get(), Duration.ofNanos(deadline - System.nanoTime()));
      }
    }
    return untilTime(deadline, so);
  }

  /**
   * {@return whether a state was reached within a period, and in time}
   *
   * @param longest the period
   * @param so tests the state, at each event and periodically
   */
  public boolean until(Duration longest, BooleanSupplier so) {
    // Nearly always it is so already, and the clock is a system call where there is no vDSO.
    return so.getAsBoolean()
        || untilTime(Math.min(deadline, System.nanoTime() + longest.toNanos()), so);
  }

  /** {@return whether there is time left and it was not told to stop} */
  public boolean goesOn() {
    return System.nanoTime() < deadline && !stopped.getAsBoolean();
  }

  private boolean untilTime(long end, BooleanSupplier so) {
    while (!so.getAsBoolean()) {
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

  /** {@return the kernel's messages since the beginning or the last call} */
  public List<String> messages() {
    return log.map(KernelLog.Tail::lines).orElse(List.of());
  }

  @Override
  public void close() {
    events.ifPresent(Uevents.Listener::close);
    log.ifPresent(KernelLog.Tail::close);
  }
}
