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
 * The files in {@code /dev} of devices, by what sysfs says of them: each has a folder with {@code
 * dev} (its number) and {@code DEVNAME} in {@code uevent} (drivers/base/core.c, {@code
 * dev_uevent()}). Whether udev or devtmpfs has made the file is not looked at.
 */
public final class DeviceFiles {

  /** Deeper than what a driver puts below its device: an input event is two levels down. */
  private static final int MAX_DEPTH = 5;

  /** Each has the name of its file, {@code 7} or {@code noiommu-7}. */
  static final String GROUPS = "/sys/class/vfio";

  private DeviceFiles() {}

  /**
   * {@return the files of a device and of what its driver has put below it, such as {@code
   * /dev/spidev0.0}, sorted. Devices below it that have a driver or a devicetree node of their own
   * are left out}
   *
   * @param sysfs to read
   * @param folder of the device
   */
  public static List<String> below(Sysfs sysfs, String folder) {
    TreeSet<String> files = new TreeSet<>();
    collect(sysfs, folder, LiveTree.nodeOf(sysfs, folder).map(Object::toString), 0, files);
    return List.copyOf(files);
  }

  /**
   * {@return the file of the IOMMU group of a device, such as {@code /dev/vfio/7}; empty if it is
   * in none, or where nobody has given its group to VFIO (drivers/vfio/group.c). Without an IOMMU,
   * it begins with {@code noiommu-}}
   *
   * @param sysfs to read
   * @param folder of the device
   */
  public static Optional<String> ofGroup(Sysfs sysfs, String folder) {
    Optional<String> group = sysfs.target(folder + "/iommu_group").value().map(Paths::name);
    return group.stream()
        .flatMap(number -> Stream.of(number, "noiommu-" + number))
        .filter(name -> sysfs.exists(GROUPS + "/" + name))
        .map(name -> "/dev/vfio/" + name)
        .findFirst();
  }

  private static void collect(
      Sysfs sysfs, String folder, Optional<String> node, int depth, Set<String> files) {
    file(sysfs, folder).ifPresent(files::add);
    if (depth == MAX_DEPTH) {
      return;
    }
    for (String name : sysfs.names(folder)) {
      String below = folder + "/" + name;
      // The uevent of a device is in its folder; a subsystem's folder, such as spidev/, has none.
      if (sysfs.isFolder(below) && !isAnothers(sysfs, below, node)) {
        collect(sysfs, below, node, depth + 1, files);
      }
    }
  }

  private static boolean isAnothers(Sysfs sysfs, String folder, Optional<String> node) {
    Optional<String> own = LiveTree.nodeOf(sysfs, folder).map(Object::toString);
    return own.isPresent() ? !own.equals(node) : sysfs.exists(folder + "/driver");
  }

  /**
   * {@return the folders of the devices whose file is called so; a character and a block device may
   * share a name}
   *
   * @param sysfs to read
   * @param name with or without {@code /dev/} in front
   */
  public static List<String> folders(Sysfs sysfs, String name) {
    String wanted = name.startsWith("/dev/") ? name : "/dev/" + name;
    List<String> folders = new ArrayList<>();
    for (String kind : List.of("/sys/dev/char", "/sys/dev/block")) {
      for (String number : sysfs.names(kind)) {
        sysfs
            .target(kind + "/" + number)
            .value()
            // Only now is its uevent worth reading: there are hundreds of devices.
            .filter(folder -> mayBeCalled(folder, wanted))
            .filter(folder -> file(sysfs, folder).filter(wanted::equals).isPresent())
            .ifPresent(folders::add);
      }
    }
    return folders;
  }

  /** The last names agree, but for drivers that choose their own: those are few. */
  private static boolean mayBeCalled(String folder, String wanted) {
    return Paths.name(folder).equals(Paths.name(wanted)) || wanted.lastIndexOf('/') > 4;
  }

  private static Optional<String> file(Sysfs sysfs, String folder) {
    if (!sysfs.exists(folder + "/dev")) {
      return Optional.empty();
    }
    return sysfs
        .text(folder + "/uevent")
        .flatMap(text -> text.lines().filter(line -> line.startsWith("DEVNAME=")).findFirst())
        .map(line -> "/dev/" + line.substring("DEVNAME=".length()));
  }
}
