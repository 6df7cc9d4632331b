// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The generic drivers of Linux: they can bind to any device and leave its control to programs or
 * guests.
 */
public enum GenericDriver {
  /** Creates a GPIO chip from lines of other chips (drivers/gpio/gpio-aggregator.c). */
  GPIO_AGGREGATOR(
      "gpio-aggregator", "platform", "gpio", "gpio_aggregator", "CONFIG_GPIO_AGGREGATOR"),
  /** Creates a device node for an SPI device (drivers/spi/spidev.c). */
  SPIDEV("spidev", "spi", "spidev", "spidev", "CONFIG_SPI_SPIDEV"),
  /**
   * Gives programs access to the registers and an interrupt of a device
   * (drivers/uio/uio_pdrv_genirq.c).
   */
  UIO("uio_pdrv_genirq", "platform", "uio", "uio_pdrv_genirq", "CONFIG_UIO_PDRV_GENIRQ"),
  /** Passes a platform device to a guest (drivers/vfio/platform). */
  VFIO_PLATFORM("vfio-platform", "platform", "vfio", "vfio_platform", "CONFIG_VFIO_PLATFORM"),
  /** Passes a PCI device to a guest (drivers/vfio/pci). */
  VFIO_PCI("vfio-pci", "pci", "vfio", "vfio_pci", "CONFIG_VFIO_PCI"),
  /** Passes an AMBA device to a guest (drivers/vfio/platform). */
  VFIO_AMBA("vfio-amba", "amba", "vfio", "vfio_amba", "CONFIG_VFIO_AMBA");

  private final String driver;
  private final String bus;
  private final String subsystem;
  private final String module;
  private final String option;

  GenericDriver(String driver, String bus, String subsystem, String module, String option) {
    this.driver = driver;
    this.bus = bus;
    this.subsystem = subsystem;
    this.module = module;
    this.option = option;
  }

  public String driver() {
    return driver;
  }

  /** {@return the bus of its devices, as in {@code /sys/bus}} */
  public String bus() {
    return bus;
  }

  /**
   * {@return the subsystem of its device nodes, as in {@code /sys/class}; for gpio-aggregator, that
   * of the device's GPIO chip}
   */
  public String subsystem() {
    return subsystem;
  }

  /**
   * {@return the first driver to whose devices a device node gives access: a GPIO chip, {@code
   * spidevB.C}, {@code uioN}, or an IOMMU group; empty if there is none}
   *
   * @param path path of the device node, such as {@code /dev/uio0}
   */
  public static Optional<GenericDriver> ofNode(String path) {
    return Stream.of(values()).filter(known -> path.matches("/dev/" + known.nodes())).findFirst();
  }

  private String nodes() {
    return switch (this) {
      case GPIO_AGGREGATOR -> "gpiochip[0-9]{1,9}";
      case SPIDEV -> "spidev[0-9]{1,9}[.][0-9]{1,9}";
      case UIO -> "uio[0-9]{1,9}";
      case VFIO_PLATFORM, VFIO_PCI, VFIO_AMBA -> "vfio/(noiommu-)?[0-9]{1,9}";
    };
  }

  /** {@return the name of the kernel module, with underscores} */
  public String module() {
    return module;
  }

  /**
   * {@return the option of the kernel's configuration that enables the driver, with {@code
   * CONFIG_}}
   */
  public String option() {
    return option;
  }

  /**
   * {@return whether the driver creates a file in {@code /dev} for a device: {@code spidevB.C},
   * {@code uioN}, or the file of its IOMMU group, {@code vfio/N}. False for gpio-aggregator, whose
   * device node belongs to the GPIO chip}
   */
  public boolean makesFile() {
    return this != GPIO_AGGREGATOR;
  }

  public static Optional<GenericDriver> named(String driver) {
    for (GenericDriver known : values()) {
      if (known.driver.equals(driver)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** {@return the VFIO driver for the devices of a bus; empty if there is none} */
  public static Optional<GenericDriver> vfio(String bus) {
    return Stream.of(values())
        .filter(known -> isVfio(known.driver) && known.bus.equals(bus))
        .findFirst();
  }

  /**
   * {@return whether a driver is a VFIO driver, including drivers such as {@code mlx5_vfio_pci},
   * which have VFIO in their names}
   */
  public static boolean isVfio(String driver) {
    return driver.startsWith("vfio-")
        || driver.startsWith("vfio_")
        || driver.endsWith("-vfio-pci")
        || driver.endsWith("_vfio_pci");
  }

  /** {@return the subsystem of the device nodes that a driver makes; empty if it is unknown} */
  public static Optional<String> subsystem(String driver) {
    return isVfio(driver)
        ? Optional.of(VFIO_PCI.subsystem)
        : named(driver).map(GenericDriver::subsystem);
  }

  /** {@return the names of all generic drivers, separated by commas and "and"} */
  public static String enumeration() {
    List<String> names = Stream.of(values()).map(GenericDriver::driver).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /**
   * {@return the driver that a compatible names, although it does not bind to that: spidev binds
   * only to the compatibles of its table, and refuses {@code spidev} (drivers/spi/spidev.c, {@code
   * spidev_of_check()}), the table of gpio-aggregator is empty, and uio_pdrv_genirq binds to what
   * its parameter {@code of_id} names}
   *
   * @param compatible compatibles of a node
   */
  public static Optional<GenericDriver> namedBy(List<String> compatible) {
    for (String one : compatible) {
      String name = one.substring(one.lastIndexOf(',') + 1).replace('-', '_');
      for (GenericDriver known : values()) {
        if (name.equals(known.driver.replace('-', '_'))
            || known == UIO && name.equals("generic_uio")) {
          return Optional.of(known);
        }
      }
    }
    return Optional.empty();
  }

  /** {@return why the driver does not bind to a compatible that names it, in one line} */
  public String unmatched() {
    return switch (this) {
      case SPIDEV ->
          "spidev binds only to the compatible strings in its table, and refuses \"spidev\""
              + " (drivers/spi/spidev.c)";
      case UIO -> "uio_pdrv_genirq binds only to the compatible string in its parameter of_id";
      default -> driver + " binds to no compatible string by itself";
    };
  }

  /** {@return the command that binds the driver to the device of a node} */
  public String bindCommand(String node) {
    return "dtbind bind --driver " + driver + " " + node;
  }

  /** {@return whether a module contains one of these drivers} */
  public static boolean isModule(String module) {
    return Stream.of(values()).anyMatch(known -> known.module.equals(module.replace('-', '_')));
  }
}
