// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;

/**
 * The device nodes in {@code /dev} that belong to devices, according to sysfs: a device with a node
 * has {@code dev} (its number) in its directory and {@code DEVNAME} in {@code uevent}
 * (drivers/base/core.c, {@code dev_uevent()}). The class does not check whether udev or devtmpfs
 * has created the file.
 */
public final class DeviceFiles {

  /**
   * Limits the search. Drivers register devices at most a few levels deep: an input event is two
   * levels below its device.
   */
  private static final int MAX_DEPTH = 5;

  /**
   * The directory of VFIO's groups, each named like its device node: {@code 7} or {@code
   * noiommu-7}.
   */
  static final String GROUPS = "/sys/class/vfio";

  private DeviceFiles() {}

  /**
   * {@return the paths of the device nodes of a device and of the devices that its driver
   * registered below it, such as {@code /dev/spidev0.0}, sorted. Devices below it that have another
   * driver or another devicetree node are left out}
   *
   * @param sysfs the attributes of the system
   */
  public static List<String> below(Sysfs sysfs, String directory) {
    TreeSet<String> files = new TreeSet<>();
    collect(sysfs, directory, LiveTree.nodeOf(sysfs, directory).map(Object::toString), 0, files);
    return List.copyOf(files);
  }

  /**
   * {@return the path of the VFIO device node of a device's IOMMU group, such as {@code
   * /dev/vfio/7}, or {@code /dev/vfio/noiommu-7} without an IOMMU; empty if the device is in no
   * group, or no device of the group is bound to a VFIO driver (drivers/vfio/group.c)}
   *
   * @param sysfs the attributes of the system
   */
  public static Optional<String> ofGroup(Sysfs sysfs, String directory) {
    Optional<String> group = sysfs.target(directory + "/iommu_group").value().map(Paths::name);
    return group.stream()
        .flatMap(number -> Stream.of(number, "noiommu-" + number))
        .filter(name -> sysfs.exists(GROUPS + "/" + name))
        .map(name -> "/dev/vfio/" + name)
        .findFirst();
  }

  private static void collect(
      Sysfs sysfs, String directory, Optional<String> node, int depth, Set<String> files) {
    file(sysfs, directory).ifPresent(files::add);
    if (depth == MAX_DEPTH) {
      return;
    }
    for (String name : sysfs.names(directory)) {
      String below = directory + "/" + name;
      // The directory of a device contains a uevent file; a class directory below a device, such as
      // spidev/, does not.
      if (sysfs.isDirectory(below) && !isAnothers(sysfs, below, node)) {
        collect(sysfs, below, node, depth + 1, files);
      }
    }
  }

  private static boolean isAnothers(Sysfs sysfs, String directory, Optional<String> node) {
    Optional<String> own = LiveTree.nodeOf(sysfs, directory).map(Object::toString);
    return own.isPresent() ? !own.equals(node) : sysfs.exists(directory + "/driver");
  }

  /**
   * {@return the directories of the devices with a device node of this name; a character device and
   * a block device may have the same name}
   *
   * @param sysfs the attributes of the system
   * @param name the name, with or without {@code /dev/} in front
   */
  public static List<String> directories(Sysfs sysfs, String name) {
    String wanted = name.startsWith("/dev/") ? name : "/dev/" + name;
    List<String> directories = new ArrayList<>();
    for (String kind : List.of("/sys/dev/char", "/sys/dev/block")) {
      for (String number : sysfs.names(kind)) {
        sysfs
            .target(kind + "/" + number)
            .value()
            // Filters by name before reading uevent files, because there are hundreds of devices.
            .filter(directory -> mayBeCalled(directory, wanted))
            .filter(directory -> file(sysfs, directory).filter(wanted::equals).isPresent())
            .ifPresent(directories::add);
      }
    }
    return directories;
  }

  /**
   * The last component of the path is the device's name, except for drivers that choose another
   * name for the node. Those choose names in a directory of {@code /dev}.
   */
  private static boolean mayBeCalled(String directory, String wanted) {
    return Paths.name(directory).equals(Paths.name(wanted)) || wanted.lastIndexOf('/') > 4;
  }

  private static Optional<String> file(Sysfs sysfs, String directory) {
    if (!sysfs.exists(directory + "/dev")) {
      return Optional.empty();
    }
    return sysfs
        .text(directory + "/uevent")
        .flatMap(text -> text.lines().filter(line -> line.startsWith("DEVNAME=")).findFirst())
        .map(line -> "/dev/" + line.substring("DEVNAME=".length()));
  }
}
