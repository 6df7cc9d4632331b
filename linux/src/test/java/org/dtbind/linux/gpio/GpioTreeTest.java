// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.linux.TreeOfPaths;
import org.dtbind.linux.gpio.GpioController.ChipKind;
import org.junit.jupiter.api.Test;

class GpioTreeTest {

  private static TreeOfPaths simulatorAndDoor() {
    return TreeOfPaths.tree()
        .strings("/sim", "compatible", "gpio-simulator")
        .cells("/sim/bank", "gpio-controller")
        .cells("/sim/bank", "#gpio-cells", 2)
        .cells("/sim/bank", "ngpios", 32)
        .cells("/sim/bank", "phandle", 7)
        .strings("/sim/bank", "gpio-line-names", "", "red", "")
        .strings("/door", "compatible", "myvendor,mydoor")
        .cells("/door", "gpios", 7, 19, 0, 7, 20, 1)
        .strings("/door", "gpio-line-names", "open", "lock");
  }

  private static List<String> describe(TreeOfPaths tree) {
    return GpioTree.of(tree.build()).lines().stream().map(GpioTreeTest::describe).toList();
  }

  private static String describe(TreeLine line) {
    StringBuilder text = new StringBuilder();
    text.append(line.controller().label().orElse("?")).append(' ').append(line.offset().orElse(-1));
    text.append(" \"").append(line.name()).append('"');
    for (LineUse use : line.uses()) {
      text.append(use.hog() ? " hog " : " ").append(use.node()).append(':').append(use.property());
      text.append('[').append(use.index()).append(']').append(use.flags());
    }
    return text.toString();
  }

  @Test
  void namedAndUsedLinesAreListed() {
    assertThat(describe(simulatorAndDoor()))
        .containsExactly(
            "? 1 \"red\"",
            "? 19 \"\" /door:gpios[0][]",
            "? 20 \"\" /door:gpios[1][ACTIVE_LOW]",
            "door 0 \"open\"",
            "door 1 \"lock\"");
  }

  @Test
  void simulatorLabelIsReadFromTheTree() {
    TreeOfPaths tree = simulatorAndDoor().strings("/sim/bank", "gpio-sim,label", "gpio2");
    assertThat(describe(tree)).contains("gpio2 1 \"red\"");
  }

  @Test
  void hogsAreListedBeforeOtherUsers() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .cells("/sim/bank/taken", "gpio-hog")
            .cells("/sim/bank/taken", "input")
            .cells("/sim/bank/taken", "gpios", 19, 0, 3, 1);
    assertThat(describe(tree))
        .contains(
            "? 19 \"\" hog /sim/bank/taken:gpios[0][] /door:gpios[0][]",
            "? 3 \"\" hog /sim/bank/taken:gpios[1][ACTIVE_LOW]");
  }

  /** A drawing showed the line of an interrupt as free. */
  @Test
  void interruptsUseLinesAndMayBeShared() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .cells("/sim/bank", "#interrupt-cells", 2)
            .cells("/rtc", "interrupt-parent", 7)
            .cells("/rtc", "interrupts", 11, 8)
            .cells("/adc", "interrupts-extended", 7, 19, 8)
            .cells("/off", "interrupts-extended", 7, 12, 8)
            .strings("/off", "status", "disabled");
    assertThat(describe(tree))
        .contains(
            "? 11 \"\" /rtc:interrupts[0][]",
            "? 19 \"\" /door:gpios[0][] /adc:interrupts-extended[0][]")
        .noneMatch(line -> line.startsWith("? 12"));
    assertThat(GpioTree.of(tree.build()).lines()).noneMatch(TreeLine::isContested);
    tree.cells("/fan", "gpios", 7, 19, 0);
    assertThat(GpioTree.of(tree.build()).lines()).filteredOn(TreeLine::isContested).hasSize(1);
  }

  @Test
  void emptyEntryCountsAndUnknownPhandleEndsTheList() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .cells("/fan", "cs-gpios", 0, 7, 4, 0)
            .cells("/bad", "x-gpios", 7, 5, 0, 99, 6, 0);
    assertThat(describe(tree))
        .contains("? 4 \"\" /fan:cs-gpios[1][]", "? 5 \"\" /bad:x-gpios[0][]")
        .noneMatch(line -> line.startsWith("? 6"));
  }

  /** drivers/gpio/gpiolib-of.c, {@code of_gpio_get_count()}. */
  @Test
  void aggregatorUsesOnlyTheFirstPropertyWithEntries() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .strings("/door", "gpio-line-names", "open", "lock", "bell")
            .cells("/door", "gpio", 7, 21, 0)
            .cells("/door", "bell-gpios", 7, 22, 0);
    assertThat(aggregated(tree)).containsExactly("/door:gpios[0]", "/door:gpios[1]");
    assertThat(describe(tree)).contains("door 1 \"lock\"").doesNotContain("door 2 \"bell\"");
    tree.cells("/door", "gpios");
    assertThat(aggregated(tree)).containsExactly("/door:gpio[0]");
    tree.cells("/door", "gpios", 0);
    assertThat(aggregated(tree)).isEmpty();
    tree.cells("/door", "gpios", 7, 19, 0, 99, 20, 1);
    assertThat(aggregated(tree)).containsExactly("/door:gpio[0]");
    tree.cells("/door", "gpio", 7, 21);
    assertThat(aggregated(tree)).containsExactly("/door:gpios[0]");
  }

  private static List<String> aggregated(TreeOfPaths tree) {
    return LineUses.of(tree.build()).stream()
        .filter(LineUse::aggregated)
        .map(use -> "%s:%s[%d]".formatted(use.node(), use.property(), use.index()))
        .toList();
  }

  @Test
  void truncatedLastEntryIsIgnored() {
    TreeOfPaths tree = simulatorAndDoor().cells("/fan", "gpios", 7, 4, 0, 7, 5);
    assertThat(describe(tree)).contains("? 4 \"\" /fan:gpios[0][]");
    assertThat(describe(tree)).noneMatch(line -> line.startsWith("? 5"));
  }

  /** pinctrl-spmi-gpio.c numbers lines from 1; gpio-tegra186.c has ports of varying size. */
  @Test
  void someDriversUseOtherOffsets() {
    TreeOfPaths tree =
        simulatorAndDoor().strings("/sim/bank", "compatible", "qcom,pm8150-gpio", "qcom,spmi-gpio");
    assertThat(describe(tree)).contains("? 18 \"\" /door:gpios[0][]");
    tree = simulatorAndDoor().strings("/sim/bank", "compatible", "nvidia,tegra194-gpio-aon");
    assertThat(describe(tree)).contains("? -1 \"\" /door:gpios[0][]");
  }

  @Test
  void lineCountPropertiesAreNotRequests() {
    assertThat(LineUses.asksForLines("snps,nr-gpios")).isFalse();
    assertThat(LineUses.asksForLines("reset-gpio")).isTrue();
    assertThat(LineUses.asksForLines("gpio-controller")).isFalse();
  }

  @Test
  void everyFlagOfTheBindingIsKnown() {
    assertThat(LineFlag.fromCell(0)).isEmpty();
    assertThat(LineFlag.fromCell(1 | 6 | 8 | 16))
        .extracting(LineFlag::text)
        .containsExactly("active-low", "open-drain", "transitory", "pull-up");
    assertThat(LineFlag.fromCell(2 | 32 | 64))
        .extracting(LineFlag::text)
        .containsExactly("open-source", "pull-down", "bias-disabled");
  }

  private static boolean isLow(String compatible, String property, int flag, String... others) {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .cells("/gpio", "phandle", 7)
            .cells("/gpio", "gpio-controller")
            .cells("/gpio", "#gpio-cells", 2)
            .strings("/user", "compatible", compatible)
            .cells("/user", property, 7, 1, flag);
    for (String other : others) {
      tree.cells("/user", other);
    }
    return LineUses.of(tree.build()).get(0).flags().contains(LineFlag.ACTIVE_LOW);
  }

  /** drivers/gpio/gpiolib-of.c, {@code of_gpio_flags_quirks()}. */
  @Test
  void propertyOfARegulatorDecidesWhetherItsLineIsActiveLow() {
    for (String property : List.of("gpio", "gpios")) {
      assertThat(isLow("regulator-fixed", property, 0)).isTrue();
      assertThat(isLow("regulator-fixed", property, 1, "enable-active-high")).isFalse();
      assertThat(isLow("reg-fixed-voltage", property, 0)).isTrue();
      assertThat(isLow("regulator-gpio", property, 0)).isFalse();
      assertThat(isLow("regulator-gpio", "enable-" + property, 0)).isTrue();
    }
    assertThat(isLow("a,b", "gpio", 1, "enable-active-high")).isTrue();
  }

  /** The same, and drivers/mmc/core/slot-gpio.c, drivers/mmc/host/atmel-mci.c. */
  @Test
  void otherPropertiesDecideWhetherLinesAreActiveLow() {
    assertThat(isLow("fsl,imx6q-fec", "phy-reset-gpios", 0)).isTrue();
    assertThat(isLow("fsl,imx6q-fec", "phy-reset-gpios", 1, "phy-reset-active-high")).isFalse();
    assertThat(isLow("fsl,imx6q-pcie", "reset-gpio", 0)).isTrue();
    assertThat(isLow("a,b", "snps,reset-gpio", 0, "snps,reset-active-low")).isTrue();
    assertThat(isLow("a,b", "snps,reset-gpio", 1)).isTrue();
    assertThat(isLow("a,mmc", "cd-gpios", 1, "cd-inverted")).isFalse();
    assertThat(isLow("a,mmc", "cd-gpios", 0, "cd-inverted")).isTrue();
    assertThat(isLow("a,mmc", "wp-gpios", 0, "wp-inverted")).isTrue();
    assertThat(isLow("a,mmc", "wp-gpios", 0)).isFalse();
    assertThat(LineFlag.fromCell(0)).isEmpty();
  }

  @Test
  void deviceDecidesWhetherItsChipSelectIsActiveLow() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .cells("/gpio", "phandle", 7)
            .cells("/gpio", "gpio-controller")
            .cells("/gpio", "#gpio-cells", 2)
            .cells("/spi", "cs-gpios", 7, 1, 0, 0, 7, 2, 1, 7, 3, 0)
            .cells("/spi/adc@0", "reg", 0)
            .cells("/spi/adc@2", "reg", 2)
            .cells("/spi/adc@2", "spi-cs-high");
    assertThat(LineUses.of(tree.build()))
        .extracting(
            use -> use.offset().orElseThrow() + ":" + use.flags().contains(LineFlag.ACTIVE_LOW))
        .containsExactly("1:true", "2:false", "3:false");
  }

  @Test
  void allLinesWithANameAreFound() {
    TreeOfPaths tree = simulatorAndDoor().strings("/door", "gpio-line-names", "red", "lock");
    assertThat(GpioTree.of(tree.build()).named("red"))
        .extracting(line -> line.controller().kind())
        .containsExactly(ChipKind.SIMULATED, ChipKind.AGGREGATOR);
  }

  /** drivers/gpio/gpiolib-of.c, {@code of_parse_own_gpio()}, {@code of_gpiochip_scan_gpios()}. */
  @Test
  void hogNeedsADirectionAndAnEnabledNode() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .cells("/sim/bank/idle", "gpio-hog")
            .cells("/sim/bank/idle", "gpios", 5, 0)
            .cells("/sim/bank/off", "gpio-hog")
            .cells("/sim/bank/off", "gpios", 6, 0)
            .cells("/sim/bank/off", "input")
            .strings("/sim/bank/off", "status", "disabled");
    assertThat(describe(tree)).noneMatch(line -> line.contains("hog"));
  }

  /** drivers/of/base.c, {@code of_parse_phandle_with_args_map()}. */
  @Test
  void gpioMapOfANexusIsFollowed() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .cells("/plug", "phandle", 8)
            .cells("/plug", "#gpio-cells", 2)
            .cells("/plug", "gpio-map", 0, 0, 7, 10, 0, 1, 0, 7, 11, 2)
            .cells("/plug", "gpio-map-mask", 0xf, 0)
            .cells("/plug", "gpio-map-pass-thru", 0, 1)
            .cells("/led", "a-gpios", 8, 1, 1)
            .cells("/led", "b-gpios", 8, 2, 0, 8, 0, 0);
    assertThat(describe(tree))
        .contains("? 11 \"\" /led:a-gpios[0][ACTIVE_LOW, OPEN_SOURCE]")
        .contains("? 10 \"\" /led:b-gpios[1][]");
  }

  @Test
  void circularGpioMapIsIgnored() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .cells("/plug", "phandle", 8)
            .cells("/plug", "#gpio-cells", 1)
            .cells("/plug", "gpio-map", 0, 8, 0)
            .cells("/led", "gpios", 8, 0);
    assertThat(describe(tree)).noneMatch(line -> line.contains("/led"));
  }

  @Test
  void offsetOfABankedControllerIsUnknown() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .cells("/pio", "gpio-controller")
            .cells("/pio", "phandle", 8)
            .cells("/pio", "#gpio-cells", 3)
            .cells("/led", "gpios", 8, 2, 7, 1);
    assertThat(describe(tree)).contains("? -1 \"\" /led:gpios[0][ACTIVE_LOW]");
  }

  /** drivers/gpio/gpiolib.c ignores extra names; reserved lines cannot be requested. */
  @Test
  void extraNamesAreIgnoredAndReservedRangesAreRead() {
    TreeOfPaths tree =
        TreeOfPaths.tree()
            .cells("/pio", "gpio-controller")
            .cells("/pio", "ngpios", 2)
            .cells("/pio", "gpio-reserved-ranges", 1, 1, 0x20, 4)
            .strings("/pio", "gpio-line-names", "a", "b", "c");
    GpioController pio = GpioTree.of(tree.build()).controllers().get(0);
    assertThat(pio.names()).containsExactly("a", "b");
    assertThat(pio.isReserved(0)).isFalse();
    assertThat(pio.isReserved(1)).isTrue();
    assertThat(pio.isReserved(0x23)).isTrue();
    assertThat(pio.isReserved(0x24)).isFalse();
  }

  @Test
  void disabledNodesAreNeitherChipsNorUsers() {
    TreeOfPaths tree =
        simulatorAndDoor()
            .strings("/door", "status", "disabled")
            .strings("/sim", "status", "disabled");
    assertThat(GpioTree.of(tree.build()).controllers()).isEmpty();
    assertThat(GpioTree.of(tree.build()).lines()).isEmpty();
  }
}
