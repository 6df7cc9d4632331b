// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Outcome.Cause;
import org.dtbind.bind.Outcome.Done;
import org.dtbind.bind.Outcome.Failed;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.bind.Step.Attach;
import org.dtbind.bind.Step.Queue;
import org.dtbind.bind.Step.Release;
import org.dtbind.bind.Step.SetOverride;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Sysfs;

/** Carries out one plan, once: writes, verifies, and goes back where it fails. */
final class Run {

  private static final Duration NODE_APPEARS = Duration.ofSeconds(1);

  private final Kernel kernel;
  private final Sysfs sysfs;
  private final Plan plan;
  private final LinuxDevice before;
  private final Duration timeout;
  private final Bindings bindings;
  private final Optional<Binding> earlier;
  private final List<Step> written = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Run(Kernel kernel, Plan plan, Duration timeout, Bindings bindings, Optional<Binding> earlier) {
    this.kernel = kernel;
    this.sysfs = kernel.sysfs();
    this.plan = plan;
    this.before = plan.before();
    this.timeout = timeout;
    this.bindings = bindings;
    this.earlier = earlier;
  }

  /** Why a run stops before its end. */
  private record Stop(Cause cause, Problem problem) {}

  /**
   * Carries the plan out.
   *
   * @param after what is to be remembered of the device; empty to forget it
   */
  Outcome carryOut(Optional<Binding> after) {
    // What was there before must be known even if this program dies after the first write.
    Optional<Failure> forgetful = after.flatMap(b -> bindings.remember(b).failure());
    if (forgetful.isPresent()) {
      Reason reason =
          forgetful.get() instanceof Failure.Forbidden ? Reason.FORBIDDEN : Reason.STATE;
      return new Rejected(reason, Problem.of(forgetful.get().text()), List.of());
    }
    try (Watch watch = Watch.begin(kernel, timeout)) {
      Optional<Stop> stop = writeAll(watch);
      if (stop.isEmpty()) {
        stop = verifyDriver();
      }
      Optional<GpioChip> chip = stop.isEmpty() ? chip(watch) : Optional.empty();
      if (stop.isEmpty()) {
        stop = verifyChip(chip, watch);
      }
      if (stop.isPresent()) {
        List<Step> done = List.copyOf(written);
        return new Failed(stop.get().cause, stop.get().problem, before, done, goBack(watch));
      }
      if (after.isEmpty()) {
        bindings
            .goBack(before, Optional.empty())
            .failure()
            .ifPresent(failure -> notes.add(failure.text()));
      }
      return new Done(before.again(sysfs), chip, written, notes);
    }
  }

  private Optional<Stop> writeAll(Watch watch) {
    for (Step step : plan.steps()) {
      Optional<Stop> stop = perform(step, watch);
      if (stop.isPresent()) {
        return stop;
      }
    }
    return Optional.empty();
  }

  private Optional<Stop> perform(Step step, Watch watch) {
    Attempt<Nothing> attempt = write(step);
    Optional<Failure> failure = attempt.failure();
    if (failure.isEmpty()) {
      return step instanceof SetOverride set ? readBack(set) : Optional.empty();
    }
    if (step instanceof Attach attach) {
      // EBUSY has two meanings: bound already, perhaps by udev a moment ago, or a busy resource.
      if (has(attach.driver()) && isSettled(attach.driver())) {
        return Optional.empty();
      }
      if (failure.get().errno() == Errno.EAGAIN) {
        return queue(attach, watch);
      }
    }
    if (step instanceof Release && driver().isEmpty()) {
      return Optional.empty();
    }
    Cause cause =
        failure.get() instanceof Failure.Forbidden && failure.get().operation() == Operation.OPEN
            ? Cause.FORBIDDEN
            : Cause.REFUSED;
    return Optional.of(new Stop(cause, explain(watch).refused(step, failure.get())));
  }

  private Attempt<Nothing> write(Step step) {
    kernel.trace().decided(step.text());
    written.add(step);
    return sysfs.write(step.path(), step.content());
  }

  private Optional<Stop> readBack(SetOverride set) {
    DriverOverride now = DriverOverride.read(sysfs, before.folder());
    return now.driver().equals(set.driver())
        ? Optional.empty()
        : Optional.of(
            new Stop(
                Cause.WRONG_RESULT,
                Problem.of(
                    "%s reads \"%s\" after \"%s\" was written"
                        .formatted(
                            set.path(), now.driver().orElse(""), set.driver().orElse("\\n")))));
  }

  /** A deferral that {@code bind} answers is forgotten by the kernel; this one is not. */
  private Optional<Stop> queue(Attach attach, Watch watch) {
    kernel
        .trace()
        .decided("its probe waits for something: for up to " + timeout.toMillis() + " ms");
    // EINVAL here says that a device link defers the probe; the device is queued all the same.
    write(new Queue(before));
    boolean bound = watch.until(() -> has(attach.driver()) && isSettled(attach.driver()));
    return bound
        ? Optional.empty()
        : Optional.of(new Stop(Cause.TIMED_OUT, explain(watch).waitedInVain(timeout)));
  }

  private boolean has(String driver) {
    return driver().filter(driver::equals).isPresent();
  }

  /**
   * Linux makes the driver link before it calls the probe and removes it when that fails
   * (drivers/base/dd.c, {@code really_probe()}). Another write to {@code drivers_probe} takes the
   * device's lock, so it returns after a probe that is going on, and does nothing to a bound
   * device.
   */
  private boolean isSettled(String driver) {
    write(new Queue(before));
    return has(driver);
  }

  private Optional<Stop> verifyDriver() {
    Optional<String> now = driver();
    if (now.equals(plan.driver())) {
      return Optional.empty();
    }
    String text =
        "%s is bound to %s, not to %s"
            .formatted(before.text(), now.orElse("no driver"), plan.driver().orElse("none"));
    return Optional.of(new Stop(Cause.WRONG_RESULT, Problem.of(text)));
  }

  private Optional<GpioChip> chip(Watch watch) {
    if (plan.chip().isEmpty()) {
      return Optional.empty();
    }
    watch.until(() -> LiveGpio.below(kernel, before.folder()).isPresent());
    // Without devtmpfs, udev makes the node a little later; in a container nobody does.
    watch.until(
        NODE_APPEARS,
        () -> LiveGpio.below(kernel, before.folder()).filter(Run::hasNode).isPresent());
    return LiveGpio.below(kernel, before.folder());
  }

  private static boolean hasNode(GpioChip chip) {
    return chip.unreadable().filter(Failure.Missing.class::isInstance).isEmpty();
  }

  private Optional<Stop> verifyChip(Optional<GpioChip> chip, Watch watch) {
    if (plan.chip().isEmpty()) {
      return Optional.empty();
    }
    if (chip.isEmpty()) {
      return Optional.of(new Stop(Cause.TIMED_OUT, explain(watch).noChip(timeout)));
    }
    Optional<Failure> unreadable = chip.get().unreadable();
    if (unreadable.isPresent()) {
      notes.add("its lines were not verified: " + unreadable.get().text());
      return Optional.empty();
    }
    List<String> differences = plan.chip().get().differences(chip.get());
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Stop(
                Cause.WRONG_RESULT,
                Problem.of("the chip of %s is not what the tree says".formatted(before.text()))
                    .details(differences)));
  }

  /**
   * Brings the device back: the override first, for as long as it names another driver the former
   * one is refused with ENODEV.
   *
   * @return what is not as before
   */
  private List<String> goBack(Watch watch) {
    kernel.trace().decided("going back to what was before");
    List<String> left = new ArrayList<>();
    if (!DriverOverride.read(sysfs, before.folder()).equals(before.override())) {
      undo(new SetOverride(before, before.override().driver()), left);
    }
    Optional<String> now = driver();
    if (now.isPresent() && !now.equals(before.driver())) {
      undo(new Release(before, now.get()), left);
    }
    if (before.driver().isPresent() && driver().isEmpty()) {
      Attach attach = new Attach(before, before.driver().get());
      if (write(attach).failure().isPresent() && driver().isEmpty()) {
        undo(new Queue(before), left);
        watch.until(() -> driver().equals(before.driver()));
      }
    }
    LinuxDevice back = before.again(sysfs);
    if (!back.driver().equals(before.driver())) {
      left.add("driver: %s, before: %s".formatted(text(back.driver()), text(before.driver())));
    }
    if (!back.override().equals(before.override())) {
      left.add(
          "driver_override: %s, before: %s"
              .formatted(text(back.override().driver()), text(before.override().driver())));
    }
    bindings.goBack(before, earlier).failure().ifPresent(why -> left.add(why.text()));
    return left;
  }

  private void undo(Step step, List<String> left) {
    write(step).failure().ifPresent(why -> left.add(why.text()));
  }

  private static String text(Optional<String> name) {
    return name.orElse("none");
  }

  private Optional<String> driver() {
    return LinuxDevice.driver(sysfs, before.folder());
  }

  private Explanation explain(Watch watch) {
    return new Explanation(kernel, plan, watch.messages());
  }
}
