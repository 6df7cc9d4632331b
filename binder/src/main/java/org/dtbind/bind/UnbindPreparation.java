// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.bind.plan.ChangedDevice;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Drivers.Availability;
import org.dtbind.bind.plan.InUse;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.PersistentBinding;
import org.dtbind.bind.record.Recorded;
import org.dtbind.change.FileChange;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Answer;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.Resolution;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.iommu.GroupRules;
import org.dtbind.spec.Access;

/**
 * Turns a request to release a device into a plan, or finds the reason why there is none. Only
 * reads.
 *
 * @param ofGroup whether the whole IOMMU group of the device is released
 */
record UnbindPreparation(ActualState actual, boolean ofGroup) {

  UnbindPreparation(ActualState actual) {
    this(actual, false);
  }

  /** Returns a plan with steps, the current state if it is already as requested, or a rejection. */
  Result<DeviceSubject> unbind(UnbindRequest request) {
    Resolution resolution = actual.resolve(request.device());
    if (!(resolution instanceof Resolution.Found found)) {
      return new KeptPatterns(actual.kernel())
          .unbind(request)
          .orElseGet(() -> new GoneDevices(actual).unbind(resolution, request.persist()));
    }
    LinuxDevice device = found.device();
    Recorded recorded = actual.recorded(device);
    return impossible(request, device, recorded)
        .<Result<DeviceSubject>>map(Result::rejected)
        .orElseGet(() -> release(request, device, recorded));
  }

  /** The reasons to reject the request that do not depend on the driver. */
  private Optional<Problem> impossible(
      UnbindRequest request, LinuxDevice device, Recorded recorded) {
    return Problem.first(
        () -> groupInUse(device),
        () -> noOverride(request, device),
        recorded::unclear,
        () -> unclearAtBoot(request, device));
  }

  private Optional<Problem> groupInUse(LinuxDevice device) {
    return ofGroup ? Optional.empty() : InUse.held(actual.kernel(), device);
  }

  private static Optional<Problem> noOverride(UnbindRequest request, LinuxDevice device) {
    return request.then() == Then.NONE && !device.override().supported()
        ? Optional.of(Rejections.noOverride(device))
        : Optional.empty();
  }

  private Optional<Problem> unclearAtBoot(UnbindRequest request, LinuxDevice device) {
    return request.persist() ? actual.persistence().records().unclear(device) : Optional.empty();
  }

  private Result<DeviceSubject> release(
      UnbindRequest request, LinuxDevice device, Recorded recorded) {
    boolean none = request.then() == Then.NONE;
    Optional<Binding> binding = actual.held(device, recorded);
    Plan first = none ? none(device) : restore(device, binding);
    Availability availability = availability(first);
    Planned<Plan> planned =
        first.after(availability).settingLines(actual.kernel(), binding, request.force());
    Plan plan = planned.subject();
    Optional<String> stale = Rejections.stale(device, recorded.known());
    Optional<Problem> rejection =
        new ReleaseRejections(actual, request, plan, binding, availability, stale).first();
    if (rejection.isPresent()) {
      return Result.rejected(rejection.get());
    }
    RecordChange record =
        none
            ? RecordChange.keeping(plan, recorded.known(), binding, Optional.of(Map.of()))
                .giving(Access.NONE)
            : RecordChange.forgetting(plan, recorded.known(), binding);
    Access given = recorded.known().or(() -> binding).map(Binding::access).orElse(Access.NONE);
    return atBoot(request, plan, record)
        .then(
            atBoot -> {
              List<String> notes = new ArrayList<>(stale.stream().toList());
              notes.addAll(planned.notes());
              notes.addAll(atBoot.notes());
              if (none && request.persist()) {
                untilUdev(device, record).ifPresent(notes::add);
              }
              actual.driverctl(device, plan.driver()).ifPresent(notes::add);
              OwnerPlan owners = OwnerPlan.of(actual.kernel(), plan, given, Access.NONE);
              notes.addAll(owners.notes());
              Plan whole = withFiles(request, plan, given, atBoot.subject());
              return actual
                  .inUse()
                  .remainingAccess(device, owners, request.force())
                  .<Result<DeviceSubject>>map(Result::rejected)
                  .orElseGet(
                      () ->
                          released(
                              request,
                              new DevicePlan(giving(whole, owners), record, Optional.empty()),
                              notes));
            });
  }

  private Result<DeviceSubject> released(
      UnbindRequest request, DevicePlan planned, List<String> notes) {
    LinuxDevice device = planned.device();
    Plan plan = planned.plan();
    boolean removesRecord = request.then() == Then.RESTORE && planned.record().before().isPresent();
    return plan.changes() || removesRecord
        ? new Planned<>(planned, notes)
        : ChangedDevice.already(actual.kernel(), device, notes);
  }

  /** Adds the files that change. */
  private Plan withFiles(UnbindRequest request, Plan plan, Access given, List<FileChange> atBoot) {
    LinuxDevice device = plan.before();
    List<FileChange> files = new ArrayList<>(atBoot);
    files.addAll(
        OwnerPlan.files(actual.kernel(), unowned(device), given, false, actual.rulesUntilReboot()));
    if (GroupRules.leaves(device, plan.driver())) {
      files.addAll(actual.groupRules().ended(device, request.persist()));
    }
    return plan.with(files);
  }

  /** Adds the change of owner. If the driver changes, its nodes disappear, and need none. */
  private static Plan giving(Plan plan, OwnerPlan owners) {
    if (!plan.driver().equals(plan.before().driver())) {
      return plan;
    }
    return (owners.revocation().bindsAgain() ? plan.bindingAgain() : plan).with(owners);
  }

  private static TargetDevice unowned(LinuxDevice device) {
    return new TargetDevice(
        device.node(),
        device.bus(),
        Optional.of(device.name()),
        device.driver(),
        List.of(),
        Access.NONE);
  }

  /** The changes to the files that bind the device at boot, or keep it without a driver. */
  private Answer<List<FileChange>> atBoot(UnbindRequest request, Plan plan, RecordChange record) {
    LinuxDevice device = plan.before();
    boolean none = request.then() == Then.NONE;
    if (!request.persist()) {
      return new Planned<>(List.of(), untilReboot(device, none).stream().toList());
    }
    Persistence persistence = actual.persistence();
    return none
        ? persistence.bound(actual, plan, record.during(), Access.NONE)
        : persistence.forgotten(device);
  }

  /** A note about the former driver, which binds to the device at each boot until udev runs. */
  private Optional<String> untilUdev(LinuxDevice device, RecordChange record) {
    // A driver that dtbind bound does not bind to the device by itself.
    return record
        .during()
        .formerDriver()
        .filter(name -> Drivers.module(actual.kernel(), device, name).isEmpty())
        .map(
            name ->
                ("at each boot, %s stays bound to it until udev runs, because that driver is "
                        + "built into the kernel")
                    .formatted(name));
  }

  /** A note about files that bind the device again at the next boot; empty if there are none. */
  private Optional<String> untilReboot(LinuxDevice device, boolean none) {
    return actual
        .persistence()
        .records()
        .of(device)
        .map(PersistentBinding::binding)
        .filter(known -> !none || known.driver().isPresent())
        .map(
            known ->
                known.driver().isPresent()
                    ? "it will be bound again at the next boot; use --persist to prevent that"
                    : "it will stay without a driver at the next boot; use --persist to "
                        + "change that");
  }

  /** Plans only to remove the files for each boot. The device stays as it is. */
  Result<DeviceSubject> forget(LinuxDevice device, Optional<Binding> recorded) {
    Planned<List<FileChange>> forgotten = actual.persistence().forgotten(device);
    List<String> notes = new ArrayList<>(Rejections.stale(device, recorded).stream().toList());
    notes.addAll(forgotten.notes());
    List<FileChange> files = new ArrayList<>(forgotten.subject());
    if (GroupRules.leaves(device, device.driver())) {
      files.addAll(actual.groupRules().ended(device, true));
    }
    Plan plan =
        Plan.of(device, device.driver(), device.override().driver(), Optional.empty()).with(files);
    RecordChange record =
        recorded
            .map(known -> new RecordChange(recorded, known, recorded))
            .orElseGet(() -> RecordChange.forgetting(plan, recorded, Optional.empty()));
    return DevicePlan.planned(plan, record, notes);
  }

  private static Plan none(LinuxDevice device) {
    Optional<String> override = Optional.of(TargetDevice.NO_DRIVER);
    return Plan.of(device, Optional.empty(), override, Optional.empty());
  }

  private Plan restore(LinuxDevice device, Optional<Binding> binding) {
    Plan plan =
        Plan.of(
            device,
            binding.flatMap(Binding::formerDriver),
            binding.flatMap(Binding::formerOverride),
            Optional.empty());
    // A device that dtbind did not bind is taken from its regular driver on purpose, so it is not
    // offered to that driver again.
    boolean real =
        binding.isEmpty() && device.driver().filter(name -> !Drivers.isGeneric(name)).isPresent();
    boolean free = plan.driver().isEmpty() && plan.override().isEmpty();
    return free && !real && !plan.steps().isEmpty() && probesByItself(device)
        ? plan.offering()
        : plan;
  }

  private boolean probesByItself(LinuxDevice device) {
    return actual
        .kernel()
        .sysfs()
        .text(device.busDirectory() + "/drivers_autoprobe")
        .filter("1"::equals)
        .isPresent();
  }

  private Availability availability(Plan plan) {
    return plan.driver()
        .map(name -> Drivers.availability(actual.kernel(), plan.before(), name))
        .orElseGet(Availability.Present::new);
  }
}
