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
import org.dtbind.bind.plan.Drivers.Availability;
import org.dtbind.bind.plan.ExpectedChip;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.Recorded;
import org.dtbind.change.FileChange;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Answer;
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
    boolean bound = choice.isBoundTo(driver);
    Availability availability =
        bound ? new Availability.Present() : actual.availability(device, driver);
    Optional<Problem> rejection =
        new BindRejections(choice, driver, availability, fromAnyDriver).first();
    if (rejection.isPresent()) {
      return Result.rejected(rejection.get());
    }
    Optional<ExpectedChip> chip =
        driver.equals(Drivers.AGGREGATOR)
            ? choice.lines().map(l -> new ExpectedChip(l.entries().size(), names(device)))
            : Optional.empty();
    Optional<String> chosen = Optional.of(driver);
    Optional<String> override = choice.overrides() ? chosen : device.override().driver();
    Plan plan = Plan.of(device, chosen, override, chip).after(availability);
    Answer<Plan> matching =
        request.match() == BindRequest.Match.NEW_ID && !bound
            ? new IdMatching(kernel().sysfs(), plan).plan()
            : new Planned<>(plan, List.of());
    return matching.then(matched -> remembered(request, matched, recorded));
  }

  /** Adds the record, and the lines that are set to safe states before the device is released. */
  private Result<DeviceSubject> remembered(
      BindRequest request, Planned<Plan> matched, Recorded recorded) {
    Plan first = matched.subject();
    LinuxDevice device = first.before();
    Optional<Binding> held = actual.held(device, recorded);
    AccessPlanning access =
        new AccessPlanning(actual, request, first, recorded.known().or(() -> held));
    OwnerPlan owners = access.owners();
    boolean again = owners.revokes() && first.driver().filter(GenericDriver::isVfio).isEmpty();
    Optional<String> driverctl = actual.driverctl(device, first.driver());
    Optional<Problem> rejection =
        Problem.first(
            () -> actual.inUse().remainingAccess(device, owners, again, request.force()),
            () -> twoDrivers(request, device, driverctl),
            access::rejected);
    if (rejection.isPresent()) {
      return Result.rejected(rejection.get());
    }
    Planned<Plan> plan =
        (again ? first.bindingAgain() : first)
            .with(owners)
            .settingLines(kernel(), held, request.force());
    RecordChange record = record(request, plan.subject(), recorded, held);
    boolean remembers = !held.map(Binding::safe).orElse(Map.of()).equals(record.during().safe());
    List<String> notes = new ArrayList<>();
    if (again) {
      notes.add(AGAIN);
    }
    notes.addAll(plan.notes());
    notes.addAll(former(first, recorded));
    notes.addAll(matched.notes());
    if (!device.override().supported()) {
      notes.add(NO_OVERRIDE.formatted(device.bus()));
    }
    if (remembers) {
      notes.add("dtbind recorded the safe states of the lines");
    }
    driverctl.ifPresent(notes::add);
    return given(access, plan.subject(), record, remembers, notes);
  }

  private RecordChange record(
      BindRequest request, Plan plan, Recorded recorded, Optional<Binding> held) {
    Optional<Map<Integer, SafeState>> safe =
        held.isPresent()
            ? request.safe()
            : request.safe().or(() -> actual.safeAtBoot(plan.before(), plan.driver()));
    return RecordChange.keeping(plan, recorded.known(), held, safe);
  }

  private static Optional<Problem> twoDrivers(
      BindRequest request, LinuxDevice device, Optional<String> driverctl) {
    return driverctl
        .filter(any -> request.atBoot() instanceof AtBoot.Bound && !request.force())
        .map(note -> Rejections.twoDrivers(device, note));
  }

  /** Adds the files for each later boot to a plan with the owners of the nodes. */
  Result<DeviceSubject> given(
      AccessPlanning access,
      Plan plan,
      RecordChange record,
      boolean remembers,
      List<String> first) {
    AtBoot wanted = access.request().atBoot();
    RecordChange remembered = record.giving(access.target().access());
    return atBoot(wanted, plan, remembered, access.target())
        .then(
            atBoot -> {
              List<String> notes = new ArrayList<>(first);
              notes.addAll(access.notes());
              if (wanted instanceof AtBoot.Unchanged) {
                persistentOtherwise(plan).ifPresent(notes::add);
              }
              notes.addAll(atBoot.notes());
              Plan whole = plan.with(files(access, plan, atBoot.subject()));
              boolean changed = remembers || !remembered.during().access().equals(access.before());
              return whole.changes() || changed
                  ? DevicePlan.planned(whole, remembered, notes)
                  : ChangedDevice.already(kernel(), plan.before(), atBoot.notes());
            });
  }

  private List<FileChange> files(AccessPlanning access, Plan plan, List<FileChange> atBoot) {
    LinuxDevice device = plan.before();
    boolean forever = !(access.request().atBoot() instanceof AtBoot.Unchanged);
    List<FileChange> files = new ArrayList<>(access.files(atBoot));
    if (GroupRules.leaves(device, plan.driver())) {
      files.addAll(actual.groupRules().ended(device, forever));
    } else if (plan.driver().filter(GenericDriver::isVfio).isPresent()
        && access.target().access().isSpecified()) {
      files.addAll(actual.groupRules().resumed(device));
    }
    return files;
  }

  private Answer<List<FileChange>> atBoot(
      AtBoot wanted, Plan plan, RecordChange record, TargetDevice target) {
    LinuxDevice device = plan.before();
    if (wanted instanceof AtBoot.Unchanged) {
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
    return persistence.forgotten(device);
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

  /** Notes about the state before the change. */
  private static List<String> former(Plan plan, Recorded recorded) {
    LinuxDevice device = plan.before();
    List<String> notes = new ArrayList<>();
    Rejections.stale(device, recorded.known())
        .ifPresent(text -> notes.add(text + "; unbind will restore this state"));
    if (device.driver().equals(plan.driver()) && !plan.steps().isEmpty()) {
      notes.add(
          device
              .override()
              .driver()
              .map("it was already bound, but its override reserved it for "::concat)
              .orElse("it was already bound, but no override reserved it for its driver"));
    }
    return notes;
  }
}
