// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.dtbind.bind.Outcome.Done;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Lock.Held;
import org.dtbind.kernel.MissingRight;
import org.dtbind.kernel.SystemLock;

/**
 * Binds and releases devices, one at a time on a system: a lock keeps others of its kind away.
 *
 * @param kernel of the system
 * @param stopped is asked now and again, from the thread that works: once it is so, a change that
 *     has begun is undone, and none begins
 */
public record Binder(Kernel kernel, BooleanSupplier stopped) {

  /**
   * Creates one that nobody stops.
   *
   * @param kernel of the system
   */
  public Binder(Kernel kernel) {
    this(kernel, () -> false);
  }

  /**
   * Gives a device to a driver, verifies what came of it, and brings everything back where it is
   * not what was wished.
   *
   * @param request which device, which driver
   * @return what came of it
   */
  public Outcome bind(BindRequest request) {
    Preparation preparation = new Preparation(kernel);
    return carryOut(() -> preparation.bind(request), request.dryRun(), request.timeout());
  }

  /**
   * Takes a device from its driver.
   *
   * @param request which device, and what it is left with
   * @return what came of it
   */
  public Outcome unbind(UnbindRequest request) {
    UnbindPreparation preparation = new UnbindPreparation(kernel);
    return carryOut(() -> preparation.unbind(request), request.dryRun(), request.timeout());
  }

  /**
   * {@return what dtbind has done to devices, against what they are now}
   *
   * @param devices which; none for all that dtbind has bound and all that have an override
   */
  public StatusReport status(List<String> devices) {
    return StatusReport.read(kernel, devices);
  }

  /**
   * Unloads modules that {@link #bind} has loaded, where nobody uses them.
   *
   * @param modules as {@link Done#modules()} has them
   * @return those that stay loaded and why, a line each
   */
  public List<String> unload(List<String> modules) {
    return new LoadedModules(kernel).own(modules).unload();
  }

  private Outcome carryOut(Supplier<Outcome> prepare, boolean dryRun, Duration timeout) {
    Outcome first = prepare.get();
    if (!(first instanceof Planned) || dryRun) {
      return first;
    }
    if (!kernel.live()) {
      return new Rejected(
          Reason.UNSUPPORTED,
          Problem.of("a copy of a system can not be changed")
              .help("add --dry-run to see what would be written"),
          List.of());
    }
    Attempt<Held> lock = new SystemLock(kernel, stopped).take(timeout);
    if (lock instanceof Attempt.Failed<Held> failed) {
      return locked(failed.why());
    }
    Held held = ((Attempt.Done<Held>) lock).result();
    try (held) {
      kernel.trace().decided("took " + SystemLock.PATH);
      // Whoever held it may have changed the device.
      Outcome again = prepare.get();
      if (!(again instanceof Planned planned)) {
        return again;
      }
      return new Run(kernel, planned, timeout, stopped).carryOut();
    }
  }

  private Outcome locked(Failure why) {
    if (why instanceof Failure.Forbidden) {
      return new Rejected(
          Reason.FORBIDDEN, Problem.of(why.text()).help(MissingRight.of(kernel, why)), List.of());
    }
    if (stopped.getAsBoolean()) {
      return new Rejected(
          Reason.STOPPED, Problem.of("stopped before anything was done"), List.of());
    }
    String holder = kernel.lock().holder(SystemLock.PATH);
    Problem problem =
        why instanceof Failure.Busy
            ? Problem.of(
                    "another dtbind is at work"
                        + (holder.isEmpty() ? "" : " (" + holder + ")")
                        + ", which holds "
                        + SystemLock.PATH)
                .help("try again, or wait longer with --timeout")
            : Problem.of(why.text());
    return new Rejected(
        why instanceof Failure.Busy ? Reason.LOCKED : Reason.STATE, problem, List.of());
  }

  /** What is so already. */
  static Done already(Kernel kernel, LinuxDevice device, List<String> notes) {
    return new Done(device, LiveGpio.below(kernel, device.folder()), List.of(), notes, List.of());
  }
}
