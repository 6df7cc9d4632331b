// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.Optional;
import java.util.stream.Stream;

/** The generic drivers, which can bind to any device and do nothing to it by themselves. */
public enum KnownDriver {
  /** A chip made of lines of other chips (drivers/gpio/gpio-aggregator.c). */
  GPIO_AGGREGATOR("gpio-aggregator", "platform", "gpio_aggregator", "CONFIG_GPIO_AGGREGATOR"),
  /** A device node for an SPI device (drivers/spi/spidev.c). */
  SPIDEV("spidev", "spi", "spidev", "CONFIG_SPI_SPIDEV"),
  /** Registers and an interrupt for a program (drivers/uio/uio_pdrv_genirq.c). */
  UIO("uio_pdrv_genirq", "platform", "uio_pdrv_genirq", "CONFIG_UIO_PDRV_GENIRQ"),
  /** A platform device for a guest. */
  VFIO_PLATFORM("vfio-platform", "platform", "vfio_platform", "CONFIG_VFIO_PLATFORM"),
  /** A PCI device for a guest. */
  VFIO_PCI("vfio-pci", "pci", "vfio_pci", "CONFIG_VFIO_PCI"),
  /** An AMBA device for a guest. */
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

  /** {@return its name in sysfs} */
  public String driver() {
    return driver;
  }

  /** {@return its bus} */
  public String bus() {
    return bus;
  }

  /** {@return its module} */
  public String module() {
    return module;
  }

  /** {@return the option of the kernel's configuration that enables it} */
  public String option() {
    return option;
  }

  /**
   * {@return whether each of its devices has a file in {@code /dev}: {@code spidevB.C}, {@code
   * uioN}, or that of its IOMMU group, {@code vfio/N}. The aggregator's is that of its chip}
   */
  public boolean makesFile() {
    return this != GPIO_AGGREGATOR;
  }

  /**
   * {@return the driver with a name}
   *
   * @param driver its name in sysfs
   */
  public static Optional<KnownDriver> named(String driver) {
    for (KnownDriver known : values()) {
      if (known.driver.equals(driver)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return whether a module is that of a generic driver}
   *
   * @param module its name, with {@code -} or {@code _}
   */
  public static boolean isModule(String module) {
    return Stream.of(values()).anyMatch(known -> known.module.equals(module.replace('-', '_')));
  }
}
