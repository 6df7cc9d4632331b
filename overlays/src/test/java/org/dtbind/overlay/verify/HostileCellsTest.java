// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.dtbind.linux.Populations;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.compare.TreeComparison;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests numbers of cells and offsets for which no driver is written. */
class HostileCellsTest {

  private static final List<String> NUMBERS =
      List.of("0", "1", "2", "3", "0x7fffffff", "0x80000000", "0xffffffff");

  static Stream<Arguments> pairs() {
    return NUMBERS.stream().flatMap(one -> NUMBERS.stream().map(other -> Arguments.of(one, other)));
  }

  /** Both are used as counts wherever a tree has counts. */
  @ParameterizedTest
  @MethodSource("pairs")
  void anyNumberOfCellsIsChecked(String one, String other) {
    String counts = "#address-cells = <%s>; #size-cells = <%s>;".formatted(one, other);
    String lists =
        "#gpio-cells = <%1$s>; #interrupt-cells = <%2$s>; #clock-cells = <%1$s>; #dma-cells = <%2$s>;"
            .formatted(one, other);
    for (String reg : List.of("", "reg = <>;", "reg = <1 2>;", "reg = <1 2 3 4 5>;")) {
      String source =
          """
          /dts-v1/;
          / {
            COUNTS
            reserved-memory { COUNTS ranges; r { }; region@1 { REG }; pool { size = <1>; }; };
            memory@0 { device_type = "memory"; REG };
            p: provider@1 {
              LISTS REG ranges = <1 2 3>; dma-ranges; interrupt-controller; gpio-controller;
              gpio-ranges = <&p 0 ONE OTHER>; ngpios = <OTHER>; interrupt-map = <1 2 &p 3 4 5>;
              interrupt-map-mask = <ONE OTHER>; gpio-map = <1 &p 2 3>; iommu-map = <ONE &p 0 OTHER>;
              hog { gpio-hog; gpios = <ONE OTHER>; };
            };
            soc@1 {
              compatible = "simple-bus"; COUNTS ranges = <ONE OTHER 1>; dma-ranges = <1 2>;
              spi@2 { compatible = "spi-gpio"; COUNTS REG sck-gpios = <&p 1 2>; dev@1 { REG }; };
              i2c@3 { compatible = "i2c-gpio"; COUNTS REG dev@ffffffff { REG }; };
              pci@4 { device_type = "pci"; COUNTS REG ranges = <1 2 3 4 5 6 7>; bus-range = <1>; };
            };
            user {
              REG gpios = <&p ONE OTHER>, <&p 1>; interrupts = <ONE OTHER>; interrupt-parent = <&p>;
              clocks = <&p ONE>; dmas = <&p ONE OTHER>; memory-region = <&p>; pinctrl-0 = <&p>;
              interrupts-extended = <&p ONE OTHER>;
            };
            __fixups__ { x = "/user:gpios:ONE", "/user:gpios:1000", "/user:gpios:12"; };
            __local_fixups__ { user { gpios = <ONE OTHER>; clocks = <1000>; }; };
          };
          """
              .replace("COUNTS", counts)
              .replace("LISTS", lists)
              .replace("REG", reg)
              .replace("ONE", one)
              .replace("OTHER", other);
      DeviceTree tree = Sources.tree("board.dts", source);
      for (DeviceTree board : List.of(tree, Sources.asBlob("board.dtb", tree))) {
        assertThat(OverlayVerification.problems(board)).isNotNull();
        assertThat(Populations.of(board)).isNotEmpty();
        assertThat(TreeComparison.of(board, board).differences()).isEmpty();
      }
    }
  }
}
