// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.dtbind.bind.Outcome.Cause;
import org.dtbind.bind.Outcome.Done;
import org.dtbind.bind.Outcome.Failed;
import org.dtbind.bind.Outcome.Planned;
import org.dtbind.bind.Outcome.Reason;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.bind.Step.Attach;
import org.dtbind.bind.Step.Offer;
import org.dtbind.bind.Step.Queue;
import org.dtbind.bind.Step.Release;
import org.dtbind.bind.Step.SetOverride;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Watch;

/** Carries out one plan, once: writes, verifies, and goes back where it fails. */
final class Run {

  private static final Duration NODE_APPEARS = Duration.ofSeconds(1);

  private final Kernel kernel;
  private final Plan plan;
  private final LinuxDevice before;
  private final Journal journal;
  private final Bindings bindings;
  private final Duration timeout;
  private final BooleanSupplier stopped;
  private final StepWriter writer;
  private final List<String> notes;
  private final LoadedModules modules;
  private final Set<String> drivers;

  Run(Kernel kernel, Planned planned, Duration timeout, BooleanSupplier stopped) {
    this.kernel = kernel;
    this.plan = planned.plan();
    this.before = plan.before();
    this.journal = planned.journal();
    this.bindings = new Bindings(kernel.files());
    this.timeout = timeout;
    this.stopped = stopped;
    this.writer = new StepWriter(kernel, before);
    this.notes = new ArrayList<>(planned.notes());
    this.modules = new LoadedModules(kernel);
    this.drivers = new HashSet<>(drivers());
  }

  /** Why a run stops before its end. */
  private record Stop(Cause cause, Problem problem) {}

  /** Carries the plan out. */
  Outcome carryOut() {
    if (stopped.getAsBoolean()) {
      return new Rejected(
          Reason.STOPPED, Problem.of("stopped before anything was done"), List.of());
    }
    // What was there before must be known even if this program dies after the first write.
    Optional<Failure> forgetful = bindings.remember(journal.during()).failure();
    if (forgetful.isPresent()) {
      Reason reason =
          forgetful.get() instanceof Failure.Forbidden ? Reason.FORBIDDEN : Reason.STATE;
      return new Rejected(reason, Problem.of(forgetful.get().text()), List.of());
    }
    try (Watch watch = Watch.begin(kernel, timeout, stopped)) {
      try {
        return attempt(watch);
      } catch (RuntimeException | Error bug) {
        // Not even a bug leaves half a change behind.
        try {
          goBack(watch);
        } catch (RuntimeException | Error another) {
          bug.addSuppressed(another);
        }
        throw bug;
      }
    }
  }

  private Outcome attempt(Watch watch) {
    Optional<Stop> early = loadModule().or(() -> writeAll(watch)).or(this::verifyDriver);
    Optional<GpioChip> chip = early.isEmpty() ? chip(watch) : Optional.empty();
    Optional<Stop> stop = early.or(() -> verifyChip(chip, watch)).or(this::stoppedMeanwhile);
    if (stop.isPresent()) {
      return failed(stop.get(), watch);
    }
    if (journal.after().isEmpty()) {
      bindings
          .goBack(before, Optional.empty())
          .failure()
          .ifPresent(failure -> notes.add(failure.text()));
    }
    return new Done(writer.now(), chip, writer.written(), notes, modules.ours());
  }

  private Optional<Stop> loadModule() {
    return plan.module()
        .flatMap(module -> modules.load(module, before.bus(), timeout))
        .map(refusal -> new Stop(refusal.cause(), refusal.problem()));
  }

  private List<String> drivers() {
    return kernel.sysfs().names(before.busFolder() + "/drivers");
  }

  private Outcome failed(Stop stop, Watch watch) {
    List<Step> done = writer.written();
    List<String> left = goBack(watch);
    List<String> details = new ArrayList<>(stop.problem.details());
    details.addAll(modules.unload());
    if (writer.gone()) {
      Problem problem = Problem.of(before.text() + " disappeared while it was being changed");
      return new Failed(Cause.GONE, problem, before, done, left);
    }
    return new Failed(stop.cause, tells(stop, details), before, done, left);
  }

  /** What was queued before is queued again, and that cannot be seen in the device's state. */
  private Problem tells(Stop stop, List<String> details) {
    boolean goesOn =
        stop.cause == Cause.TIMED_OUT
            && plan.driver().isPresent()
            && before.override().driver().equals(plan.driver())
            && before.driver().isEmpty();
    if (goesOn) {
      details.add(
          "its override was %s before: the kernel goes on trying, and may bind it later"
              .formatted(plan.driver().get()));
    }
    return stop.problem.details(details);
  }

  /** Returns what is not as before. */
  private List<String> goBack(Watch watch) {
    kernel.trace().decided("going back to what was before");
    List<String> left = writer.gone() ? List.of() : new Rollback(before, writer).run(watch);
    offerToNewDrivers();
    boolean gone = writer.gone();
    List<String> all = new ArrayList<>(gone ? List.of() : left);
    bindings
        .goBack(before, gone ? Optional.empty() : journal.before())
        .failure()
        .ifPresent(why -> all.add(why.text()));
    return all;
  }

  /** A driver that came while the device was kept for another has not seen it. */
  private void offerToNewDrivers() {
    Set<String> since = new HashSet<>(drivers());
    since.removeAll(drivers);
    plan.driver().ifPresent(since::remove);
    boolean free = before.driver().isEmpty() && before.override().driver().isEmpty();
    if (free && !since.isEmpty() && !writer.gone()) {
      writer.write(new Step.Offer(before));
    }
  }

  private Optional<Stop> stoppedMeanwhile() {
    return stopped.getAsBoolean()
        ? Optional.of(
            new Stop(
                Cause.STOPPED,
                Problem.of("stopped while %s was being changed".formatted(before.text()))))
        : Optional.empty();
  }

  private Optional<Stop> writeAll(Watch watch) {
    for (Step step : plan.steps()) {
      Optional<Stop> stop = stoppedMeanwhile().or(() -> perform(step, watch));
      if (stop.isPresent()) {
        return stop;
      }
    }
    return Optional.empty();
  }

  private Optional<Stop> perform(Step step, Watch watch) {
    Optional<Failure> failure = writer.write(step).failure();
    if (failure.isEmpty()) {
      return step instanceof SetOverride set ? readBack(set) : Optional.empty();
    }
    if (step instanceof Attach attach) {
      // EBUSY has two meanings: bound already, perhaps by udev a moment ago, or a busy resource.
      if (writer.isSettled(attach.driver())) {
        return Optional.empty();
      }
      if (failure.get().errno() == Errno.EAGAIN) {
        return queue(attach, watch);
      }
    }
    if (step instanceof Release && writer.driver().isEmpty() || step instanceof Offer) {
      return Optional.empty();
    }
    Cause cause =
        failure.get() instanceof Failure.Forbidden && failure.get().operation() == Operation.OPEN
            ? Cause.FORBIDDEN
            : Cause.REFUSED;
    return Optional.of(new Stop(cause, explain(watch).refused(step, failure.get())));
  }

  private Optional<Stop> readBack(SetOverride set) {
    DriverOverride now = DriverOverride.read(kernel.sysfs(), before.folder());
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
    writer.write(new Queue(before));
    return watch.until(() -> writer.isSettled(attach.driver()))
        ? Optional.empty()
        : stoppedMeanwhile()
            .or(() -> Optional.of(new Stop(Cause.TIMED_OUT, explain(watch).waitedInVain(timeout))));
  }

  private Optional<Stop> verifyDriver() {
    Optional<String> now = writer.driver();
    boolean taken = plan.offers() && now.isPresent();
    if (taken) {
      notes.add("%s was made for it, and has it now".formatted(now.get()));
    }
    if ((taken || now.equals(plan.driver())) && !writer.gone()) {
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
      return stoppedMeanwhile()
          .or(() -> Optional.of(new Stop(Cause.TIMED_OUT, explain(watch).noChip(timeout))));
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

  private Explanation explain(Watch watch) {
    return new Explanation(kernel, plan, watch.messages());
  }
}
