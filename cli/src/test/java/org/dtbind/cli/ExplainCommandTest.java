// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the chains that {@code dtbind explain} predicts from a tree or finds in a copied system.
 */
class ExplainCommandTest {

  private static final String BOARD =
      """
      /dts-v1/;
      / {
      \taliases { front = &gpio; };
      \tgpio: gpio@1000 {
      \t\tcompatible = "acme,gpio";
      \t\tgpio-controller;
      \t\t#gpio-cells = <2>;
      \t\tgpio-line-names = "", "bell";
      \t};
      \tdoor {
      \t\tcompatible = "acme,door";
      \t\tgpios = <&gpio 1 1>;
      \t\tgpio-line-names = "ring";
      \t\tstatus = "disabled";
      \t};
      \ta { same { }; };
      \tb { same { compatible = "acme,same"; }; };
      };
      &{/door} {
      \tstatus = "okay";
      };
      """;

  @TempDir Path directory;

  private Path board = Path.of("");

  @BeforeEach
  void writeBoard() throws IOException {
    board = directory.resolve("board.dts");
    Files.writeString(board, BOARD);
  }

  private Run explain(String... args) {
    List<String> all = new java.util.ArrayList<>(List.of("explain", "--tree", board.toString()));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  /** Returns the output with a bar between columns, and without the directory. */
  private String table(String name) {
    Run run = explain(name);
    assertThat(run.status()).as(run.toString()).isZero();
    return run.out().replace(directory + "/", "").replaceAll(" {2,}", " | ");
  }

  @Test
  void predictedChainShowsSourcePlaces() {
    assertThat(table("ring"))
        .isEqualTo(
            """
            name | ring | by line name
            line | ring | line 0 of /door
            node | /door | board.dts:19.10-21.3, before that board.dts:10.7-15.4
             | compatible | "acme,door" | board.dts:11.3-28
             | gpios | <&gpio 0x01 0x01> | board.dts:12.3-23
             | gpio-line-names | "ring" | board.dts:13.3-28
             | status | "okay" | board.dts:20.2-18, before that board.dts:14.3-23
            device | platform/door | predicted
            /dev | gpiochipN | GPIO chip "door", after gpio-aggregator is bound to it
            uses | gpios[0] | line 1 of /gpio@1000, active-low
            so far | nothing blocks it | gpio-aggregator can bind to it if no kernel driver matches it
            next | on the target: dtbind bind /door
            """);
  }

  @Test
  void controllerListsLinesAndTheirConsumers() {
    assertThat(table("front"))
        .isEqualTo(
            """
            name | front | by alias
            node | /gpio@1000 | board.dts:4.18-9.4
             | label | gpio
             | alias | front
             | compatible | "acme,gpio" | board.dts:5.3-28
             | gpio-controller | board.dts:6.3-19
             | #gpio-cells | <0x02> | board.dts:7.3-21
             | gpio-line-names | "", "bell" | board.dts:8.3-32
            device | platform/gpio@1000 | predicted
            /dev | gpiochipN | GPIO chip, after its driver is bound to it
            lines | bell | line 1 of /gpio@1000, active-low, used by /door
            so far | nothing blocks it | a tree does not show whether the kernel has a driver for\
             "acme,gpio"
            next | on the target: dtbind explain gpio@1000
            """);
  }

  @Test
  void requestedLineIsShownFirstWithoutOtherLines() {
    assertThat(table("bell"))
        .isEqualTo(
            """
            name | bell | by line name
            line | bell | line 1 of /gpio@1000, active-low, used by /door
            node | /gpio@1000 | board.dts:4.18-9.4
             | label | gpio
             | alias | front
             | compatible | "acme,gpio" | board.dts:5.3-28
             | gpio-line-names | "", "bell" | board.dts:8.3-32
            device | platform/gpio@1000 | predicted
            /dev | gpiochipN | GPIO chip, after its driver is bound to it
            so far | nothing blocks it | a tree does not show whether the kernel has a driver for\
             "acme,gpio"
            next | on the target: dtbind explain gpio@1000
            """);
  }

  @Test
  void everyNameOfANodeGivesTheSameChain() {
    String expected = chains("/gpio@1000");
    for (String name : List.of("gpio", "&gpio", "front", "gpio@1000", "bell", "/gpio@1000/")) {
      assertThat(chains(name)).as(name).isEqualTo(expected);
    }
  }

  private String chains(String name) {
    String json = explain(name, "--format", "json").out();
    assertThat(json).contains("\"schema\" : \"dtbind.explain/1\"");
    return json.substring(json.indexOf("\"chains\""));
  }

  @Test
  void ambiguousNameListsTheNodes() {
    Run run = explain("same");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            """
            dtbind: same is ambiguous (2 matches):
              /a/same (by node name)
              /b/same (by node name)
              help: use one of these names
            """);
    assertThat(explain("same", "--format", "json").out())
        .contains("\"name\" : \"/b/same\"", "\"chains\" : [ ]");
  }

  /** Trials C6. */
  @Test
  void nodesAreExplainedAsTheyAreAfterOverlays() throws IOException {
    Path off = directory.resolve("off.dtso");
    Path lamp = directory.resolve("lamp.dtso");
    String begin = "/dts-v1/;\n/plugin/;\n";
    Files.writeString(off, begin + "&gpio { status = \"disabled\"; };\n");
    Files.writeString(
        lamp,
        begin
            + "&{/} { lamp: lamp { compatible = \"gpio-leds\"; led { gpios = <&gpio 5 0>; }; }; };\n");
    Run run = explain("--overlay", off.toString(), "--overlay", lamp.toString(), "front");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("off.dtso:3.9-29", "next", "set status = \"okay\" in /gpio@1000");
    assertThat(explain("--overlay", lamp.toString(), "&lamp").out())
        .contains("lamp.dtso:3.19-79", "platform/lamp");
    String options = "--tree " + board + " --overlay " + lamp;
    assertThat(explain("--overlay", lamp.toString(), "/lamp/led").out()).contains(options);
    assertThat(
            Run.ending(0, "lines", "--tree", "" + board, "--overlay", "" + lamp, "/lamp/led").out())
        .contains("/lamp/led");
    assertThat(
            Run.ending(0, "devices", "--tree", "" + board, "--overlay", "" + lamp, "/lamp").out())
        .contains("/lamp");
    for (String command : List.of("explain", "lines", "devices")) {
      assertThat(Run.ending(64, command, "--overlay", lamp.toString(), "door").err())
          .contains("--overlay requires the devicetree of a board: add --tree FILE");
    }
    Files.writeString(lamp, begin + "&gpoi { status = \"okay\"; };\n");
    run = explain("--overlay", lamp.toString(), "front");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("did you mean 'gpio'?");
  }

  /** Trials C6: on i.MX, each GPIO controller has the label of one and the alias of another. */
  @Test
  void labelThatIsAlsoAnAliasIsOfferedAsAReference() throws IOException {
    String bank = "gpio-controller; #gpio-cells = <2>; }; ";
    Files.writeString(
        board,
        "/dts-v1/;\n/ { aliases { gpio3 = &gpio4; }; gpio3: a { "
            + bank
            + "gpio4: b { "
            + bank
            + "};\n");
    assertThat(explain("gpio3").err()).contains("use one of these names, or &gpio3 for the label");
    assertThat(explain("&gpio3").out()).contains("node  /a");
  }

  /** Trials C8. */
  @Test
  void predictedDevicesAreInTheColumnsOfTheTable() throws IOException {
    Files.writeString(
        board,
        "/dts-v1/;\n/ { aliases { i2c0 = &i2c; }; i2c: i2c { compatible = \"fsl,imx8mm-i2c\";"
            + " #address-cells = <1>; #size-cells = <0>; rtc@51 { compatible = \"nxp,pcf85063a\";"
            + " reg = <0x51>; }; }; };\n");
    String table = Run.ending(0, "devices", "--tree", board.toString(), "rtc@51", "i2c").out();
    assertThat(table.replaceAll(" {2,}", " | "))
        .contains(
            "\n/i2c | i2c | platform | imx-i2c (predicted)\n",
            "\n/i2c/rtc@51 | 0-0051 (predicted) | i2c | - | created by the driver of /i2c: ");
  }

  @Test
  void unknownNameGetsASuggestion() {
    Run run = explain("bel");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("dtbind: no node, device or line of the tree is named bel\n  help: did you")
        .contains("bell");
  }

  @Test
  void nodeWithoutDeviceShowsWhatIsMissing() {
    assertThat(explain("/b/same").out())
        .contains("it is below /b, which is not a bus")
        .contains("compatible = \"simple-bus\"");
    assertThat(explain("/a").out()).contains("add a 'compatible' property to the node");
  }

  @Test
  void copiedSystemIsExplained() throws IOException {
    Path device = Files.createDirectories(directory.resolve("sys/devices/platform/door"));
    Path base = Files.createDirectories(directory.resolve("sys/firmware/devicetree/base/door"));
    Files.writeString(base.resolve("compatible"), "acme,door\0");
    Files.writeString(base.resolve("status"), "okay\0");
    Files.createSymbolicLink(
        device.resolve("of_node"), Path.of("../../../firmware/devicetree/base/door"));
    Path bus = Files.createDirectories(directory.resolve("sys/bus/platform/devices"));
    Files.createSymbolicLink(bus.resolve("door"), Path.of("../../../devices/platform/door"));
    Path driver = Files.createDirectories(directory.resolve("sys/bus/platform/drivers/acme"));
    Files.createSymbolicLink(
        device.resolve("driver"), Path.of("../../../bus/platform/drivers/acme"));
    Path file = Files.createDirectories(device.resolve("acme/acme0"));
    Files.writeString(file.resolve("dev"), "250:0\n");
    Files.writeString(file.resolve("uevent"), "MAJOR=250\nMINOR=0\nDEVNAME=acme/0\n");
    Path numbers = Files.createDirectories(directory.resolve("sys/dev/char"));
    Files.createSymbolicLink(
        numbers.resolve("250:0"), Path.of("../../devices/platform/door/acme/acme0"));
    assertThat(driver).isDirectory();
    for (String name : List.of("door", "acme", "/dev/acme/0", "acme/0")) {
      Run run = Run.of("explain", "--sysroot", directory.toString(), name);
      assertThat(run.status()).as(run.toString()).isZero();
      assertThat(run.out())
          .contains("node    /door", "device  platform/door", "driver  acme", "/dev/acme/0")
          .doesNotContain("ends");
    }
  }

  @Test
  void systemWithoutDevicetreeIsReported() {
    Run run = Run.of("explain", "--sysroot", directory.toString(), "door");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains("this system has no devicetree; use --tree FILE");
  }
}
