// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * The properties that refer to suppliers of a device: {@code of_supplier_bindings} of Linux 6.1 and
 * 7.2 (drivers/of/property.c). Linux does not probe a device before all suppliers have a driver.
 * GPIO lines are excluded, because they are simulated.
 */
final class Suppliers {

  private static final Set<String> NAMES =
      Set.of(
          "access-controllers",
          "backlight",
          "clocks",
          "dmas",
          "extcon",
          "hwlocks",
          "interconnects",
          "interrupt-map",
          "interrupt-parent",
          "interrupts",
          "interrupts-extended",
          "io-backends",
          "io-channels",
          "iommu-map",
          "iommus",
          "leds",
          "mboxes",
          "msi-map",
          "msi-parent",
          "nvmem",
          "nvmem-cells",
          "panel",
          "phys",
          "post-init-providers",
          "power-domains",
          "pses",
          "pwms",
          "remote-endpoint",
          "resets",
          "wakeup-parent",
          // The clock framework sets these before a driver probes, and defers the probe without the
          // clock (drivers/clk/clk-conf.c).
          "assigned-clocks",
          "assigned-clock-parents",
          "assigned-clock-rates");

  private static final Pattern NUMBERED = Pattern.compile("pinctrl-[0-9]+|.+-supply");

  private Suppliers() {}

  /** Whether a property with this name refers to a supplier. */
  static boolean isOne(String property) {
    return NAMES.contains(property) || NUMBERED.matcher(property).matches();
  }
}
