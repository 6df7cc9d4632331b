// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.dtbind.check.PhandleLists;
import org.junit.jupiter.api.Test;

class SupplierPropertyTest {

  /** dtc and Linux read the same lists. */
  @Test
  void cellsAreThoseOfTheChecks() {
    assertThat(
            Stream.of(
                "clocks",
                "dmas",
                "hwlocks",
                "interrupts-extended",
                "io-channels",
                "iommus",
                "mboxes",
                "msi-parent",
                "phys",
                "power-domains",
                "pwms",
                "resets"))
        .allSatisfy(
            name -> assertThat(SupplierProperty.cells(name)).isEqualTo(PhandleLists.cells(name)));
  }

  @Test
  void propertiesWithoutCellsReferToSuppliers() {
    assertThat(SupplierProperty.cells("vcc-supply")).hasValue("");
    assertThat(SupplierProperty.cells("pinctrl-0")).hasValue("");
    assertThat(SupplierProperty.is("iommu-map")).isTrue();
    assertThat(SupplierProperty.cells("iommu-map")).isEmpty();
    assertThat(SupplierProperty.is("pinctrl-names")).isFalse();
    assertThat(SupplierProperty.is("trip")).isFalse();
  }
}
