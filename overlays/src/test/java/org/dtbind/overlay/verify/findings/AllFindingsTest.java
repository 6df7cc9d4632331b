// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.LevelSetting;
import org.dtbind.check.Levels;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.overlay.verify.Verification;
import org.dtbind.overlay.verify.VerifyOptions;
import org.dtbind.overlay.verify.VerifyRequest;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;

/** Tests that each problem of a board is reported once. */
class AllFindingsTest {

  private static List<Diagnostic> found(
      CheckLevels levels, String nodes, LevelSetting... settings) {
    String text =
        """
        /dts-v1/;
        / {
          #address-cells = <1>;
          #size-cells = <1>;
          gpio: gpio@1000 {
            compatible = "acme,gpio";
            reg = <0x1000 0x10>;
            gpio-controller;
            #gpio-cells = <2>;
          };
          i2c@2000 {
            compatible = "ti,omap4-i2c";
            reg = <0x2000 0x10>;
            #address-cells = <1>;
            #size-cells = <0>;
            clock-frequency = <1>;
            %s
          };
        };
        """
            .formatted(nodes);
    CompileOptions options =
        new CompileOptions(List.of(), List.of(), false, BuildOptions.SYMBOLS, levels);
    Diagnosed<DeviceTree> board =
        new Compiler(options, path -> Optional.of(Bytes.utf8(text))).compile("b.dts");
    Diagnosed<Verification> checked =
        OverlayVerification.board(
            VerifyRequest.ofBoard(board.value().orElseThrow(), VerifyOptions.DEFAULT));
    return new AllFindings(new Levels(levels, List.of(settings)))
        .of(board, checked.diagnostics(), checked.value().orElseThrow().devices());
  }

  private static List<String> codes(String nodes) {
    return found(AllFindings.LEVELS, nodes).stream().map(one -> one.code().id()).toList();
  }

  @Test
  void soundBoardHasNoFindings() {
    assertThat(codes("rtc@51 { compatible = \"acme,rtc\"; reg = <0x51>; };")).isEmpty();
  }

  @Test
  void nodesThatOnlyOthersReadNeedNoDevice() {
    assertThat(codes("}; options { u-boot { compatible = \"u-boot,config\"; };")).isEmpty();
    assertThat(codes("}; muram { data { compatible = \"fsl,cpm-muram-data\"; };")).isEmpty();
    assertThat(codes("}; settings { a { compatible = \"acme,a\"; };")).containsExactly("no_device");
    // Linux ignores the case of a compatible string.
    assertThat(
            codes(
                "}; soc { compatible = \"Simple-Bus\";"
                    + " settings { a { compatible = \"acme,a\"; }; };"))
        .containsExactly("no_device");
  }

  /** A driver that another node names, such as NVIDIA's for IVC channels, may read the node. */
  @Test
  void nodeThatAnotherOneNamesMayNeedNoBus() {
    String plain = "}; p: plain { c: a { compatible = \"acme,a\"; }; }; user { %s";
    assertThat(severities(plain.formatted(""))).containsExactly(Severity.ERROR);
    assertThat(severities(plain.formatted("acme,channels = <&p 2>;")))
        .containsExactly(Severity.WARNING);
    assertThat(severities(plain.formatted("peer-hub = <&c>;"))).containsExactly(Severity.WARNING);
    // A supplier must be a device.
    assertThat(severities(plain.formatted("vin-supply = <&c>;"))).contains(Severity.ERROR);
    String numbers = "}; plain { phandle = <40>; a { compatible = \"acme,a\"; }; }; user { %s";
    assertThat(severities(numbers.formatted("acme,channels = <40 2>;")))
        .containsExactly(Severity.WARNING);
    assertThat(severities(numbers.formatted("acme,channels = <41 40>;")))
        .containsExactly(Severity.ERROR);
  }

  private static List<Severity> severities(String nodes) {
    return found(AllFindings.LEVELS, nodes).stream()
        .filter(one -> one.code() == VerifyCode.NO_DEVICE)
        .map(Diagnostic::severity)
        .toList();
  }

  /** drivers/of/base.c, {@code of_phandle_iterator_next()}, skips a phandle of 0. */
  @Test
  void emptyEntriesMayBeAnywhereInAList() {
    String card = "}; card { compatible = \"acme,card\"; pin-gpios = %s;";
    for (String list :
        List.of(
            "<&gpio 5 0>, <&gpio 6 0>, <0>",
            "<&gpio 5 0>, <0>, <&gpio 6 0>",
            "<0>, <&gpio 5 0>, <0>, <0>")) {
      assertThat(found(AllFindings.LEVELS, card.formatted(list))).isEmpty();
    }
    assertThat(found(AllFindings.LEVELS, card.formatted("<&gpio 5 0 0>, <&gpio 6 0>")))
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.WARNING);
    assertThat(found(AllFindings.LEVELS, card.formatted("<&gpio 5 0 1>")))
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.ERROR);
    // Without a driver, the property may be something else.
    assertThat(found(AllFindings.LEVELS, "}; eeproms { eeprom { enable-gpio = <&gpio 5 0 1>;}; "))
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.WARNING);
    assertThat(codes("}; card { compatible = \"a\"; acme,num-gpios = <24>;")).isEmpty();
  }

  /** Only the driver of a board's node knows whether it requests both entries. */
  @Test
  void repeatedLineOfABoardIsAnErrorIfItIsThatOfAHog() {
    assertThat(
            found(
                AllFindings.LEVELS,
                "}; a { compatible = \"a\"; b-gpios = <&gpio 1 0>, <&gpio 1 0>;"))
        .extracting(Diagnostic::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void slipInAnAddressIsNamed() {
    String device = "a@%s { compatible = \"a\"; reg = <%s>; };";
    assertThat(helps(device.formatted("48", "48")))
        .contains("write reg = <0x48>: 48 without 0x is a decimal number");
    String taken = device.formatted("51", "0x51") + device.formatted("50", "0x51");
    assertThat(helps(taken))
        .contains("write reg = <0x50>, as in the name: a@51 has the address 0x51");
    assertThat(helps(taken + device.formatted("52", "0x50")))
        .noneMatch(help -> help.startsWith("write reg = <0x50>"));
    assertThat(helps(device.formatted("50", "0x51")))
        .containsExactly(
            "the part of the name after '@' is 'reg' as a hexadecimal number without 0x");
  }

  private static List<String> helps(String nodes) {
    return found(AllFindings.LEVELS, nodes).stream().flatMap(one -> one.help().stream()).toList();
  }

  @Test
  void oddValuesAreReportedOnce() {
    assertThat(codes("a@51 { compatible = \"a\"; reg = <0x51>; status = <1>; };"))
        .containsExactly("no_device");
    assertThat(codes("a@51 { compatible = \"a\"; reg = <0x51>; status; };"))
        .containsExactly("status_unknown");
    String zero = "a@51 { compatible = \"a\"; reg = <0x51>; status = <0>; };";
    assertThat(found(AllFindings.LEVELS, zero).get(0).help().orElse(""))
        .endsWith("did you mean \"disabled\"?");
    assertThat(
            codes(
                "}; reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges; "
                    + "a@0 { reg = [00 00 00]; };"))
        .containsExactly("region_unreadable");
  }

  /** A malformed path must not end the run of many files. */
  @Test
  void wrongPathsAreFindings() {
    assertThat(codes("}; chosen { stdout-path = \"//a//b/:115200\";"))
        .containsExactly("alias_target");
    String deep = "/a".repeat(20_000);
    assertThat(codes("}; aliases { a0 = \"" + deep + "\";")).containsExactly("alias_target");
    assertThat(codes("}; aliases { a0 = \"//a\";")).isNotNull();
  }

  @Test
  void rulesReplaceChecksOfDtc() {
    assertThat(codes("a@51 { compatible = \"a\"; reg = <0x51>; reset-gpios = <&gpio 1>; };"))
        .containsExactly("wrong_specifier");
    assertThat(
            codes(
                "a@51 { compatible = \"a\"; reg = <0x51>; };"
                    + " b@51 { compatible = \"b\"; reg = <0x51>; };"))
        .containsExactly("bus_address_taken");
  }

  /** Boards of vendors have groups for devices that they lack. */
  @Test
  void pinGroupsThatNoDeviceLacksAreOneNote() {
    String groups =
        "}; pinctrl: pinctrl@3000 { compatible = \"acme,pins\"; reg = <0x3000 4>;"
            + " lcd_pins: lcd { pins = \"a\"; }; nand_pins: nand { pins = \"b\"; };"
            + " mmc_pins: mmc { pins = \"c\"; }; %s };"
            + " lcd@4000 { compatible = \"acme,lcd\"; reg = <0x4000 4>; %s";
    assertThat(texts(groups.formatted("", "")))
        .containsExactly(
            "WARNING no node uses this pin group, so Linux never applies it",
            "NOTE no node uses 2 pin groups of /pinctrl@3000, so Linux never applies them:"
                + " nand, mmc");
    // Offsets are no phandles, and a device with pins lacks none.
    String offsets = "keys { pinctrl-single,pins = <1 2 3 4 5 6>; };";
    String used = "pinctrl-names = \"default\"; pinctrl-0 = <&nand_pins>;";
    assertThat(texts(groups.formatted(offsets, used)))
        .containsExactly(
            "NOTE no node uses 3 pin groups of /pinctrl@3000, so Linux never applies them:"
                + " lcd, mmc, keys");
  }

  private static List<String> texts(String nodes) {
    return found(AllFindings.LEVELS, nodes).stream()
        .map(one -> one.severity() + " " + one.message())
        .toList();
  }

  @Test
  void repeatedNodesLoseWhatDiffers() {
    String nodes = "}; }; / { v { a = <1>; x = <1>; }; v { a = <1>; x = <%d>; }; w {";
    assertThat(found(AllFindings.LEVELS, nodes.formatted(2)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.message().toString()).endsWith("in which the last 'x' counts");
              assertThat(one.help()).contains("give one of them another name or unit address");
            });
    assertThat(found(AllFindings.LEVELS, nodes.formatted(1)).get(0).help())
        .contains("remove one of them");
    String labelled = nodes.replace(" v {", " l: v {").formatted(2);
    assertThat(found(AllFindings.LEVELS, labelled).get(0).help()).contains("remove one of them");
  }

  /** A name of several neighboring lines is that of a group. */
  @Test
  void nameOfAGroupOfLinesIsNotReported() {
    String lines = "}; }; &gpio { ngpios = <8>; gpio-line-names = \"a\", %s; }; / { w {";
    assertThat(codes(lines.formatted("\"i2s\", \"i2s\", \"i2s\""))).isEmpty();
    assertThat(codes(lines.formatted("\"i2s\", \"b\", \"i2s\""))).contains("line_name_twice");
    assertThat(codes(lines.formatted("\"i2s\", \"i2s\""))).contains("line_name_twice");
  }

  @Test
  void misspelledNamesOfPinStatesAreNamed() {
    String device =
        "}; pinctrl@3000 { compatible = \"acme,pins\"; reg = <0x3000 4>;"
            + " lcd_pins: lcd { pins = \"a\"; }; }; lcd@4000 { compatible = \"acme,lcd\";"
            + " reg = <0x4000 4>; pinctrl-0 = <&lcd_pins>; %s";
    assertThat(found(AllFindings.LEVELS, device.formatted("pnictrl-names = \"default\";")))
        .singleElement()
        .satisfies(
            one -> assertThat(one.help()).contains("rename 'pnictrl-names' to 'pinctrl-names'"));
    assertThat(found(AllFindings.LEVELS, device.formatted("")).get(0).help())
        .contains("add pinctrl-names = \"default\"");
  }

  @Test
  void adviceAboutLevelsKeepsOtherFlags() {
    String regulator = "}; vcc { compatible = \"regulator-fixed\"; gpio = <&gpio 1 %d>; %s";
    assertThat(help(regulator.formatted(6, "")))
        .isEqualTo("add GPIO_ACTIVE_LOW (1) to the flags, or add 'enable-active-high'");
    assertThat(help(regulator.formatted(7, "enable-active-high;")))
        .isEqualTo("remove GPIO_ACTIVE_LOW (1) from the flags, or remove 'enable-active-high'");
    assertThat(help(regulator.formatted(0, "")))
        .isEqualTo("change the flags to GPIO_ACTIVE_LOW (1), or add 'enable-active-high'");
  }

  private static String help(String nodes) {
    return found(AllFindings.LEVELS, nodes).stream()
        .filter(one -> one.code() == VerifyCode.LEVEL_IGNORED)
        .findFirst()
        .flatMap(Diagnostic::help)
        .orElse("");
  }

  @Test
  void consequencesAreNotReported() {
    // A unit address that is missing is both wrong on the bus and missing.
    assertThat(codes("rtc { compatible = \"acme,rtc\"; reg = <0x51>; };"))
        .containsExactly("i2c_bus_reg");
    assertThat(
            codes(
                "a@3 { compatible = \"a\"; reg = <3>; b@1 { reg = <1>; }; c@2 { reg = <2>; }; };"))
        .containsExactly("avoid_default_addr_size");
    // The address of the parent is the reason for its children, too.
    assertThat(
            codes(
                "pmic@51 { compatible = \"acme,pmic\", \"simple-mfd\"; reg = <0x151>;"
                    + " leds { compatible = \"acme,leds\"; }; };"))
        .containsExactly("no_device");
  }

  /** A finding was dropped if it had no reason in its message, like one about a node above it. */
  @Test
  void findingsBelowOneWithAnotherCauseAreReported() {
    String hub =
        "compatible = \"acme,hub\"; num-cs = <1>; #address-cells = <1>; #size-cells = <0>;";
    assertThat(
            codes(
                "}; soc { compatible = \"simple-bus\"; ranges; #address-cells = <1>; #size-cells = <1>;"
                    + (" spi@3000 { reg = <0x3000 0x10>; " + hub)
                    + (" hub@5 { reg = <5>; " + hub)
                    + " chip@7 { reg = <7>; compatible = \"acme,chip\"; }; }; };"))
        .containsExactly("no_device", "no_device");
  }

  /** The finding was at the root, which may be in a vendor's file. */
  @Test
  void cellsThatReservedMemoryLacksAreReportedThere() {
    List<Diagnostic> findings =
        found(AllFindings.LEVELS, "}; reserved-memory { ranges; a@8000 { reg = <0x8000 1>; };");
    assertThat(findings)
        .singleElement()
        .extracting(Diagnostic::code)
        .isEqualTo(VerifyCode.REGION_UNREADABLE);
    assertThat(Sources.messages(Diagnosed.failed(findings))).startsWith("b.dts:17.8-23: ");
  }

  /** The help dropped the high cell, and so named another region. */
  @Test
  void regionIsRewrittenOnlyInCellsThatHoldIt() {
    String region =
        "}; reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;"
            + " r@%s { reg = <%s 0 0x1000>; };";
    assertThat(only(region.formatted("88000000", "0 0x88000000")))
        .isEqualTo("region_unreadable: write it as reg = <0x88000000 0x1000>");
    assertThat(only(region.formatted("188000000", "1 0x88000000")))
        .startsWith("region_unreadable: these cells cannot hold it: set '#address-cells'");
  }

  private static List<Diagnostic> cells(int cells, String x, String y) {
    return found(
        AllFindings.LEVELS,
        "m@51 { compatible = \"acme,m\"; reg = <0x51>;"
            + " a { #address-cells = <%d>; #size-cells = <0>;".formatted(cells)
            + " x@1 { reg = <%s>; }; y@2 { reg = <%s>; }; }; };".formatted(x, y));
  }

  /** One wrong number of cells was reported at each child. */
  @Test
  void cellsThatFitNoChildAreReportedOnce() {
    assertThat(cells(1, "1", "2")).isEmpty();
    assertThat(cells(2, "1", "2"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.code()).isEqualTo(Check.REG_FORMAT);
              assertThat(one.subject().map(Subject::text))
                  .contains("/i2c@2000/m@51/a:#address-cells");
            });
    assertThat(cells(2, "0 1", "2"))
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.subject().map(Subject::text)).contains("/i2c@2000/m@51/a/y@2:reg"));
  }

  @Test
  void levelsApplyToChecksOfDtc() {
    String wrong = "rtc@52 { compatible = \"acme,rtc\"; reg = <0x51>; };";
    assertThat(codes(wrong)).containsExactly("i2c_bus_reg");
    CheckLevels off = AllFindings.LEVELS.with(false, "no-i2c_bus_reg").orElseThrow();
    assertThat(found(off, wrong)).isEmpty();
    String three =
        "a { #address-cells = <1>; #size-cells = <0>;"
            + " x@1 { reg = <1>; }; y@1 { reg = <1>; }; z@1 { reg = <1>; }; };";
    assertThat(codes(three)).containsOnlyOnce("unique_unit_address_if_enabled");
    CheckLevels error =
        AllFindings.LEVELS.with(true, "unique_unit_address_if_enabled").orElseThrow();
    assertThat(error.isError(Check.UNIQUE_UNIT_ADDRESS_IF_ENABLED)).isTrue();
  }

  /** Boards boot with lines of equal names. */
  @Test
  void equalNamesOnABoardAreAWarning() {
    List<Diagnostic> found =
        found(
            AllFindings.LEVELS,
            "c@20 { compatible = \"c\"; reg = <0x20>; gpio-controller; #gpio-cells = <2>;"
                + " gpio-line-names = \"x1\", \"x1\"; };");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).code()).isEqualTo(VerifyCode.LINE_NAME_TWICE);
    assertThat(found.get(0).severity()).isEqualTo(Severity.WARNING);
  }

  private static String only(String nodes) {
    List<Diagnostic> found =
        found(AllFindings.LEVELS, "b@50 { compatible = \"b\"; reg = <0x50>; }; " + nodes);
    assertThat(found).hasSize(1);
    return found.get(0).code().id() + ": " + found.get(0).help().orElse("");
  }

  /** Trials D14: one cause led to two findings. */
  @Test
  void causesAreReportedOnce() {
    assertThat(only("a@48 { compatible = \"a\"; };"))
        .isEqualTo("no_device: set 'reg' of the node to the address of the device");
    assertThat(only("a@0x48 { compatible = \"a\"; reg = <0x48>; };")).startsWith("i2c_bus_reg: ");
    for (String number : List.of("0x48", "48")) {
      assertThat(only("a@48 { compatible = \"a\"; reg = \"%s\"; };".formatted(number)))
          .isEqualTo("no_device: write the number without quotes: reg = <0x48>");
    }
    assertThat(only("a@48 { compatible = \"a\"; reg = \"1a\"; };"))
        .startsWith("no_device: set 'reg'");
    assertThat(
            only(
                "}; reserved-memory { #address-cells = <1>; #size-cells = <1>; ranges;"
                    + " r@88000000 { compatible = \"ramoops\"; reg = <0 0x88000000 0x1000>; };"))
        .startsWith("region_unreadable: ");
    assertThat(
            only(
                "e: c@20 { compatible = \"nxp,pca9555\"; reg = <0x20>; gpio-controller;"
                    + " #gpio-cells = <2>; hog { gpio-hog; gpios = <&e 15 0>; output-high; }; };"))
        .startsWith("hog_ignored: ");
    assertThat(
            only(
                "e: c@20 { compatible = \"nxp,pca9555\"; reg = <0x20>; #interrupt-cells = <2>; };"
                    + " s@48 { compatible = \"a\"; reg = <0x48>; interrupt-parent = <&e>;"
                    + " interrupts = <1 2>; };"))
        .startsWith("interrupt_provider: add 'interrupt-controller' to the node");
    assertThat(
            only(
                "}; keys { compatible = \"acme,keys\"; gpios = <&e 1 0>; }; e: expander {"
                    + " compatible = \"acme,e\"; gpio-controller; "))
        .isEqualTo("no_controller: add '#gpio-cells' to /expander");
  }

  @Test
  void whatIsTurnedOffIsNoCause() {
    String nodes = "b@50 { compatible = \"b\"; reg = <0x50>; }; a@48 { compatible = \"a\"; };";
    assertThat(found(AllFindings.LEVELS, nodes, new LevelSetting(Severity.WARNING, "no-no_device")))
        .singleElement()
        .satisfies(one -> assertThat(one.code()).isEqualTo(Check.I2C_BUS_REG));
  }

  @Test
  void numberOfLinesMayBeAnyNumber() {
    String names = " gpio-controller; #gpio-cells = <2>; gpio-line-names = \"a\"; };";
    for (String chip :
        List.of(
            "\"fairchild,74hc595\"; registers-number = <0x10000000>;",
            "\"renesas,rcar-gen3-gpio\"; gpio-ranges = <&gpio 0 0 0x80000000>;")) {
      assertThat(codes("c@20 { reg = <0x20>; compatible = " + chip + names))
          .doesNotContain("names_surplus");
    }
  }

  @Test
  void cellsOfAnAddressAreShown() {
    List<Diagnostic> found =
        found(
            AllFindings.LEVELS,
            "}; memory@80000000 { device_type = \"memory\"; reg = <0x80000000 0x1000 1>; ");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).notes()).hasSize(2);
    assertThat(found.get(0).help().orElse(""))
        .contains("of / specify; otherwise, Linux finds this");
  }

  /** A number in a vendor's property is no reference. */
  @Test
  void suppliesAreReferences() {
    String off = "r: r@60 { compatible = \"acme,r\"; reg = <0x60>; status = \"disabled\"; };";
    String user = "d@61 { compatible = \"acme,d\"; reg = <0x61>; x-supply = <%s>; y = <&r>; };";
    assertThat(codes(off + user.formatted("&r"))).containsExactly("no_regulator");
    assertThat(codes(off + user.formatted("1"))).isEmpty();
  }

  @Test
  void takenPinIsShownInBothGroups() {
    String controller =
        "}; pins: pinctrl { compatible = \"pinctrl-single\"; #pinctrl-cells = <1>;"
            + " one: one { pinctrl-single,pins = <0x10 /* a, b */ (1 | 2)\n 0x14 1>; };"
            + " two: two { pinctrl-single,pins = <\n0x18 1>, <0x14 (3)>; }; };"
            + " x { compatible = \"acme,x\"; pinctrl-names = \"default\"; pinctrl-0 = <&one>; };"
            + " y { compatible = \"acme,y\"; pinctrl-names = \"default\"; pinctrl-0 = <&two>; ";
    List<Diagnostic> found = found(AllFindings.LEVELS, controller);
    assertThat(found).hasSize(1);
    assertThat(found.get(0).code()).isEqualTo(VerifyCode.PIN_TAKEN);
    assertThat(found.get(0).notes())
        .extracting(note -> note.message() + " " + text(note.origin()))
        .containsExactly("taken at &one", "the pin of /y is at 0x14", "the pin of /x is at 0x14");
  }

  private static String text(Origin origin) {
    return ((Origin.Source) origin).text().utf8();
  }
}
