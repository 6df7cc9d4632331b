// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The properties that are lists of phandles, each followed by as many cells as its node specifies.
 * The list is that of dtc (checks.c, {@code WARNING_PROPERTY_PHANDLE_CELLS}).
 */
public final class PhandleLists {

  private static final Map<String, String> CELLS = cells();

  private PhandleLists() {}

  private static Map<String, String> cells() {
    Map<String, String> cells = new HashMap<>();
    for (Check check : Check.values()) {
      if (check.family() == CheckFamily.PROVIDERS && !check.property().isEmpty()) {
        cells.put(check.property(), ProviderChecks.cellsOf(check));
      }
    }
    return Map.copyOf(cells);
  }

  /**
   * {@return the property with the number of cells after a phandle, such as {@code #clock-cells},
   * which the referenced node has; empty for a property that is not such a list}
   *
   * @param property the name of the list, such as {@code clocks}
   */
  public static Optional<String> cells(String property) {
    return ProviderChecks.isGpio(property)
        ? Optional.of("#gpio-cells")
        : Optional.ofNullable(CELLS.get(property));
  }
}
