// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.plan.ChangedDevice;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Drivers.Way;
import org.dtbind.bind.plan.ExpectedChip;
import org.dtbind.bind.plan.InUse;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.Recorded;
import org.dtbind.change.FileChange;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.Resolution;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.gpio.SourceLines;
import org.dtbind.iommu.GroupRules;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.Bytes;
import org.dtbind.spec.SafeState;

/**
 * Turns a request to bind a device, or to give its nodes to somebody, into a plan, or finds the
 * reason why there is none. Only reads.
 *
 * @param fromAnyDriver whether the device may be taken from any driver, because its whole IOMMU
 *     group is changed
 */
record Preparation(ActualState actual, boolean fromAnyDriver) {

  private static final String NO_OVERRIDE =
      "bus %s has no driver_override: the device is not reserved for its driver";

  private static final String AGAIN =
      "it is released and bound again, so that its former users lose access to it";

  Preparation(ActualState actual) {
    this(actual, false);
  }

  /** Returns a plan with steps, the current state if it is already as requested, or a rejection. */
  Result<DeviceSubject> prepare(AccessRequest request) {
    Resolution resolution = actual.resolve(request.device());
    if (!(resolution instanceof Resolution.Found found)) {
      return Result.rejected(Rejections.noSingle(resolution));
    }
    LinuxDevice device = found.device();
    Recorded recorded = actual.recorded(device);
    if (recorded.unclear().isPresent()) {
      return Result.rejected(recorded.unclear().get());
    }
    if (request instanceof GiveRequest give) {
      return new GivePreparation(this).give(give, device, recorded);
    }
    kernel().trace().decided(found.wanted() + " is the " + found.by() + " of " + text(found));
    Optional<SourceLines> lines = actual.lines(device);
    DriverChoice choice = new DriverChoice(actual, (BindRequest) request, device, lines);
    Optional<String> driver = choice.driver();
    return driver.isEmpty() ? Result.rejected(choice.none()) : bind(choice, recorded, driver.get());
  }

  private Result<DeviceSubject> bind(DriverChoice choice, Recorded recorded, String driver) {
    BindRequest request = choice.request();
    LinuxDevice device = choice.device();
    Optional<String> chosen = Optional.of(driver);
    boolean bound = device.driver().equals(chosen);
    Optional<Problem> held =
        bound || fromAnyDriver ? Optional.empty() : InUse.held(kernel(), device);
    if (held.isPresent()) {
      return Result.rejected(held.get());
    }
    boolean byId = request.match() == BindRequest.Match.NEW_ID;
    boolean keeps = device.override().supported() && !byId;
    if (!keeps && request.atBoot() instanceof AtBoot.Bound) {
      return Result.rejected(Rejections.notAtBoot(device));
    }
    Way way = bound ? new Way.Present() : actual.way(device, driver);
    Optional<Problem> no = bound ? Optional.empty() : choice.unsuitable(driver, way, fromAnyDriver);
    if (no.isPresent()) {
      return Result.rejected(no.get());
    }
    Optional<ExpectedChip> chip =
        driver.equals(Drivers.AGGREGATOR)
            ? choice.lines().map(l -> new ExpectedChip(l.entries().size(), names(device)))
            : Optional.empty();
    Optional<String> override = keeps ? chosen : device.override().driver();
    Plan plan = Plan.of(device, chosen, override, chip).after(way);
    Result<Plan> matching =
        byId && !bound
            ? new IdMatching(kernel().sysfs(), plan).plan()
            : new Planned<>(plan, List.of());
    return matching.then(found -> remembered(request, found.subject(), recorded, found.notes()));
  }

  /** Adds the record, and the lines that are set to safe states before the device is released. */
  private Result<DeviceSubject> remembered(
      BindRequest request, Plan first, Recorded recorded, List<String> matching) {
    LinuxDevice device = first.before();
    Optional<String> chosen = first.driver();
    boolean bound = device.driver().equals(chosen);
    Optional<Binding> held = actual.held(device, recorded);
    List<String> notes = new ArrayList<>();
    Optional<Binding> known = recorded.known().or(() -> held);
    OwnerPlan owners = new AccessPlanning(actual, request, first, known).owners();
    boolean again = owners.revokes() && first.driver().filter(GenericDriver::isVfio).isEmpty();
    Optional<Problem> kept = InUse.kept(kernel(), device, owners, again, request.force());
    if (kept.isPresent()) {
      return Result.rejected(kept.get());
    }
    if (again) {
      notes.add(AGAIN);
    }
    Plan plan =
        (again ? first.bindingAgain() : first)
            .with(owners)
            .settingLines(kernel(), held, request.force(), notes);
    Optional<Map<Integer, SafeState>> safe =
        held.isPresent()
            ? request.safe()
            : request.safe().or(() -> actual.safeAtBoot(device, chosen));
    RecordChange record = RecordChange.keeping(plan, recorded.known(), held, safe);
    notes.addAll(notes(device, bound && !first.steps().isEmpty(), recorded));
    notes.addAll(matching);
    if (!device.override().supported()) {
      notes.add(NO_OVERRIDE.formatted(device.bus()));
    }
    boolean remembers = !held.map(Binding::safe).orElse(Map.of()).equals(record.during().safe());
    if (remembers) {
      notes.add("dtbind recorded the safe states of the lines");
    }
    Optional<String> driverctl = actual.driverctl(device, chosen);
    if (driverctl.isPresent() && request.atBoot() instanceof AtBoot.Bound && !request.force()) {
      return Result.rejected(Rejections.twoDrivers(device, driverctl.get()));
    }
    driverctl.ifPresent(notes::add);
    return given(request, plan, record, known, remembers, notes);
  }

  /** Adds the files for each later boot to a plan with the owners of the nodes. */
  Result<DeviceSubject> given(
      AccessRequest request,
      Plan plan,
      RecordChange record,
      Optional<Binding> known,
      boolean remembers,
      List<String> notes) {
    LinuxDevice device = plan.before();
    AccessPlanning access = new AccessPlanning(actual, request, plan, known);
    if (access.rejected().isPresent()) {
      return Result.rejected(access.rejected().get());
    }
    notes.addAll(access.notes());
    RecordChange remembered = record.giving(access.target().access());
    Result<List<FileChange>> atBoot =
        atBoot(request.atBoot(), plan, remembered, access.target(), notes);
    if (atBoot.reason().isPresent()) {
      return Result.rejected(atBoot.reason().get());
    }
    notes.addAll(atBoot.notes());
    List<FileChange> changes = new ArrayList<>(access.files(atBoot.about().orElseThrow()));
    if (GroupRules.leaves(device, plan.driver())) {
      changes.addAll(
          actual.groupRules().ended(device, !(request.atBoot() instanceof AtBoot.Unchanged)));
    } else if (plan.driver().filter(GenericDriver::isVfio).isPresent()
        && OwnerPlan.asks(access.target().access())) {
      changes.addAll(actual.groupRules().begun(device));
    }
    if (plan.releases() && !device.driver().equals(plan.driver())) {
      changes.addAll(
          actual.containerNames(device, !(request.atBoot() instanceof AtBoot.Unchanged)));
    }
    Plan whole = plan.with(changes);
    boolean changed = remembers || !remembered.during().access().equals(access.before());
    return whole.changes() || changed
        ? DevicePlan.planned(whole, remembered, notes)
        : ChangedDevice.already(kernel(), device, atBoot.notes());
  }

  private Result<List<FileChange>> atBoot(
      AtBoot wanted, Plan plan, RecordChange record, TargetDevice target, List<String> notes) {
    LinuxDevice device = plan.before();
    if (wanted instanceof AtBoot.Unchanged) {
      persistentOtherwise(plan).ifPresent(notes::add);
      return new Planned<>(List.of(), List.of());
    }
    Persistence persistence = actual.persistence();
    Optional<Problem> unclear = persistence.records().unclear(device);
    if (unclear.isPresent()) {
      return Result.rejected(unclear.get());
    }
    if (wanted instanceof AtBoot.Bound) {
      return target.seen().isPresent()
          ? persistence.given(plan, record.during(), target)
          : persistence.bound(actual, plan, record.during(), target.access());
    }
    List<String> more = new ArrayList<>();
    return new Planned<>(persistence.forgotten(device, more), more);
  }

  private Optional<String> persistentOtherwise(Plan plan) {
    LinuxDevice device = plan.before();
    return actual
        .persistence()
        .records()
        .of(device)
        .map(known -> known.binding().driver().orElse("no driver"))
        .filter(driver -> !plan.driver().equals(Optional.of(driver)))
        .map(
            driver ->
                "at the next boot, it will be bound to %s; use --persist to change that"
                    .formatted(driver));
  }

  private Kernel kernel() {
    return actual.kernel();
  }

  private static String text(Resolution.Found found) {
    return found.device().text();
  }

  private List<String> names(LinuxDevice device) {
    return device.node().map(node -> actual.tree().lineNames(node)).orElse(List.of()).stream()
        .map(Bytes::utf8)
        .toList();
  }

  private static List<String> notes(LinuxDevice device, boolean bound, Recorded recorded) {
    List<String> notes = new ArrayList<>();
    Rejections.stale(device, recorded.known())
        .ifPresent(text -> notes.add(text + "; unbind will restore this state"));
    if (bound) {
      notes.add(
          device
              .override()
              .driver()
              .map(
                  other ->
                      "it was already bound, but its override reserved it for %s".formatted(other))
              .orElse("it was already bound, but no override reserved it for its driver"));
    }
    return notes;
  }
}
