// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.change.Revocation;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.OpenNodes;
import org.dtbind.device.RemovedChips;
import org.dtbind.device.SystemUse;
import org.dtbind.device.SystemUses;
import org.dtbind.device.VfioRemoval;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.iommu.GroupHolders;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.iommu.IommuGroups;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;

/**
 * Finds uses of a device that would end with its driver: lines of its chips, and uses by the system
 * itself. On Linux 6.1, the next use of a line whose chip has disappeared crashes the kernel.
 *
 * @param freed the lines that are in use now, but free before any device changes
 */
public record InUse(Kernel kernel, List<LiveGpio.Place> freed) {

  /** Copies the list. */
  public InUse {
    freed = List.copyOf(freed);
  }

  /** {@return the reason why a device is not released without force; empty if it is not in use} */
  public Optional<Problem> rejected(LinuxDevice device) {
    return busy(device)
        .or(
            () ->
                Problem.ofProcesses(
                        OpenNodes.texts(
                            OpenNodes.of(
                                kernel.sysfs(), Set.copyOf(DeviceNodes.of(kernel, device)))),
                        "%s is in use".formatted(device.text()),
                        "end these processes first, or use --force to change the driver anyway")
                    .map(problem -> problem.reason(Reason.UNSUITABLE)));
  }

  /**
   * {@return the reason why a change of owner is refused: the former users may keep access, or the
   * device cannot be released to end that; empty if there is none, or nobody loses access}
   *
   * @param force whether to release the device even if it is in use, and to accept that access
   *     remains
   */
  public Optional<Problem> remainingAccess(LinuxDevice device, OwnerPlan owners, boolean force) {
    Revocation revocation = owners.revocation();
    boolean again = revocation.bindsAgain();
    return Problem.first(
        () -> revocation.refused(device.text(), force),
        () -> again && !force ? busy(device) : Optional.empty(),
        () -> again ? unreleasable(device) : Optional.empty(),
        () ->
            owners.given().stream().anyMatch(node -> revocation.asksKernel(node.path()))
                ? held(kernel, device).map(why -> why.reason(Reason.ACCESS_REMAINS))
                : Optional.empty());
  }

  private Optional<Problem> busy(LinuxDevice device) {
    Optional<Problem> lines = linesInUse(device);
    if (lines.isPresent()) {
      return lines;
    }
    List<String> uses =
        SystemUses.of(kernel.sysfs(), device).stream().map(SystemUse::text).toList();
    return uses.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(Reason.UNSUITABLE, "the system is using %s".formatted(device.text()))
                .details(uses)
                .help("end these uses first, or use --force to change the driver anyway"));
  }

  /**
   * {@return the reason why a device is not released even with force: a kernel would keep a chip of
   * which a line is in use ({@link RemovedChips}); empty if there is none}
   */
  public Optional<Problem> unreleasable(LinuxDevice device) {
    return RemovedChips.crash(kernel.sysfs()) ? linesInUse(device) : Optional.empty();
  }

  private Optional<Problem> linesInUse(LinuxDevice device) {
    List<GpioChip> chips =
        LiveGpio.allBelow(kernel, device.directory()).stream()
            .filter(chip -> used(chip).findAny().isPresent())
            .toList();
    List<String> uses =
        new ArrayList<>(
            chips.stream().flatMap(chip -> used(chip).map(line -> text(chip, line))).toList());
    Set<String> nodes = chips.stream().map(GpioChip::device).collect(Collectors.toSet());
    // Users choose the names of consumers, which lead to no process.
    uses.addAll(OpenNodes.texts(OpenNodes.of(kernel.sysfs(), nodes)));
    return uses.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(Reason.UNSUITABLE, "lines of %s are in use".formatted(device.text()))
                .details(uses)
                .help(
                    RemovedChips.crash(kernel.sysfs())
                        ? RemovedChips.RELEASE_FIRST
                        : "release them first, or use --force to change the driver while they"
                            + " are in use"));
  }

  /**
   * {@return the reason why a device cannot be released from VFIO: a process has its group open,
   * and the kernel would wait for that process, even with force; empty if the group is not open}
   */
  public static Optional<Problem> held(Kernel kernel, LinuxDevice device) {
    if (device.driver().isEmpty()) {
      return VfioRemoval.isUnderWay(kernel.sysfs(), device)
          ? Optional.of(underWay(kernel, device).reason(Reason.UNSUITABLE))
          : Optional.empty();
    }
    return device
        .driver()
        .filter(GenericDriver::isVfio)
        .flatMap(vfio -> IommuGroups.of(kernel.sysfs(), device))
        .flatMap(group -> held(kernel, group));
  }

  /**
   * {@return the reason why a group cannot be released from VFIO: a process has it open; empty if
   * the group is not open}
   */
  public static Optional<Problem> held(Kernel kernel, IommuGroup group) {
    GroupHolders holders = GroupHolders.read(kernel, group);
    return holders.isFree()
        ? Optional.empty()
        : Optional.of(
            Problem.of(Reason.UNSUITABLE, "IOMMU group %d is in use".formatted(group.number()))
                .details(holders.text())
                .help("end that process first: the kernel waits until the group is closed"));
  }

  /**
   * {@return the problem of a device whose release is blocked in the kernel, with the processes
   * that use it and those that wait}
   */
  public static Problem underWay(Kernel kernel, LinuxDevice device) {
    List<String> details = new ArrayList<>();
    IommuGroups.of(kernel.sysfs(), device)
        .ifPresent(group -> details.addAll(GroupHolders.read(kernel, group).text()));
    GroupHolders.ofRemoved(kernel).forEach(holder -> details.add(holder.text()));
    VfioRemoval.waiting(kernel.sysfs())
        .forEach(
            who ->
                details.add(
                    who + " is waiting for that in the kernel, where no signal can stop it"));
    return Problem.of("%s stays in use until it is closed".formatted(device.text()))
        .details(details)
        .help(
            "end the process that has it open; then, if a change was interrupted, run dtbind "
                + "recover");
  }

  private Stream<GpioLine> used(GpioChip chip) {
    return chip.lines().stream()
        .filter(GpioLine::used)
        .filter(line -> freed.stream().noneMatch(one -> one.isAt(chip.device(), line.offset())));
  }

  private static String text(GpioChip chip, GpioLine line) {
    return "line %d of %s is used by \"%s\""
        .formatted(line.offset(), chip.text(), line.consumer().orElse("the kernel"));
  }
}
