// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The properties that are lists of phandles, each followed by as many cells as its node specifies.
 * The list is that of dtc (checks.c, {@code WARNING_PROPERTY_PHANDLE_CELLS}).
 */
public final class PhandleLists {

  private static final Map<String, Check> CHECKS = byProperty();

  private PhandleLists() {}

  private static Map<String, Check> byProperty() {
    Map<String, Check> checks = new HashMap<>();
    for (Check check : Check.values()) {
      if (check.cells().isPresent()) {
        checks.put(check.property().orElseThrow(), check);
      }
    }
    return Map.copyOf(checks);
  }

  /** {@return the checks of these lists, without that of the lists of GPIO lines} */
  public static Collection<Check> checks() {
    return CHECKS.values();
  }

  /** Returns the check of a list; empty for a property that is not such a list. */
  static Optional<Check> check(String property) {
    return ProviderChecks.isGpio(property)
        ? Optional.of(Check.GPIOS_PROPERTY)
        : Optional.ofNullable(CHECKS.get(property));
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
        : check(property).flatMap(Check::cells);
  }
}
