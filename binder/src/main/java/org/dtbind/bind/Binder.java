// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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

/**
 * Binds and releases devices, one at a time on a system: a lock keeps others of its kind away.
 *
 * @param kernel of the system
 */
public record Binder(Kernel kernel) {

  private static final String LOCK = "/run/dtbind/lock";
  private static final Duration LOCK_PAUSE = Duration.ofMillis(20);

  /**
   * Gives a device to a driver, verifies what came of it, and brings everything back where it is
   * not what was wished.
   *
   * @param request which device, which driver
   * @return what came of it
   */
  public Outcome bind(BindRequest request) {
    Preparation preparation = new Preparation(kernel);
    return carryOut(
        () -> preparation.bind(request),
        request.dryRun(),
        request.timeout(),
        (plan, earlier) -> Optional.of(Binding.of(plan.before(), plan.driver(), earlier)));
  }

  /**
   * Takes a device from its driver.
   *
   * @param request which device, and what it is left with
   * @return what came of it
   */
  public Outcome unbind(UnbindRequest request) {
    Preparation preparation = new Preparation(kernel);
    return carryOut(
        () -> preparation.unbind(request),
        request.dryRun(),
        request.timeout(),
        (plan, earlier) ->
            request.then() == UnbindRequest.Then.NONE
                ? Optional.of(Binding.of(plan.before(), plan.driver(), earlier))
                : Optional.empty());
  }

  /**
   * {@return what dtbind has done to devices, against what they are now}
   *
   * @param devices which; none for all that dtbind has bound and all that have an override
   */
  public StatusReport status(List<String> devices) {
    return StatusReport.read(kernel, devices);
  }

  /** What is to be remembered once a plan has been carried out. */
  private interface Memory {
    Optional<Binding> after(Plan plan, Optional<Binding> earlier);
  }

  private Outcome carryOut(
      Supplier<Outcome> prepare, boolean dryRun, Duration timeout, Memory memory) {
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
    Attempt<Held> lock = lock(timeout);
    if (lock instanceof Attempt.Failed<Held> failed) {
      return locked(failed.why());
    }
    Held held = ((Attempt.Done<Held>) lock).result();
    try (held) {
      kernel.trace().decided("took " + LOCK);
      // Whoever held it may have changed the device.
      Outcome again = prepare.get();
      if (!(again instanceof Planned planned)) {
        return again;
      }
      Bindings bindings = new Bindings(kernel.files());
      Optional<Binding> earlier = bindings.of(planned.plan().before());
      return new Run(kernel, planned.plan(), timeout, bindings, earlier)
          .carryOut(memory.after(planned.plan(), earlier));
    }
  }

  private Attempt<Held> lock(Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Attempt<Held> lock = kernel.lock().take(LOCK);
    while (lock.failure().filter(Failure.Busy.class::isInstance).isPresent()
        && System.nanoTime() < deadline) {
      LockSupport.parkNanos(LOCK_PAUSE.toNanos());
      lock = kernel.lock().take(LOCK);
    }
    return lock;
  }

  private Outcome locked(Failure why) {
    if (why instanceof Failure.Forbidden) {
      return new Rejected(
          Reason.FORBIDDEN,
          Problem.of(why.text()).help("run this as root, or with CAP_DAC_OVERRIDE"),
          List.of());
    }
    String holder = kernel.lock().holder(LOCK);
    Problem problem =
        why instanceof Failure.Busy
            ? Problem.of(
                    "another dtbind is at work"
                        + (holder.isEmpty() ? "" : " (" + holder + ")")
                        + ", which holds "
                        + LOCK)
                .help("try again, or wait longer with --timeout")
            : Problem.of(why.text());
    return new Rejected(
        why instanceof Failure.Busy ? Reason.LOCKED : Reason.STATE, problem, List.of());
  }

  /** What is so already. */
  static Done already(Kernel kernel, LinuxDevice device, List<String> notes) {
    return new Done(device, LiveGpio.below(kernel, device.folder()), List.of(), notes);
  }
}
