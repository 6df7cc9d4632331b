// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.iommu;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.DeviceFiles;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.iommu.GroupMember.Bridge;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;

/**
 * The IOMMU groups of a system, and the devices that are in no group.
 *
 * @param without devices that could do DMA but are in no group: PCI devices, and devices whose node
 *     has the property {@code iommus}
 * @param absent why the system has no groups; empty if it has groups
 */
public record IommuGroups(
    List<IommuGroup> groups, List<LinuxDevice> without, Optional<String> absent) {

  private static final String DIRECTORY = "/sys/kernel/iommu_groups";

  /** Base class and subclass of a PCI-to-PCI bridge (PCI Code and ID Assignment Specification). */
  private static final String PCI_BRIDGE = "0x0604";

  /** Base class and subclass of a host bridge. */
  private static final String HOST_BRIDGE = "0x0600";

  /** Copies the lists. */
  public IommuGroups {
    groups = List.copyOf(groups);
    without = List.copyOf(without);
  }

  public static IommuGroups read(Kernel kernel) {
    Sysfs sysfs = kernel.sysfs();
    List<IommuGroup> groups = new ArrayList<>();
    for (String name : sysfs.names(DIRECTORY)) {
      // The kernel uses only numbers, but a copy of a system may contain other names.
      if (name.matches("[0-9]{1,9}")) {
        groups.add(group(sysfs, Integer.parseInt(name)));
      }
    }
    groups.sort(Comparator.comparingInt(IommuGroup::number));
    return new IommuGroups(
        groups, without(sysfs), groups.isEmpty() ? Optional.of(absence(sysfs)) : Optional.empty());
  }

  /** {@return the group with a number; empty if there is none} */
  public Optional<IommuGroup> group(int number) {
    return groups.stream().filter(group -> group.number() == number).findFirst();
  }

  /**
   * {@return the group of a device; empty if it is in none}
   *
   * @param sysfs the attributes of the system
   */
  public static Optional<IommuGroup> of(Sysfs sysfs, LinuxDevice device) {
    return sysfs
        .target(device.directory() + "/iommu_group")
        .value()
        .map(Paths::name)
        .filter(name -> name.matches("[0-9]{1,9}"))
        .map(name -> group(sysfs, Integer.parseInt(name)));
  }

  private static IommuGroup group(Sysfs sysfs, int number) {
    String directory = DIRECTORY + "/" + number;
    List<GroupMember> members = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (String name : sysfs.names(directory + "/devices")) {
      Optional<String> device = sysfs.target(directory + "/devices/" + name).value();
      Optional<String> bus =
          device.flatMap(at -> sysfs.target(at + "/subsystem").value()).map(Paths::name);
      if (bus.isPresent()) {
        LinuxDevice member = LinuxDevice.read(sysfs, bus.get(), device.get());
        members.add(GroupMember.of(member, bridge(sysfs, member)));
        DeviceFiles.ofGroup(sysfs, device.get()).ifPresent(files::add);
      }
    }
    members.sort(Comparator.comparing(member -> member.device().id()));
    boolean isolated = sysfs.text(directory + "/name").filter("vfio-noiommu"::equals).isEmpty();
    Optional<String> file = files.stream().findFirst();
    return new IommuGroup(number, sysfs.text(directory + "/type"), members, file, isolated);
  }

  private static Optional<Bridge> bridge(Sysfs sysfs, LinuxDevice device) {
    if (!device.bus().equals("pci")) {
      return Optional.empty();
    }
    String number = sysfs.text(device.directory() + "/class").orElse("");
    return number.startsWith(PCI_BRIDGE)
        ? Optional.of(Bridge.PCI)
        : number.startsWith(HOST_BRIDGE) ? Optional.of(Bridge.HOST) : Optional.empty();
  }

  private static List<LinuxDevice> without(Sysfs sysfs) {
    LiveTree tree = LiveTree.of(sysfs);
    List<LinuxDevice> without = new ArrayList<>();
    for (String bus : List.of("pci", "platform", "amba")) {
      DeviceSnapshot.directories(sysfs, bus)
          .filter(directory -> !sysfs.exists(directory + "/iommu_group"))
          .map(directory -> LinuxDevice.read(sysfs, bus, directory))
          .filter(device -> bus.equals("pci") || namesIommu(tree, device))
          .forEach(without::add);
    }
    return without;
  }

  private static boolean namesIommu(LiveTree tree, LinuxDevice device) {
    return device.node().flatMap(node -> tree.property(node, "iommus")).isPresent();
  }

  private static String absence(Sysfs sysfs) {
    if (!sysfs.exists(DIRECTORY)) {
      return "this kernel has no IOMMU groups: it was built without CONFIG_IOMMU_API";
    }
    if (sysfs.names("/sys/class/iommu").isEmpty()) {
      return "this kernel did not find an IOMMU: the machine has none, the firmware or the "
          + "devicetree"
          + " does not describe it, its driver is missing (CONFIG_ARM_SMMU_V3 and the like), or "
          + "it is disabled on the kernel's command line";
    }
    return "there is an IOMMU, but no device is behind it: check the \"iommus\" and \"iommu-map\""
        + " properties in the devicetree";
  }

  /** {@return the rejection for a group that does not exist} */
  public Problem missing(int number) {
    return absent
        .map(why -> Problem.of(Reason.UNSUPPORTED, why))
        .orElseGet(
            () ->
                Problem.of(
                    Reason.NOT_FOUND,
                    "there is no IOMMU group %d; the groups are %s"
                        .formatted(
                            number,
                            groups.stream()
                                .map(one -> String.valueOf(one.number()))
                                .collect(Collectors.joining(", ")))));
  }
}
