// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.linux.GenericDriver;

/** The kinds of devices for containers. Each is a CDI class of the vendor {@code dtbind.org}. */
public enum CdiKind {
  /** A GPIO chip, {@code /dev/gpiochipN}. */
  GPIO(GenericDriver.GPIO_AGGREGATOR),
  /** An SPI device, {@code /dev/spidevB.C}. */
  SPI(GenericDriver.SPIDEV),
  /** A userspace I/O device, {@code /dev/uioN}. */
  UIO(GenericDriver.UIO),
  /** An IOMMU group, {@code /dev/vfio/N}. */
  VFIO(GenericDriver.VFIO_PCI);

  private final String subsystem;

  CdiKind(GenericDriver driver) {
    this.subsystem = driver.subsystem();
  }

  /**
   * {@return the kind of a device node; empty if containers cannot have such a node}
   *
   * @param node the path, such as {@code /dev/gpiochip3}
   */
  public static Optional<CdiKind> of(String node) {
    Optional<String> subsystem = GenericDriver.ofNode(node).map(GenericDriver::subsystem);
    return Stream.of(values())
        .filter(kind -> subsystem.filter(kind.subsystem::equals).isPresent())
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
