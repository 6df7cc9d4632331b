// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.dtbind.bind.plan.InUse;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.Step;
import org.dtbind.bind.plan.Step.Attach;
import org.dtbind.bind.plan.Step.Offer;
import org.dtbind.bind.plan.Step.Release;
import org.dtbind.bind.plan.Step.SetLine;
import org.dtbind.bind.plan.Step.SetOverride;
import org.dtbind.change.Course;
import org.dtbind.change.Phase;
import org.dtbind.change.journal.JournalEntry;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/** Writes the steps of a plan, phase by phase. Confined to one thread. */
final class PlanSteps {

  private final WritableKernel kernel;
  private final Plan plan;
  private final LinuxDevice before;
  private final JournalEntry entry;
  private final StepWriter writer;
  private final Duration timeout;
  private final Queue<Step> rest = new ArrayDeque<>();
  private Optional<Attach> waits = Optional.empty();

  PlanSteps(
      WritableKernel kernel, Plan plan, JournalEntry entry, StepWriter writer, Duration timeout) {
    this.kernel = kernel;
    this.plan = plan;
    this.before = plan.before();
    this.entry = entry;
    this.writer = writer;
    this.timeout = timeout;
  }

  /** Writes the steps of a phase; stops early if the probe is deferred or a step fails. */
  Optional<Problem> write(Phase phase, Course course) {
    rest.addAll(plan.steps(phase));
    return write(course);
  }

  private Optional<Problem> write(Course course) {
    while (!rest.isEmpty() && waits.isEmpty()) {
      Optional<Problem> stop = stopped(course.watch()).or(() -> perform(rest.remove(), course));
      if (stop.isPresent()) {
        return stop;
      }
    }
    return Optional.empty();
  }

  /** Waits for the deferred probe, and writes the remaining steps. */
  Optional<Problem> writeRest(Course course) {
    if (waits.isEmpty()) {
      return Optional.empty();
    }
    String driver = waits.get().driver();
    // Do not read the kernel's messages here: the explanation of a timeout needs them.
    FailureCauses known = new FailureCauses(kernel, plan, List.of());
    Watch watch = course.watch();
    if (!watch.until(
        () -> known.needed(driver), () -> isSettled(driver, course) || writer.gone())) {
      return stopped(watch).or(() -> Optional.of(explain(watch).timedOut(timeout)));
    }
    waits = Optional.empty();
    return write(course);
  }

  Optional<Problem> stopped(Watch watch) {
    return Problem.stopped(watch, before.text() + " was being changed");
  }

  private Optional<Problem> perform(Step step, Course course) {
    Optional<Failure> failure = record(step, course).failure();
    if (failure.isEmpty()) {
      return readBack(step);
    }
    if (writer.isWaiting()) {
      return Optional.of(InUse.underWay(kernel, before).reason(Reason.LOCKED));
    }
    if (step instanceof Attach attach) {
      // EBUSY has two meanings: the device is already bound, perhaps by udev, or a resource is
      // busy.
      if (isSettled(attach.driver(), course)) {
        return Optional.empty();
      }
      if (failure.get().errno() == Errno.EAGAIN) {
        return queue(attach, course);
      }
    }
    if (step instanceof SetLine line) {
      return Optional.of(line.line().refused(before.text(), failure.get(), "release the device"));
    }
    if (step instanceof Release && writer.driver().isEmpty() || step instanceof Offer) {
      return Optional.empty();
    }
    if (step instanceof Attach attach
        && failure.get().errno() == Errno.ENODEV
        && !before.override().supported()
        && plan.forgetting().isEmpty()) {
      return Optional.of(explain(course.watch()).doesNotMatch(attach));
    }
    return Optional.of(refused(step, failure.get(), course));
  }

  private Problem refused(Step step, Failure failure, Course course) {
    Reason reason =
        failure instanceof Failure.Forbidden && failure.operation() == Operation.OPEN
            ? Reason.FORBIDDEN
            : Reason.STATE;
    return explain(course.watch()).refused(step, failure).reason(reason);
  }

  /** Records a step in the journal, and writes it. */
  private Attempt<Nothing> record(Step step, Course course) {
    return writer.isWaiting()
        ? writer.write(step)
        : course.journal().intend(entry, step.text()).then(stored -> writer.write(step));
  }

  private boolean isSettled(String driver, Course course) {
    return writer.isSettled(driver, step -> record(step, course));
  }

  private Optional<Problem> readBack(Step step) {
    if (step instanceof SetOverride set) {
      DriverOverride now = writer.override();
      return now.driver().equals(set.driver())
          ? Optional.empty()
          : Optional.of(
              Problem.of(
                  "%s contains \"%s\" after dtbind wrote \"%s\""
                      .formatted(set.path(), now.driver().orElse(""), set.driver().orElse("\\n"))));
    }
    if (step instanceof Release release && writer.has(release.driver())) {
      return Optional.of(
          Problem.of("%s is still bound to %s".formatted(release.driver(), before.text())));
    }
    return Optional.empty();
  }

  /**
   * Queues the device for another probe, because the kernel forgets a deferral that it reports to
   * {@code bind}. The changes of other devices continue: one of them may be the missing supplier.
   */
  private Optional<Problem> queue(Attach attach, Course course) {
    kernel
        .trace()
        .decided("the driver has deferred probing; waiting up to " + timeout.toMillis() + " ms");
    waits = Optional.of(attach);
    Step queue = new Step.Queue(before);
    // EINVAL means that a device link defers the probe. The device is queued nevertheless.
    return record(queue, course)
        .failure()
        .filter(why -> why.errno() != Errno.EINVAL)
        .map(why -> refused(queue, why, course));
  }

  private FailureCauses explain(Watch watch) {
    return new FailureCauses(kernel, plan, watch.messages());
  }
}
