// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.bind.plan.ChangedDevice;
import org.dtbind.bind.plan.DevicePlan;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.InUse;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.NamedResult;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.VfioRemoval;
import org.dtbind.iommu.GroupMember;
import org.dtbind.iommu.GroupMember.Bridge;
import org.dtbind.iommu.GroupMember.Dma;
import org.dtbind.iommu.GroupRequest;
import org.dtbind.iommu.GroupRequest.Goal;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.iommu.ResetLimits;
import org.dtbind.iommu.SharedIds;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.spec.Access;

/**
 * Turns a request for an IOMMU group into a plan for each of its devices, or finds the reason why
 * there is none. Only reads.
 *
 * @param declared the declared behavior at each later boot; empty if the request decides
 * @param access the declared access settings of the nodes; empty to keep the recorded ones
 */
record GroupPlanning(ActualState actual, Optional<AtBoot> declared, Optional<Access> access) {

  private static final String SHARED =
      "%s, with driver %s, is not in any group, but uses the same stream ID: the bridge above "
          + "cannot tell the two apart, so the owner of the group can access its data";

  GroupPlanning(ActualState actual) {
    this(actual, Optional.empty(), Optional.empty());
  }

  /** {@return the plan for each device of the group, or the reason why there is none} */
  Results plan(GroupRequest request) {
    IommuGroups groups = IommuGroups.read(kernel());
    Optional<IommuGroup> group = groups.group(request.group());
    if (group.isEmpty()) {
      return alone(request, groups.missing(request.group()));
    }
    List<NamedResult<DeviceSubject>> entries = new ArrayList<>();
    for (GroupMember member : group.get().members()) {
      Result<DeviceSubject> result = result(member, request);
      entries.add(new NamedResult<>(member.device().id(), ofGroup(result, request.group())));
    }
    if (request.goal() instanceof Goal.Released) {
      entries.addAll(new GoneDevices(actual).ofVfio());
    }
    Optional<Problem> open = releasesOpened(group.get(), entries);
    return open.isPresent() ? alone(request, open.get()) : new Results(entries, List.of());
  }

  private Kernel kernel() {
    return actual.kernel();
  }

  private static Results alone(GroupRequest request, Problem why) {
    return new Results(
        List.of(new NamedResult<>("group " + request.group(), Result.rejected(why))), List.of());
  }

  private static Result<DeviceSubject> ofGroup(Result<DeviceSubject> one, int group) {
    Optional<DevicePlan> planned = DevicePlan.of(one);
    if (planned.isPresent()) {
      DevicePlan alone = planned.get();
      return new Planned<>(
          new DevicePlan(alone.plan(), alone.record(), Optional.of(group)), one.notes());
    }
    return one instanceof Rejected<DeviceSubject> rejected
        ? Result.rejected(
            rejected
                .why()
                .detail(
                    "an IOMMU group changes drivers as a whole, so group %d stays as it is"
                        .formatted(group)))
        : one;
  }

  /**
   * Releasing a device that a process has opened blocks in the kernel until that process closes it.
   */
  private Optional<Problem> releasesOpened(
      IommuGroup group, List<NamedResult<DeviceSubject>> entries) {
    Set<String> vfio =
        group.members().stream()
            .filter(member -> member.dma() == Dma.VFIO)
            .map(member -> member.device().id())
            .collect(Collectors.toSet());
    boolean releases =
        entries.stream()
            .filter(entry -> vfio.contains(entry.wanted()))
            .flatMap(entry -> DevicePlan.of(entry.result()).stream())
            .anyMatch(planned -> planned.plan().releases());
    return releases ? InUse.held(kernel(), group) : Optional.empty();
  }

  private Result<DeviceSubject> result(GroupMember member, GroupRequest request) {
    LinuxDevice device = member.device();
    if (VfioRemoval.isUnderWay(kernel().sysfs(), device)) {
      return Result.rejected(InUse.underWay(kernel(), device).reason(Reason.UNSUITABLE));
    }
    if (request.goal() instanceof Goal.Released) {
      return released(member, request);
    }
    Optional<String> stays = member.stays(request.goal() instanceof Goal.None);
    if (stays.isPresent()) {
      return ChangedDevice.already(kernel(), device, stays.stream().toList());
    }
    if (member.bridge().filter(Bridge.PCI::equals).isPresent()) {
      return Result.rejected(
          Problem.of(
                  Reason.UNSUITABLE,
                  "%s is a bridge with driver %s, which starts its own transfers"
                      .formatted(device.text(), device.driver().orElse("none")))
              .help("VFIO does not accept bridges: release the bridge from that driver first"));
    }
    if (request.goal() instanceof Goal.Bound bound) {
      Optional<String> driver =
          bound.driver().or(() -> GenericDriver.vfio(device.bus()).map(GenericDriver::driver));
      return driver.isPresent()
          ? bound(device, driver.get(), request)
          : Result.rejected(immovable(device));
    }
    return new UnbindPreparation(actual, true).unbind(unbind(device, Then.NONE, request));
  }

  private static Problem immovable(LinuxDevice device) {
    return Problem.of(
            Reason.UNSUPPORTED,
            "%s cannot be bound to VFIO: Linux has no VFIO driver for bus %s"
                .formatted(device.text(), device.bus()))
        .help("use --none to leave it without a driver");
  }

  private Result<DeviceSubject> bound(LinuxDevice device, String driver, GroupRequest request) {
    boolean bound = device.driver().filter(driver::equals).isPresent();
    ResetLimits limits = ResetLimits.of(kernel(), device, driver);
    if (limits.refusal().isPresent() && !bound && !request.force()) {
      return Result.rejected(
          Problem.of(
                  Reason.UNSUPPORTED,
                  "%s does not accept %s: %s"
                      .formatted(driver, device.text(), limits.refusal().get()))
              .help(limits.help())
              .details(limits.notes()));
    }
    BindRequest wanted =
        new BindRequest(
            device.id(),
            Optional.of(driver),
            request.options(),
            declared.orElseGet(
                () -> request.persist() ? new AtBoot.Bound(Access.NONE) : new AtBoot.Unchanged()),
            BindRequest.Match.OVERRIDE,
            Optional.empty(),
            access);
    Result<DeviceSubject> result = new Preparation(actual, true).prepare(wanted);
    if (!(result instanceof Planned<DeviceSubject> planned)) {
      return result;
    }
    List<String> notes = new ArrayList<>(planned.notes());
    notes.addAll(limits.notes());
    SharedIds.of(kernel().sysfs(), device)
        .forEach(other -> notes.add(SHARED.formatted(other.text(), other.driver().orElse(""))));
    return new Planned<>(planned.subject(), notes);
  }

  private Result<DeviceSubject> released(GroupMember member, GroupRequest request) {
    LinuxDevice device = member.device();
    boolean held = actual.held(device, actual.recorded(device)).isPresent();
    boolean unclear = actual.recorded(device).unclear().isPresent();
    if (!held && !unclear && member.dma() == Dma.VFIO && !request.force()) {
      return Result.rejected(
          Problem.of(
                  Reason.UNSUITABLE,
                  "%s is bound to %s, but not by dtbind"
                      .formatted(device.text(), device.driver().orElseThrow()))
              .details(Rejections.stale(device, actual.recorded(device).known()).stream().toList())
              .help("use --force to release it anyway"));
    }
    return held || unclear || member.dma() == Dma.VFIO
        ? new UnbindPreparation(actual, true).unbind(unbind(device, Then.RESTORE, request))
        : ChangedDevice.already(kernel(), device, List.of());
  }

  private static UnbindRequest unbind(LinuxDevice device, Then then, GroupRequest request) {
    return new UnbindRequest(device.id(), then, request.options(), request.persist());
  }
}
