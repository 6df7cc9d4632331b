// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.bind.plan.ChangedDevice;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Step;
import org.dtbind.bind.plan.Step.Offer;
import org.dtbind.bind.plan.Step.SetLine;
import org.dtbind.bind.record.Bindings;
import org.dtbind.change.Change;
import org.dtbind.change.Course;
import org.dtbind.change.FileChange;
import org.dtbind.change.Phase;
import org.dtbind.change.SafeLine;
import org.dtbind.change.StepJournal;
import org.dtbind.change.Undo;
import org.dtbind.change.result.Problem;
import org.dtbind.device.LinuxDevice;
import org.dtbind.iommu.GroupVerification;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;

/** Binds one device to a driver, or releases it. Confined to one thread. */
public final class DeviceChange implements Change {

  private final WritableKernel kernel;
  private final DevicePlan planned;
  private final SharedReadings shared;
  private final Optional<Integer> owned;
  private final Duration timeout;
  private final List<String> drivers;
  private final StepWriter writer;
  private final PlanSteps steps;
  private final DeviceVerification verification;
  private final ReversibleDevice reversible;
  private final List<String> given = new ArrayList<>();
  private List<String> modules = List.of();

  /**
   * Prepares a change.
   *
   * @param owned the IOMMU group to verify after its devices are changed; empty if another change
   *     does that, or none is necessary
   * @param timeout how long to wait for a write that can block, a module, a chip or a device node
   */
  public DeviceChange(
      WritableKernel kernel,
      DevicePlan planned,
      SharedReadings shared,
      Optional<Integer> owned,
      Duration timeout) {
    this.kernel = kernel;
    this.planned = planned;
    this.shared = shared;
    this.owned = owned;
    this.timeout = timeout;
    Plan plan = planned.plan();
    DeviceEntry entry = DeviceEntry.of(plan, planned.record());
    this.drivers = shared.drivers(plan.before().bus());
    this.writer = new StepWriter(kernel, plan.before(), timeout);
    this.steps = new PlanSteps(kernel, plan, entry, writer, timeout);
    this.verification = new DeviceVerification(kernel, plan, writer, timeout);
    this.reversible = new ReversibleDevice(kernel, entry, timeout);
  }

  @Override
  public DeviceEntry entry() {
    return reversible.entry();
  }

  @Override
  public Undo place() {
    return reversible.place();
  }

  @Override
  public List<FileChange> touches() {
    return plan().owners().links();
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
      case VERIFY -> verification.verify(shared.chips(), watch).or(() -> steps.stopped(watch));
      case OWN -> owned.flatMap(number -> new GroupVerification(kernel, number).run(watch));
      case GIVE -> plan().owners().equals(OwnerPlan.NOTHING) ? Optional.empty() : give(course);
      case DELETE, FILES, MAKE -> Optional.empty();
    };
  }

  private Optional<Problem> remember() {
    RecordChange record = planned.record();
    return record.writes()
        ? Bindings.remember(kernel.files(), record.during())
            .failure()
            .map(why -> Problem.of(kernel, why))
        : Optional.empty();
  }

  private Optional<Problem> loadModule(Course course) {
    String bus = plan().before().bus();
    List<String> others = course.modules().loaded();
    Optional<Problem> stop =
        plan()
            .module()
            .filter(needed -> !Drivers.exists(kernel, bus, needed.driver()))
            .flatMap(needed -> course.modules().load(needed, bus, timeout));
    List<String> all = course.modules().loaded();
    modules = all.subList(0, all.size() - others.size());
    return stop;
  }

  private Optional<Problem> give(Course course) {
    boolean links = !plan().owners().links().isEmpty();
    StepJournal journal = course.stepsOfNodes(this, links);
    return new OwnerChange(plan().owners(), journal, given).give(writer.now(), course.watch());
  }

  Plan plan() {
    return planned.plan();
  }

  /** {@return the writes so far, without those of a rollback} */
  List<Step> written() {
    return writer.written();
  }

  boolean begun() {
    return !written().isEmpty();
  }

  /** {@return notes about the verification, one per line} */
  List<String> notes() {
    return verification.notes();
  }

  /** {@return the lines that were set to their safe states} */
  Stream<SafeLine> setLines() {
    return written().stream()
        .filter(SetLine.class::isInstance)
        .map(step -> ((SetLine) step).line());
  }

  ChangedDevice changed() {
    LinuxDevice now = plan().steps().isEmpty() ? writer.now() : seen();
    return new ChangedDevice(
        now,
        verification.chip(),
        DeviceNodes.files(kernel.sysfs(), now),
        written(),
        modules,
        plan().files(),
        given);
  }

  /**
   * The last known state of the device: the driver from the verification, and the override as read
   * back after the write. This avoids reading the device again.
   */
  private LinuxDevice seen() {
    LinuxDevice before = plan().before();
    return new LinuxDevice(
        before.bus(),
        before.name(),
        before.directory(),
        before.node(),
        verification.driver(),
        writer.override());
  }

  /** {@return whether the device has disappeared since the change began} */
  boolean vanished() {
    return reversible.vanished(begun());
  }

  @Override
  public List<String> finish() {
    return reversible.finish();
  }

  @Override
  public List<String> rollBack(boolean touched, Watch watch) {
    if (writer.isWaiting()) {
      List<String> left = new ArrayList<>(reversible.restoreRecord(touched));
      left.add(
          0,
          "%s stays bound until every process has closed it; then run dtbind recover to bind it again"
              .formatted(plan().before().text()));
      return left;
    }
    List<String> left = reversible.rollBack(touched, watch);
    if (begun()) {
      offerToNewDrivers();
    }
    return left;
  }

  /** Offers the device to drivers that were loaded while its override excluded them. */
  private void offerToNewDrivers() {
    LinuxDevice before = plan().before();
    boolean free = before.driver().isEmpty() && before.override().driver().isEmpty();
    if (!free || writer.gone()) {
      return;
    }
    Set<String> since = new HashSet<>(Drivers.of(kernel, before.bus()));
    drivers.forEach(since::remove);
    plan().driver().ifPresent(since::remove);
    if (!since.isEmpty()) {
      writer.forRollBack().write(new Offer(before));
    }
  }

  /** Restores the owners of the nodes, which are created again when the device is bound again. */
  @Override
  public List<String> settle(boolean touched, Watch watch) {
    return begun() ? reversible.settle(touched, watch) : List.of();
  }

  @Override
  public List<String> notUndone() {
    return setLines().map(line -> "not rolled back: " + line.completed()).toList();
  }
}
