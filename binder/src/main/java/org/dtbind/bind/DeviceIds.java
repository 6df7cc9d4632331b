// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;

/** The ids by which drivers match devices, in the format of {@code new_id}. */
final class DeviceIds {

  private DeviceIds() {}

  /**
   * {@return the most specific id of a device that its bus supports; empty if the bus has none}
   *
   * <p>PCI: vendor, device, subvendor and subdevice (drivers/pci/pci-driver.c, {@code
   * new_id_store()}). USB: vendor and product, which are attributes of the interface's parent
   * (drivers/usb/core/driver.c, {@code usb_store_new_id()}).
   */
  static Optional<String> of(Sysfs sysfs, LinuxDevice device) {
    return switch (device.bus()) {
      case "pci" ->
          joined(
              sysfs,
              device.directory(),
              Stream.of("vendor", "device", "subsystem_vendor", "subsystem_device"));
      case "usb" ->
          joined(sysfs, Paths.parent(device.directory()), Stream.of("idVendor", "idProduct"));
      default -> Optional.empty();
    };
  }

  private static Optional<String> joined(Sysfs sysfs, String directory, Stream<String> names) {
    List<Optional<String>> parts =
        names.map(name -> sysfs.text(directory + "/" + name).map(DeviceIds::digits)).toList();
    return parts.stream().allMatch(Optional::isPresent)
        ? Optional.of(parts.stream().map(Optional::get).collect(joining(" ")))
        : Optional.empty();
  }

  private static String digits(String text) {
    return text.startsWith("0x") ? text.substring(2) : text;
  }

  /** {@return the other devices with the same id} */
  static List<LinuxDevice> siblings(Sysfs sysfs, LinuxDevice device, String id) {
    return DeviceSnapshot.directories(sysfs, device.bus())
        .filter(directory -> !directory.equals(device.directory()))
        .map(directory -> LinuxDevice.read(sysfs, device.bus(), directory))
        .filter(other -> of(sysfs, other).equals(Optional.of(id)))
        .toList();
  }
}
