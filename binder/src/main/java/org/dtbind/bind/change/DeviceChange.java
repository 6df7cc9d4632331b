// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.bind.plan.ChangedDevice;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Step;
import org.dtbind.bind.plan.Step.Offer;
import org.dtbind.bind.plan.Step.SetLine;
import org.dtbind.bind.record.Bindings;
import org.dtbind.change.Change;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodesEntry.GivenNode;
import org.dtbind.change.Phase;
import org.dtbind.change.StepJournal;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.GroupVerification;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/** Binds one device to a driver, or releases it. Confined to one thread. */
public final class DeviceChange implements Change, Part<DeviceSubject> {

  /** The message for a device whose release is still blocked in the kernel. */
  static final String NOT_FREE =
      "%s stays bound until every process has closed it; then run dtbind recover to bind it "
          + "again";

  private final WritableKernel kernel;
  private final DevicePlan planned;
  private final Plan plan;
  private final LinuxDevice before;
  private final StepWriter writer;
  private final Duration timeout;
  private final Set<String> drivers;
  private final DeviceEntry entry;
  private final SharedChips chips;
  private final Optional<Integer> owned;
  private final List<String> notes;
  private final boolean absent;
  private final DeviceVerification verification;
  private final PlanSteps steps;
  private final List<String> given = new ArrayList<>();
  private List<String> modules = List.of();
  private boolean remembered;

  public DeviceChange(
      WritableKernel kernel,
      DevicePlan planned,
      List<String> notes,
      Duration timeout,
      Collection<String> drivers,
      SharedChips chips,
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
    this.writer = new StepWriter(kernel, before, timeout);
    this.steps = new PlanSteps(kernel, plan, entry, writer, timeout);
    // A device with steps existed a moment ago, when the plan was made under the lock.
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
  public Optional<Problem> apply(Phase phase, Course course) {
    Watch watch = course.watch();
    return switch (phase) {
      case REMEMBER -> remember();
      case LOAD -> loadModule(course);
      case HOLD, RELEASE, ATTACH -> steps.write(phase, course);
      case WAIT -> steps.writeRest(course);
      case VERIFY -> verification.verify(chips.directories(), watch).or(() -> steps.stopped(watch));
      case OWN -> verifyGroup(watch);
      case GIVE -> plan.owners().equals(OwnerPlan.NOTHING) ? Optional.empty() : give(course);
      case DELETE, FILES, MAKE -> Optional.empty();
    };
  }

  private Optional<Problem> remember() {
    RecordChange record = planned.record();
    Optional<Failure> failure =
        record.writes()
            ? Bindings.remember(kernel.files(), record.during()).failure()
            : Optional.empty();
    remembered = failure.isEmpty();
    return failure.map(why -> Problem.of(kernel, why));
  }

  private Optional<Problem> loadModule(Course course) {
    List<String> others = course.modules().loaded();
    Optional<Problem> stop =
        plan.module()
            .filter(needed -> !Drivers.exists(kernel, before.bus(), needed.driver()))
            .flatMap(needed -> course.modules().load(needed, before.bus(), timeout));
    List<String> all = course.modules().loaded();
    modules = all.subList(others.size(), all.size());
    return stop;
  }

  /** A group is checked only if one of its devices is bound to VFIO. */
  private Optional<Problem> verifyGroup(Watch watch) {
    return owned.flatMap(number -> new GroupVerification(kernel, number).run(watch));
  }

  @Override
  public List<DeviceChange> changes() {
    return List.of(this);
  }

  @Override
  public List<FileChange> files() {
    return plan.files();
  }

  @Override
  public List<GivenNode> nodes() {
    return plan.owners().given();
  }

  @Override
  public DeviceSubject former() {
    return ChangedDevice.rolledBack(before, List.of());
  }

  @Override
  public boolean begun() {
    return !writer.written().isEmpty();
  }

  /** Whether the device has disappeared since the change began. */
  private boolean vanished() {
    return !absent && writer.gone();
  }

  @Override
  public Result<DeviceSubject> done(List<String> more) {
    notes.addAll(more);
    for (Step step : writer.written()) {
      if (step instanceof SetLine line) {
        notes.add(line.line().succeeded());
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

  /**
   * The last known state of the device: the driver from the verification, and the override as read
   * back after the write. This avoids reading the device again.
   */
  private LinuxDevice seen() {
    return new LinuxDevice(
        before.bus(),
        before.name(),
        before.directory(),
        before.node(),
        verification.driver(),
        writer.override());
  }

  private Optional<Problem> give(Course course) {
    boolean links = !plan.owners().links().isEmpty();
    StepJournal journal = course.stepsOfNodes(this, links);
    return new OwnerChange(planned, journal, given).give(writer.now(), course.watch());
  }

  /** Restores the owners of the nodes, which are created again when the device is bound again. */
  @Override
  public List<String> settle(boolean touched, Watch watch) {
    if (!writer.written().isEmpty()) {
      new OwnerChange(planned, StepJournal.ofRollback(kernel), given)
          .giveAgain(writer.now(), watch);
    }
    return List.of();
  }

  @Override
  public List<String> finish() {
    if (planned.record().after().isEmpty()) {
      Bindings.rollBack(kernel.files(), before, Optional.empty())
          .failure()
          .ifPresent(why -> notes.add(why.text()));
    }
    return List.of();
  }

  @Override
  public List<String> revert(boolean touched, Watch watch) {
    List<String> left = new ArrayList<>(rollBack(watch));
    RecordChange record = planned.record();
    Attempt<Nothing> back = Attempt.done();
    if (vanished()) {
      back = Bindings.rollBack(kernel.files(), before, Optional.empty());
    } else if (remembered && record.writes()) {
      back = Bindings.rollBack(kernel.files(), before, record.before());
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
    DeviceRollBack back = new DeviceRollBack(before, writer.forRollBack(), plan.forgetting());
    if (writer.gone()) {
      return back.forgetId();
    }
    List<String> left = back.run(watch);
    offerToNewDrivers();
    return writer.gone() ? back.forgetId() : left;
  }

  /** Offers the device to drivers that were loaded while its override excluded them. */
  private void offerToNewDrivers() {
    boolean free = before.driver().isEmpty() && before.override().driver().isEmpty();
    if (!free || writer.gone()) {
      return;
    }
    Set<String> since = new HashSet<>(Drivers.of(kernel, before.bus()));
    since.removeAll(drivers);
    plan.driver().ifPresent(since::remove);
    if (!since.isEmpty()) {
      writer.forRollBack().write(new Offer(before));
    }
  }

  @Override
  public Result<DeviceSubject> failed(Problem why, List<String> left) {
    DeviceSubject subject = ChangedDevice.rolledBack(before, writer.written());
    if (vanished()) {
      Problem problem = Problem.of(before.text() + " disappeared while it was being changed");
      return new Failed<>(subject, problem, left);
    }
    return new Failed<>(subject, problem(why), left);
  }

  /**
   * The problem of this device, with details. If the override was set before, the deferred probe
   * stays queued.
   */
  private Problem problem(Problem stop) {
    boolean goesOn =
        stop.reason() == Reason.LOCKED
            && plan.driver().isPresent()
            && before.override().driver().equals(plan.driver())
            && before.driver().isEmpty();
    return goesOn
        ? stop.detail(
            ("its override was already %s: the kernel keeps trying to bind it, and may succeed "
                    + "later")
                .formatted(plan.driver().get()))
        : stop;
  }

  @Override
  public List<String> notUndone() {
    return writer.written().stream()
        .filter(SetLine.class::isInstance)
        .map(step -> "not rolled back: " + ((SetLine) step).line().completed())
        .toList();
  }
}
