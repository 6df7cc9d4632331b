// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.linux.GenericDriver;

/** The kinds of devices for containers. Each is a CDI class of the vendor {@code dtbind.org}. */
public enum CdiKind {
  /** A GPIO chip, {@code /dev/gpiochipN}. */
  GPIO(GenericDriver.GPIO_AGGREGATOR, "gpiochip[0-9]+"),
  /** An SPI device, {@code /dev/spidevB.C}. */
  SPI(GenericDriver.SPIDEV, "spidev[0-9]+[.][0-9]+"),
  /** A userspace I/O device, {@code /dev/uioN}. */
  UIO(GenericDriver.UIO, "uio[0-9]+"),
  /** An IOMMU group, {@code /dev/vfio/N}. */
  VFIO(GenericDriver.VFIO_PCI, "vfio/(noiommu-)?[0-9]+");

  private final String subsystem;
  private final Pattern nodes;

  CdiKind(GenericDriver driver, String nodes) {
    this.subsystem = driver.subsystem();
    this.nodes = Pattern.compile(nodes);
  }

  /**
   * {@return the kind of a device node; empty if containers cannot have such a node}
   *
   * @param node the path, such as {@code /dev/gpiochip3}
   */
  public static Optional<CdiKind> of(String node) {
    return Stream.of(values())
        .filter(kind -> node.startsWith("/dev/"))
        .filter(kind -> kind.nodes.matcher(node.substring(5)).matches())
        .findFirst();
  }

  /** {@return the CDI class, such as {@code gpio} in {@code dtbind.org/gpio}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return the kernel subsystem of the device nodes, which udev rules match} */
  String subsystem() {
    return subsystem;
  }
}
