// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Optional;
import java.util.stream.Stream;

/** The drivers that are made to take any device and to do nothing to it by themselves. */
enum KnownDriver {
  GPIO_AGGREGATOR("gpio-aggregator", "platform", "gpio_aggregator", "CONFIG_GPIO_AGGREGATOR"),
  SPIDEV("spidev", "spi", "spidev", "CONFIG_SPI_SPIDEV"),
  UIO("uio_pdrv_genirq", "platform", "uio_pdrv_genirq", "CONFIG_UIO_PDRV_GENIRQ"),
  VFIO_PLATFORM("vfio-platform", "platform", "vfio_platform", "CONFIG_VFIO_PLATFORM"),
  VFIO_PCI("vfio-pci", "pci", "vfio_pci", "CONFIG_VFIO_PCI"),
  VFIO_AMBA("vfio-amba", "amba", "vfio_amba", "CONFIG_VFIO_AMBA");

  private final String driver;
  private final String bus;
  private final String module;
  private final String option;

  KnownDriver(String driver, String bus, String module, String option) {
    this.driver = driver;
    this.bus = bus;
    this.module = module;
    this.option = option;
  }

  /** Its name in sysfs. */
  String driver() {
    return driver;
  }

  /** The one bus it has devices on. */
  String bus() {
    return bus;
  }

  /** The module that has it. */
  String module() {
    return module;
  }

  /** What a kernel with it is built with. */
  String option() {
    return option;
  }

  static Optional<KnownDriver> named(String driver) {
    return Stream.of(values()).filter(known -> known.driver.equals(driver)).findFirst();
  }

  static boolean isModule(String module) {
    return Stream.of(values()).anyMatch(known -> known.module.equals(module.replace('-', '_')));
  }
}
