// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates QEMU's options for the devices of a guest. */
final class QemuOptions {

  /** IDs must begin with a letter and cannot contain a comma (QEMU's util/id.c). */
  private static final String IOMMUFD = "dtbind-iommufd";

  private static final String MEMORY = "dtbind-memory";

  private final GuestRequest request;

  QemuOptions(GuestRequest request) {
    this.request = request;
  }

  /** Returns all options. Objects come before the options that refer to them. */
  List<QemuOption> of(List<GuestDevice> devices) {
    List<QemuOption> options = new ArrayList<>();
    if (devices.stream().anyMatch(GuestDevice.Chip.class::isInstance)) {
      options.add(new QemuOption("-m", Optional.of(request.memory()), List.of()));
      options.add(
          QemuOption.of("-object", "memory-backend-memfd")
              .with("id", MEMORY)
              .with("size", request.memory())
              .with("share", "on"));
      options.add(QemuOption.of("-machine").with("memory-backend", MEMORY));
    }
    if (request.iommufd() && !devices.stream().allMatch(GuestDevice.Chip.class::isInstance)) {
      options.add(QemuOption.of("-object", "iommufd").with("id", IOMMUFD));
    }
    int chips = 0;
    for (GuestDevice device : devices) {
      if (device instanceof GuestDevice.Pci pci) {
        options.add(vfio(QemuOption.of("-device", "vfio-pci").with("host", pci.name())));
      } else if (device instanceof GuestDevice.Platform platform) {
        String directory = "/" + platform.directory();
        options.add(vfio(QemuOption.of("-device", "vfio-platform").with("sysfsdev", directory)));
      } else if (device instanceof GuestDevice.Chip chip) {
        options.addAll(chip(chip, chips++));
      }
    }
    return options;
  }

  private QemuOption vfio(QemuOption option) {
    return request.iommufd() ? option.with("iommufd", IOMMUFD) : option;
  }

  private List<QemuOption> chip(GuestDevice.Chip chip, int index) {
    String id = "gpio-" + chip.label();
    QemuOption device =
        QemuOption.of("-device", "vhost-user-gpio-pci")
            .with("chardev", id)
            .with("id", id + "-chip");
    return List.of(
        QemuOption.of("-chardev", "socket").with("id", id).with("path", socket(chip) + "0"),
        request.machine().hasTree()
            ? device.with("bus", "pcie.0").with("addr", GuestTree.slot(index))
            : device);
  }

  /** Returns the path of a back end's socket. The back end appends a 0. */
  String socket(GuestDevice.Chip chip) {
    return "/run/" + runtimeDirectory(chip) + "/gpio.sock";
  }

  String runtimeDirectory(GuestDevice.Chip chip) {
    return "dtbind-guest-" + request.name() + "-" + chip.label();
  }
}
