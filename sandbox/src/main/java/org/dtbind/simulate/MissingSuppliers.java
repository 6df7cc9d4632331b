// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.Set;
import org.dtbind.linux.SupplierProperty;

/**
 * The properties because of which Linux does not probe a device in the sandbox, which has no driver
 * for the nodes that they refer to. GPIO lines are excluded, because they are simulated.
 */
final class MissingSuppliers {

  private static final Set<String> MORE =
      Set.of(
          "msi-map",
          "nvmem",
          // The clock framework sets these before a driver probes, and defers the probe without the
          // clock (drivers/clk/clk-conf.c).
          "assigned-clocks",
          "assigned-clock-parents",
          "assigned-clock-rates");

  private MissingSuppliers() {}

  /** Whether a property with this name refers to a supplier. */
  static boolean isOne(String property) {
    return SupplierProperty.is(property) || MORE.contains(property);
  }
}
