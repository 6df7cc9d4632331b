// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.stream.Stream;

/**
 * A driver in the kernel's source that affects which nodes become devices.
 *
 * @param kind what it does
 * @param releases for which this line of the table is true: {@code *} for 6.1 to 7.2, otherwise one
 *     of these
 * @param configuration that includes it in a kernel, as in {@link KernelConfig#value}; {@code ?} if
 *     not known
 * @param file in the kernel's source
 * @param name under {@code /sys/bus/BUS/drivers}; {@code -} if not known
 * @param compatibles that it supports
 */
public record KernelDriver(
    Kind kind,
    String releases,
    String configuration,
    String file,
    String name,
    List<String> compatibles) {

  /** What a driver does. */
  public enum Kind {
    /** Sets up a clock early: {@code CLK_OF_DECLARE}. */
    CLOCK,
    /** Sets up an interrupt controller early: {@code IRQCHIP_DECLARE}. */
    IRQ,
    /** Creates platform devices for the children of its node. */
    PLATFORM,
    /** The same, and for nodes below buses among them. */
    BUSES,
    /** An SPI controller: its children are devices of bus {@code spi}. */
    SPI,
    /** An I²C controller or multiplexer: its children are devices of bus {@code i2c}. */
    I2C,
    /** An MDIO controller: its children are devices of bus {@code mdio_bus}. */
    MDIO
  }

  /** Copies the list. */
  public KernelDriver {
    compatibles = List.copyOf(compatibles);
  }

  /**
   * {@return the drivers that support any of the compatibles; empty if none is known, which does
   * not mean that there is none}
   *
   * @param compatible of a node, most specific first
   */
  public static List<KernelDriver> of(List<String> compatible) {
    return Stream.of(KernelTables.populating(), KernelTables.early())
        .flatMap(table -> table.of(compatible).stream())
        .toList();
  }

  /** {@return name, option and file, as text} */
  public String text() {
    String shown = name.equals("-") ? file.substring(file.lastIndexOf('/') + 1) : name;
    String option =
        configuration.equals("?")
            ? ""
            : "CONFIG_"
                + configuration.replace("&", " and CONFIG_").replace("|", " or CONFIG_")
                + ", ";
    String only = releases.equals("*") ? "" : ", Linux " + releases;
    return shown + " (" + option + file + only + ")";
  }
}
