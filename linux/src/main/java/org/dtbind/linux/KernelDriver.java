// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A driver in the source of Linux that affects which nodes become devices.
 *
 * @param only the release to which this entry applies, 6.1 or 7.2; empty if it applies to both
 * @param configuration options that include the driver in a kernel, an expression as in {@link
 *     KernelConfig#value}; {@code ?} if unknown
 * @param file path of the source file in the kernel's source tree
 * @param name name of the driver under {@code /sys/bus/BUS/drivers}; empty if unknown
 */
public record KernelDriver(
    DriverKind kind,
    Optional<Release> only,
    String configuration,
    String file,
    Optional<String> name,
    List<String> compatibles) {

  /** What a driver does. */
  public enum DriverKind {
    /** Sets up a clock early: {@code CLK_OF_DECLARE}. */
    CLOCK(""),
    /** Sets up an interrupt controller early: {@code IRQCHIP_DECLARE}. */
    IRQ(""),
    /** Creates platform devices for the children of its node. */
    PLATFORM("platform"),
    /**
     * Creates platform devices for the children of its node, and for the children of buses among
     * these.
     */
    BUSES("platform"),
    /** An SPI controller: its children are devices of bus {@code spi}. */
    SPI("spi"),
    /** An I²C controller or multiplexer: its children are devices of bus {@code i2c}. */
    I2C("i2c"),
    /** An MDIO controller: its children are devices of bus {@code mdio_bus}. */
    MDIO("mdio_bus");

    private final String bus;

    DriverKind(String bus) {
      this.bus = bus;
    }

    /** {@return the bus of the devices that the driver creates; empty if it creates none} */
    public String bus() {
      return bus;
    }
  }

  /** Copies the list. */
  public KernelDriver {
    compatibles = List.copyOf(compatibles);
  }

  /**
   * {@return the known drivers that support any of the compatibles. The kernel may have a driver
   * even if the list is empty}
   *
   * @param compatible compatibles of a node, most specific first
   */
  public static List<KernelDriver> of(List<String> compatible) {
    return Stream.of(KernelTables.populating(), KernelTables.early())
        .flatMap(table -> table.of(compatible).stream())
        .toList();
  }

  /** {@return the driver as text: name, options, source file and release} */
  public String text() {
    String shown = name.orElseGet(() -> file.substring(file.lastIndexOf('/') + 1));
    String option = configuration.equals("?") ? "" : KernelConfig.text(configuration) + ", ";
    String release = only.map(one -> ", Linux " + one).orElse("");
    return shown + " (" + option + file + release + ")";
  }
}
