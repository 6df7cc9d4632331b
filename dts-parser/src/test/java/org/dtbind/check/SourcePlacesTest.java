// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;

/** Tests that findings of dtc's checks are at the lists that are wrong. */
class SourcePlacesTest {

  private static final String BOARD =
      """
      /dts-v1/;
      / {
      \tgic: pic {
      \t\tcompatible = "arm,gic-400";
      \t\tinterrupt-controller;
      \t\t#interrupt-cells = <3>;
      \t\t#address-cells = <0>;
      \t};
      \tgpio: gpio {
      \t\tgpio-controller;
      \t\t#gpio-cells = <2>;
      \t\tinterrupt-controller;
      \t\t#interrupt-cells = <2>;
      \t};
      \tosc: osc { #clock-cells = <0>; };
      \tclk: clk { #clock-cells = <1>; };
      \tpwm: pwm { #pwm-cells = <3>; };
      \tplain: plain { };
      \tuser {
      %s
      \t};
      };
      """;

  private static Diagnosed<DeviceTree> compile(String lines) {
    String text = BOARD.formatted(lines);
    return new Compiler(CompileOptions.DEFAULT, path -> Optional.of(Bytes.utf8(text)))
        .compile("b.dts");
  }

  private static String messages(String lines) {
    Diagnosed<DeviceTree> tree = compile(lines);
    return SourcePlaces.of(tree.value().orElseThrow(), tree.diagnostics()).stream()
        .map(DiagnosticText::snippet)
        .collect(Collectors.joining());
  }

  @Test
  void interruptsAreReportedAtTheirOwnLine() {
    assertThat(messages("interrupt-parent = <&gpio>;\ninterrupts = <3>;"))
        .isEqualTo(
            """
            b.dts:21.1-18: Warning (interrupts_property): /user:interrupts: gpio takes 2 cells (line, type), but this list has 1 cell
              21 | interrupts = <3>;
                 | ^~~~~~~~~~~~~~~~~
              '#interrupt-cells' is at b.dts:13.3-26
              13 |                 #interrupt-cells = <2>;
                 |                 ^~~~~~~~~~~~~~~~~~~~~~~
              'interrupt-parent' is at b.dts:20.1-28
              20 | interrupt-parent = <&gpio>;
                 | ^~~~~~~~~~~~~~~~~~~~~~~~~~~
              help: if the device is connected to another interrupt controller, correct 'interrupt-parent'
            """);
    assertThat(messages("interrupt-parent = <&gic>;\ninterrupts = <3 8>;"))
        .contains("/user:interrupts: gic takes 3 cells (kind, number, type), but this list has 2");
  }

  /** dtc reports the node that is no controller, which may be any node of a vendor's file. */
  @Test
  void wrongInterruptParentIsReportedAtTheReference() {
    assertThat(messages("interrupt-parent = <&plain>;\ninterrupts = <3>;"))
        .contains(
            "b.dts:20.1-29: Warning (interrupts_property): /user:interrupt-parent: plain is not an"
                + " interrupt controller, because it has neither")
        .contains("/plain is at b.dts:18");
  }

  @Test
  void entryWithTheWrongNumberOfCellsIsReported() {
    assertThat(messages("clocks = <&osc>, <&clk>;"))
        .contains("b.dts:20.19-23: Warning (clocks_property): /user:clocks: clk takes 1 cell, but")
        .contains("this entry has no cells", "'#clock-cells' is at b.dts:16");
    assertThat(messages("clocks = <&osc 4 5>;"))
        .contains("/user:clocks: osc takes no cells, but this entry has 2 cells")
        .containsOnlyOnce("Warning");
    assertThat(messages("pwms = <&pwm 0 1000>;"))
        .contains("pwm takes 3 cells (channel, period, flags), but this entry has 2 cells");
    assertThat(messages("reset-gpios = <&gpio 1>;"))
        .contains("gpio takes 2 cells (line, flags), but this entry has 1 cell");
    assertThat(messages("interrupts-extended = <&gpio 1>, <&gic 0 4 4>;"))
        .contains("gpio takes 2 cells (line, type), but this entry has 1 cell");
  }

  @Test
  void nodeThatIsNoProviderIsReportedAtTheReference() {
    assertThat(messages("clocks = <&osc>, <&plain>;"))
        .contains(
            "b.dts:20.19-25: Warning (clocks_property): /user:clocks: plain cannot be used in"
                + " 'clocks', because it has no '#clock-cells'")
        .contains("/plain is at b.dts:18");
  }

  /** dtc takes the reference to osc for the cell of clk. */
  @Test
  void entryWithTooFewCellsBeforeAnotherOneIsReported() {
    assertThat(lists("clocks = <&clk>, <&osc>;"))
        .contains("b.dts:20.11-15: Warning (clocks_property): /user:clocks: clk takes 1 cell, but");
    assertThat(lists("clocks = <&clk 1>, <&osc>;\nmsi-parent = <&plain>;")).isEmpty();
    // TI's mailboxes: the cell is the phandle of a channel.
    assertThat(lists("clocks = <&clk &plain>;")).isEmpty();
  }

  private static String lists(String lines) {
    Diagnosed<DeviceTree> tree = compile(lines);
    return WrongEntries.of(tree.value().orElseThrow(), CheckLevels.DEFAULT).stream()
        .map(DiagnosticText::snippet)
        .collect(Collectors.joining());
  }

  @Test
  void rightListsAreNotReported() {
    assertThat(
            messages(
                "clocks = <&osc>, <&clk 1>;\ncs-gpios = <&gpio 1 0>, <0>, <&gpio 2 0>;\n"
                    + "interrupt-parent = <&gic>;\ninterrupts = <0 1 4>, <0 2 4>;"))
        .isEmpty();
  }

  @Test
  void findingNamesTheListForPrograms() {
    assertThat(arguments("interrupt-parent = <&gpio>;\ninterrupts = <3>;"))
        .contains("list=/user:interrupts", "listNode=/user", "listProperty=interrupts");
    assertThat(arguments("interrupt-parent = <&plain>;\ninterrupts = <3>;"))
        .contains("list=/user:interrupt-parent", "listProperty=interrupt-parent");
  }

  private static List<String> arguments(String lines) {
    return compile(lines).diagnostics().get(0).message().arguments().stream()
        .map(one -> one.name() + "=" + one.value())
        .toList();
  }

  /** {@code dtbind compile} keeps dtc's place, and names the other one in a note. */
  @Test
  void compilerNamesTheListInANote() {
    Diagnosed<DeviceTree> tree = compile("interrupt-parent = <&gpio>;\ninterrupts = <3>;");
    assertThat(tree.diagnostics()).hasSize(1);
    assertThat(DiagnosticText.snippet(tree.diagnostics().get(0)))
        .startsWith("b.dts:13.3-26: Warning (interrupts_property): /user:#interrupt-cells: size is")
        .contains("'interrupts' is at b.dts:21.1-18");
    Diagnosed<DeviceTree> list = compile("pwms = <&pwm 0 1000>;");
    assertThat(DiagnosticText.snippet(list.diagnostics().get(0)))
        .startsWith("b.dts:20.1-22: Warning (pwms_property): /user:pwms: property size (12) too")
        .contains("'#pwm-cells' is at b.dts:17");
  }

  @Test
  void equalFindingsAreReportedOnce() {
    Diagnosed<DeviceTree> tree = compile("clocks = <&osc 4 5>;");
    List<?> once = SourcePlaces.of(tree.value().orElseThrow(), tree.diagnostics());
    assertThat(once).hasSize(1);
    assertThat(SourcePlaces.of(tree.value().orElseThrow(), List.of())).isEmpty();
  }
}
