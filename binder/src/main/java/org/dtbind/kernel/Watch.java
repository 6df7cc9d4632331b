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
 * Watches a system from a moment on, for a limited time.
 *
 * @param events empty where the system lets nobody listen; then it is looked at now and again
 * @param log empty where it may not be read
 * @param deadline of {@link System#nanoTime()}
 * @param stopped whether somebody wants it to end before
 * @param trace is told of what takes long
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
   * {@return one that begins now}
   *
   * @param kernel to watch
   * @param timeout how long at most; not negative
   * @param stopped whether somebody wants it to end before
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
   * {@return the same for another while from now on, whoever wants it to end}
   *
   * @param longest how long
   */
  public Watch patiently(Duration longest) {
    return new Watch(events, log, System.nanoTime() + longest.toNanos(), () -> false, trace);
  }

  /**
   * {@return the same with more time}
   *
   * @param more how much
   */
  public Watch later(Duration more) {
    return new Watch(events, log, deadline + more.toNanos(), stopped, trace);
  }

  /**
   * {@return whether it became so in time}
   *
   * @param so is asked at each event, and now and again
   */
  public boolean until(BooleanSupplier so) {
    return untilTime(deadline, so);
  }

  /**
   * {@return whether it became so in time; where that takes longer than a second, the trace is
   * told}
   *
   * @param what is waited for, as {@link Trace#waiting} has it; asked only then
   * @param so is asked at each event, and now and again
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
   * {@return whether it became so within a while, and in time}
   *
   * @param longest how long that is
   * @param so is asked at each event, and now and again
   */
  public boolean until(Duration longest, BooleanSupplier so) {
    // Nearly always it is so already, and the clock is a system call where there is no vDSO.
    return so.getAsBoolean()
        || untilTime(Math.min(deadline, System.nanoTime() + longest.toNanos()), so);
  }

  /** {@return whether there is time left, and nobody wants it to end} */
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

  /** {@return what the kernel has said since the beginning or the last call} */
  public List<String> messages() {
    return log.map(KernelLog.Tail::lines).orElse(List.of());
  }

  @Override
  public void close() {
    events.ifPresent(Uevents.Listener::close);
    log.ifPresent(KernelLog.Tail::close);
  }
}
