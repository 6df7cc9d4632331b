// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.dtbind.bind.Step.Attach;
import org.dtbind.bind.Step.Offer;
import org.dtbind.bind.Step.Release;
import org.dtbind.bind.Step.SetLine;
import org.dtbind.bind.Step.SetOverride;
import org.dtbind.bind.record.Bindings;
import org.dtbind.change.Change;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.Phase;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Cause;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Stop;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.GroupVerification;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Watch;

/** One device that is given to a driver, or taken from one. Confined to one thread. */
final class DeviceChange implements Change {

  /** What remains of a device that the kernel waits for. */
  static final String NOT_FREE =
      "%s loses its driver when nobody has it open any more: dtbind recover then binds it again";

  private final Kernel kernel;
  private final DevicePlan planned;
  private final Plan plan;
  private final LinuxDevice before;
  private final StepWriter writer;
  private final Duration timeout;
  private final Set<String> drivers;
  private final DeviceEntry entry;
  private final PlannedChanges.SharedChips chips;
  private final Optional<Integer> owned;
  private final Bindings bindings;
  private final List<String> notes;
  private final boolean absent;
  private final DeviceVerification verification;
  private Optional<Attach> waits = Optional.empty();
  private final List<String> given = new ArrayList<>();
  private Function<String, Attempt<Nothing>> intentions = text -> Attempt.done();
  private boolean remembered;
  private int next;

  DeviceChange(
      Kernel kernel,
      DevicePlan planned,
      List<String> notes,
      Duration timeout,
      Collection<String> drivers,
      PlannedChanges.SharedChips chips,
      Optional<Integer> owned) {
    this.kernel = kernel;
    this.planned = planned;
    this.plan = planned.plan();
    this.before = plan.before();
    this.entry = DeviceEntry.of(plan, planned.record());
    this.timeout = timeout;
    this.drivers = Set.copyOf(drivers);
    this.chips = chips;
    this.owned = owned;
    this.bindings = new Bindings(kernel.files());
    this.writer = new StepWriter(kernel, before, timeout, step -> intentions.apply(step.text()));
    // One that has steps was there a moment ago, under the lock.
    this.absent = plan.steps().isEmpty() && writer.gone();
    this.notes = new ArrayList<>(notes);
    this.verification = new DeviceVerification(kernel, plan, writer, timeout, this.notes);
  }

  @Override
  public DeviceEntry entry() {
    return entry;
  }

  @Override
  public Undo place() {
    return Undo.DEVICES;
  }

  @Override
  public List<FileChange> touches() {
    return plan.owners().links();
  }

  @Override
  public Optional<Integer> group() {
    return planned.group();
  }

  @Override
  public Optional<Stop> apply(Phase phase, Course course) {
    intentions = text -> course.intend(this, text);
    Watch watch = course.watch();
    return switch (phase) {
      case REMEMBER -> remember();
      case LOAD -> loadModule(course);
      case HOLD -> write(0, watch);
      case RELEASE -> write(1, watch);
      case ATTACH -> write(2, watch);
      case WAIT -> writeRest(watch);
      case VERIFY -> verification.verify(chips.folders(), watch).or(() -> stopped(watch));
      case OWN -> verifyGroup(watch);
      case GIVE -> give(course);
      case DELETE, FILES, MAKE -> Optional.empty();
    };
  }

  private Optional<Stop> remember() {
    RecordChange record = planned.record();
    Optional<Failure> failure =
        record.writes() ? bindings.remember(record.during()).failure() : Optional.empty();
    remembered = failure.isEmpty();
    return failure.map(why -> Stop.of(kernel, why));
  }

  private Optional<Stop> loadModule(Course course) {
    return plan.module()
        .filter(needed -> !Drivers.exists(kernel.sysfs(), before.bus(), needed.driver()))
        .flatMap(needed -> course.modules().load(needed, before.bus(), timeout));
  }

  /** Only what VFIO is to have is to be owned. */
  private Optional<Stop> verifyGroup(Watch watch) {
    return owned
        .flatMap(number -> new GroupVerification(kernel, number).run(watch))
        .map(no -> new Stop(Cause.WRONG_RESULT, no));
  }

  LinuxDevice before() {
    return before;
  }

  List<Step> written() {
    return writer.written();
  }

  /** {@return whether the device has disappeared since the beginning} */
  boolean vanished() {
    return !absent && writer.gone();
  }

  void note(String text) {
    notes.add(text);
  }

  /** {@return its result, once it is verified} */
  Result<DeviceSubject> done(List<String> modules) {
    for (Step step : writer.written()) {
      if (step instanceof SetLine line) {
        notes.add(line.line().saidAtEnd());
      }
    }
    LinuxDevice now = plan.steps().isEmpty() ? writer.now() : seen();
    boolean already = writer.written().isEmpty() && plan.files().isEmpty() && given.isEmpty();
    return new Done<>(
        new ChangedDevice(
            now,
            verification.chip(),
            DeviceNodes.files(kernel.sysfs(), now),
            writer.written(),
            modules,
            plan.files(),
            given),
        already,
        notes);
  }

  /** The device as it was seen last: its driver verified, its override read back. */
  private LinuxDevice seen() {
    return new LinuxDevice(
        before.bus(),
        before.name(),
        before.folder(),
        before.node(),
        verification.driver(),
        writer.override());
  }

  /** Writes until all of a phase is written, the driver waits for something, or it fails. */
  private Optional<Stop> write(int phase, Watch watch) {
    while (next < plan.end(phase) && waits.isEmpty()) {
      Optional<Stop> stop = stopped(watch).or(() -> perform(plan.steps().get(next++), watch));
      if (stop.isPresent()) {
        return stop;
      }
    }
    return Optional.empty();
  }

  /** Waits for what the driver waits for, and writes the rest. */
  private Optional<Stop> writeRest(Watch watch) {
    if (waits.isEmpty()) {
      return Optional.empty();
    }
    String driver = waits.get().driver();
    // What the kernel logs is left for who says why it was waited for in vain.
    Explanation known = new Explanation(kernel, plan, List.of());
    if (!watch.until(() -> known.needed(driver), () -> writer.isSettled(driver) || writer.gone())) {
      return stopped(watch)
          .or(() -> Optional.of(new Stop(Cause.TIMED_OUT, explain(watch).waitedInVain(timeout))));
    }
    waits = Optional.empty();
    return write(Plan.PHASES - 1, watch);
  }

  private Optional<Stop> stopped(Watch watch) {
    return Stop.asked(watch, before.text() + " was being changed");
  }

  private Optional<Stop> perform(Step step, Watch watch) {
    Optional<Failure> failure = writer.write(step).failure();
    if (failure.isEmpty()) {
      return readBack(step);
    }
    if (writer.isWaiting()) {
      return Optional.of(new Stop(Cause.TIMED_OUT, InUse.underWay(kernel, before)));
    }
    if (step instanceof Attach attach) {
      // EBUSY has two meanings: bound already, perhaps by udev a moment ago, or a busy resource.
      if (writer.isSettled(attach.driver())) {
        return Optional.empty();
      }
      if (failure.get().errno() == Errno.EAGAIN) {
        queue(attach);
        return Optional.empty();
      }
    }
    if (step instanceof SetLine line) {
      return Optional.of(
          new Stop(
              Cause.REFUSED,
              line.line().refused(before.text(), failure.get(), "releases the device")));
    }
    if (step instanceof Release && writer.driver().isEmpty() || step instanceof Offer) {
      return Optional.empty();
    }
    if (step instanceof Attach attach
        && failure.get().errno() == Errno.ENODEV
        && !before.override().supported()
        && plan.forgetting().isEmpty()) {
      return Optional.of(new Stop(Cause.UNAVAILABLE, explain(watch).doesNotMatch(attach)));
    }
    Cause cause =
        failure.get() instanceof Failure.Forbidden && failure.get().operation() == Operation.OPEN
            ? Cause.FORBIDDEN
            : Cause.REFUSED;
    return Optional.of(new Stop(cause, explain(watch).refused(step, failure.get())));
  }

  private Optional<Stop> readBack(Step step) {
    if (step instanceof SetOverride set) {
      DriverOverride now = writer.override();
      return now.driver().equals(set.driver())
          ? Optional.empty()
          : Optional.of(
              Stop.wrong(
                  "%s reads \"%s\" after \"%s\" was written"
                      .formatted(set.path(), now.driver().orElse(""), set.driver().orElse("\\n"))));
    }
    if (step instanceof Release release && writer.has(release.driver())) {
      return Optional.of(Stop.wrong("%s still has %s".formatted(release.driver(), before.text())));
    }
    return Optional.empty();
  }

  /**
   * A deferral that {@code bind} answers is forgotten by the kernel; this one is not. Others go on
   * meanwhile: one of them may be what this one waits for.
   */
  private void queue(Attach attach) {
    kernel
        .trace()
        .decided("its probe waits for something: for up to " + timeout.toMillis() + " ms");
    // EINVAL here says that a device link defers the probe; the device is queued all the same.
    writer.write(new Step.Queue(before));
    waits = Optional.of(attach);
  }

  /** Gives its nodes to whom they are to belong, once it is verified. */
  private Optional<Stop> give(Course course) {
    boolean links = !plan.owners().links().isEmpty();
    return new OwnerChange(kernel, planned, text -> course.intendNodes(this, links, text), given)
        .give(writer.now(), course.watch());
  }

  /** Gives the nodes of a device that was brought back to whom they belonged. */
  @Override
  public List<String> settle(boolean touched, Watch watch) {
    if (!writer.written().isEmpty()) {
      new OwnerChange(kernel, planned, text -> Attempt.done(), given)
          .giveAgain(writer.now(), watch);
    }
    return List.of();
  }

  @Override
  public List<String> finish() {
    if (planned.record().after().isEmpty()) {
      bindings.rollBack(before, Optional.empty()).failure().ifPresent(why -> note(why.text()));
    }
    return List.of();
  }

  @Override
  public List<String> revert(boolean touched, Watch watch) {
    List<String> left = new ArrayList<>(rollBack(watch));
    RecordChange record = planned.record();
    Attempt<Nothing> back = Attempt.done();
    if (vanished()) {
      back = bindings.rollBack(before, Optional.empty());
    } else if (remembered && record.writes()) {
      back = bindings.rollBack(before, record.before());
    }
    back.failure().ifPresent(why -> left.add(why.text()));
    return left;
  }

  private List<String> rollBack(Watch watch) {
    if (writer.written().isEmpty()) {
      return List.of();
    }
    if (writer.isWaiting()) {
      return List.of(NOT_FREE.formatted(before.text()));
    }
    DeviceRollBack back = new DeviceRollBack(before, writer.unrecorded(), plan.forgetting());
    if (writer.gone()) {
      return back.forgetId();
    }
    List<String> left = back.run(watch);
    offerToNewDrivers();
    return writer.gone() ? back.forgetId() : left;
  }

  /** A driver that came while the device was kept for another has not seen it. */
  private void offerToNewDrivers() {
    boolean free = before.driver().isEmpty() && before.override().driver().isEmpty();
    if (!free || writer.gone()) {
      return;
    }
    Set<String> since = new HashSet<>(Drivers.of(kernel, before.bus()));
    since.removeAll(drivers);
    plan.driver().ifPresent(since::remove);
    if (!since.isEmpty()) {
      writer.unrecorded().write(new Offer(before));
    }
  }

  /** What failed for this device; what was queued before is queued again, which does not show. */
  Problem tells(Stop stop, List<String> more) {
    List<String> details = new ArrayList<>(stop.problem().details());
    details.addAll(more);
    details.addAll(notUndone());
    boolean goesOn =
        stop.cause() == Cause.TIMED_OUT
            && plan.driver().isPresent()
            && before.override().driver().equals(plan.driver())
            && before.driver().isEmpty();
    if (goesOn) {
      details.add(
          "its override was already %s: the kernel keeps trying, and may bind it later"
              .formatted(plan.driver().get()));
    }
    return stop.problem().details(details);
  }

  @Override
  public List<String> notUndone() {
    return writer.written().stream()
        .filter(SetLine.class::isInstance)
        .map(step -> "not undone: " + ((SetLine) step).line().said())
        .toList();
  }

  private Explanation explain(Watch watch) {
    return new Explanation(kernel, plan, watch.messages());
  }
}
