// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.linux.GpioController.Kind;
import org.junit.jupiter.api.Test;

class GpioTreeTest {

  private static TreeBuilder doors() {
    return TreeBuilder.tree()
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

  private static List<String> shown(TreeBuilder tree) {
    return GpioTree.of(tree.build()).lines().stream().map(GpioTreeTest::shown).toList();
  }

  private static String shown(TreeLine line) {
    StringBuilder text = new StringBuilder();
    text.append(line.controller().label().orElse("?")).append(' ').append(line.offset());
    text.append(" \"").append(line.name()).append('"');
    for (LineUse use : line.uses()) {
      text.append(use.hog() ? " hog " : " ").append(use.node()).append(':').append(use.property());
      text.append('[').append(use.index()).append(']').append(use.flags());
    }
    return text.toString();
  }

  @Test
  void namedAndUsedLinesOfASimulatorAndOfAnAggregatorToBe() {
    assertThat(shown(doors()))
        .containsExactly(
            "? 1 \"red\"",
            "? 19 \"\" /door:gpios[0][]",
            "? 20 \"\" /door:gpios[1][ACTIVE_LOW]",
            "door 0 \"open\"",
            "door 1 \"lock\"");
  }

  @Test
  void aSimulatorsLabelIsKnownWhereItIsWritten() {
    TreeBuilder tree = doors().strings("/sim/bank", "gpio-sim,label", "gpio2");
    assertThat(shown(tree)).contains("gpio2 1 \"red\"");
  }

  @Test
  void hogsComeFirstAmongUsers() {
    TreeBuilder tree =
        doors().cells("/sim/bank/taken", "gpio-hog").cells("/sim/bank/taken", "gpios", 19, 0, 3, 1);
    assertThat(shown(tree))
        .contains(
            "? 19 \"\" hog /sim/bank/taken:gpios[0][] /door:gpios[0][]",
            "? 3 \"\" hog /sim/bank/taken:gpios[1][ACTIVE_LOW]");
  }

  @Test
  void anEmptyEntryCountsAndAnUnknownPhandleEndsTheList() {
    TreeBuilder tree =
        doors().cells("/fan", "cs-gpios", 0, 7, 4, 0).cells("/bad", "x-gpios", 7, 5, 0, 99, 6, 0);
    assertThat(shown(tree))
        .contains("? 4 \"\" /fan:cs-gpios[1][]", "? 5 \"\" /bad:x-gpios[0][]")
        .noneMatch(line -> line.startsWith("? 6"));
  }

  @Test
  void aListThatEndsInTheMiddleOfAnEntryLosesThatEntryOnly() {
    TreeBuilder tree = doors().cells("/fan", "gpios", 7, 4, 0, 7, 5);
    assertThat(shown(tree)).contains("? 4 \"\" /fan:gpios[0][]");
    assertThat(shown(tree)).noneMatch(line -> line.startsWith("? 5"));
  }

  @Test
  void countsOfLinesAreNoLists() {
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

  @Test
  void linesAreFoundByNameAndAllOfThem() {
    TreeBuilder tree = doors().strings("/door", "gpio-line-names", "red", "lock");
    assertThat(GpioTree.of(tree.build()).named("red"))
        .extracting(line -> line.controller().kind())
        .containsExactly(Kind.SIMULATED, Kind.AGGREGATOR);
  }
}
