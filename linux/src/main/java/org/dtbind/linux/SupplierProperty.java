// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The properties by which a node refers to suppliers, except lists of GPIO lines: {@code
 * of_supplier_bindings} of Linux 6.1 and 7.2 (drivers/of/property.c). Linux does not probe a device
 * before all of its suppliers have drivers.
 */
public final class SupplierProperty {

  /**
   * Lists of phandles, and the property of the supplier with the number of cells after each of
   * them; empty if there are none.
   */
  private static final Map<String, String> LISTS =
      Map.ofEntries(
          Map.entry("access-controllers", "#access-controller-cells"),
          Map.entry("backlight", ""),
          Map.entry("clocks", "#clock-cells"),
          Map.entry("dmas", "#dma-cells"),
          Map.entry("extcon", ""),
          Map.entry("hwlocks", "#hwlock-cells"),
          Map.entry("interconnects", "#interconnect-cells"),
          Map.entry("interrupt-parent", ""),
          Map.entry("interrupts-extended", "#interrupt-cells"),
          Map.entry("io-backends", "#io-backend-cells"),
          Map.entry("io-channels", "#io-channel-cells"),
          Map.entry("iommus", "#iommu-cells"),
          Map.entry("leds", ""),
          Map.entry("mboxes", "#mbox-cells"),
          Map.entry("msi-parent", "#msi-cells"),
          Map.entry("nvmem-cells", "#nvmem-cell-cells"),
          Map.entry("panel", ""),
          Map.entry("phys", "#phy-cells"),
          Map.entry("post-init-providers", ""),
          Map.entry("power-domains", "#power-domain-cells"),
          Map.entry("power-supplies", ""),
          Map.entry("pses", "#pse-cells"),
          Map.entry("pwms", "#pwm-cells"),
          Map.entry("remote-endpoint", ""),
          Map.entry("resets", "#reset-cells"),
          Map.entry("wakeup-parent", ""));

  /** Properties whose value is not such a list. */
  private static final Set<String> OTHERS = Set.of("interrupt-map", "interrupts", "iommu-map");

  private static final Pattern NUMBERED = Pattern.compile("pinctrl-[0-9]+|.+-supply");

  private SupplierProperty() {}

  /** {@return whether a property refers to suppliers} */
  public static boolean is(String name) {
    return OTHERS.contains(name) || cells(name).isPresent();
  }

  /**
   * {@return the property of a supplier with the number of cells after its phandle, such as {@code
   * #clock-cells}; an empty text if there are no cells; absent if the property is not a list of
   * suppliers}
   */
  public static Optional<String> cells(String name) {
    return NUMBERED.matcher(name).matches()
        ? Optional.of("")
        : Optional.ofNullable(LISTS.get(name));
  }
}
