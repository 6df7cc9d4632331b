// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.cli.session.InputFiles;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Limit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind check} with a board that includes a vendor's file. */
class CheckCommandTest {

  /** The vendor's file has two warnings: nodes without unit address. */
  private static final String SOC =
      """
      / {
      \t#address-cells = <1>;
      \t#size-cells = <1>;
      \tcompatible = "acme,soc";
      \tsoc {
      \t\tcompatible = "simple-bus";
      \t\t#address-cells = <1>;
      \t\t#size-cells = <1>;
      \t\tranges;
      \t\tgpio1: gpio@1000 {
      \t\t\tcompatible = "acme,gpio";
      \t\t\treg = <0x1000 0x100>;
      \t\t\tgpio-controller;
      \t\t\t#gpio-cells = <2>;
      \t\t\tinterrupt-controller;
      \t\t\t#interrupt-cells = <2>;
      \t\t};
      \t\ti2c1: i2c@2000 {
      \t\t\tcompatible = "acme,i2c";
      \t\t\treg = <0x2000 0x100>;
      \t\t\t#address-cells = <1>;
      \t\t\t#size-cells = <0>;
      \t\t};
      \t\tnoisy { reg = <0x3000 0x100>; };
      \t\tsecond { reg = <0x4000 0x100>; };
      \t};
      };
      """;

  private static final String BOARD =
      """
      /dts-v1/;
      #include "vendor/soc.dtsi"
      / {
      \tmodel = "Acme";
      \tkeys { compatible = "gpio-keys"; key { gpios = <&gpio1 3 0>; linux,code = <1>; }; };
      \tleds { compatible = "gpio-leds"; led { gpios = <&gpio1 4 0>; }; };
      };
      &i2c1 {
      \trtc@51 {
      \t\tcompatible = "acme,rtc";
      \t\treg = <0x51>;
      \t\tinterrupt-parent = <&gpio1>;
      \t\tinterrupts = <7 8>;
      \t};
      };
      """;

  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(directory.resolve("vendor"));
    Files.writeString(directory.resolve("vendor/soc.dtsi"), SOC);
    Files.writeString(directory.resolve("board.dts"), BOARD);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private String board(String from, String to) throws IOException {
    return file("changed.dts", BOARD.replace(from, to));
  }

  private static Run check(int status, String... arguments) {
    List<String> words = new ArrayList<>(List.of("check"));
    words.addAll(List.of(arguments));
    return Run.ending(status, words.toArray(String[]::new));
  }

  @Test
  void soundBoardHasNoFindingsOfItsOwn() {
    Run run = check(0, directory + "/board.dts");
    assertThat(run.err())
        .isEqualTo("dtbind: " + directory + "/vendor/soc.dtsi: 2 warnings; -v shows them\n");
    assertThat(run.out()).startsWith("1 file checked: 0 errors, 2 warnings, 0 known, ");
  }

  /** Nothing is said about pins that dtbind does not compare, but that. */
  @Test
  void controllersWhosePinGroupsAreUnknownAreNamedOnce() throws IOException {
    String pins =
        "/ { p: pinctrl { compatible = \"acme,pinctrl\"; %s: group { acme,pins = <1>; }; };"
            + " d { compatible = \"acme,d\"; pinctrl-names = \"default\"; pinctrl-0 = <&%s>; };"
            + " };\n";
    String board = BOARD + pins.formatted("g", "g");
    Run run = check(0, file("one.dts", board), file("two.dts", board));
    assertThat(run.err())
        .containsOnlyOnce(
            "note: pins were not compared in 2 files, because dtbind cannot read the pin groups of"
                + " acme,pinctrl\n");
  }

  /** dtc's check of the overlay alone cannot know the cells that the target has. */
  @Test
  void cellsOfAnOverlaysTargetAreThoseOfTheBase() throws IOException {
    String device = "/dts-v1/;\n/plugin/;\n%s { a@52 { compatible = \"a\"; reg = <0x52>; }; };\n";
    String base = file("base.dts", "/dts-v1/;\n" + SOC);
    assertThat(check(0, "--base", base, file("o.dtso", device.formatted("&i2c1"))).err()).isEmpty();
    assertThat(check(0, "--base", base, file("o.dtso", device.formatted("&gpio1"))).err())
        .contains("Warning (reg_format): /soc/gpio@1000/a@52:reg: ");
  }

  /** What an overlay's nodes refer to is in the base, and may be above their target. */
  @Test
  void referencesOfAnOverlayAreThoseOfTheMergedTree() throws IOException {
    String base =
        file(
            "base.dts",
            "/dts-v1/;\n"
                + SOC
                + """
                / {
                \tinterrupt-parent = <&gpio1>;
                \tpwm: pwm { #pwm-cells = <3>; };
                \tclk: clk { compatible = "fixed-clock"; #clock-cells = <0>; };
                };
                """);
    String overlay =
        """
        /dts-v1/;
        /plugin/;
        &i2c1 {
        \trtc@51 { compatible = "a"; reg = <0x51>; interrupts = <7 %s>; clocks = <&clk %s>; };
        };
        &{/} { lcd { compatible = "b"; pwms = <&pwm 0 50000 %s>; clocks = <&own %s>; };
        \town: own { compatible = "fixed-clock"; #clock-cells = <0>; };
        };
        """;
    Run sound = check(0, "--base", base, file("o.dtso", overlay.formatted("8", "", "0", "")));
    assertThat(sound.err()).isEmpty();
    Run broken = check(0, "--base", base, file("o.dtso", overlay.formatted("8 8", "1", "", "2")));
    assertThat(broken.err())
        .contains("o.dtso:4.43-64: Warning (interrupts_property): ")
        .contains("o.dtso:4.75-79: Warning (clocks_property): /soc/i2c@2000/rtc@51:clocks: ")
        .contains("o.dtso:6.40-44: Warning (pwms_property): /lcd:pwms: ")
        .contains("o.dtso:6.66-70: Warning (clocks_property): /lcd:clocks: ")
        .doesNotContain("__overlay__");
    assertThat(broken.out()).contains("4 warnings");
    assertThat(Run.ending(0, "check", "--together", "--base", base, directory + "/o.dtso").err())
        .isEqualTo(broken.err());
  }

  /** The names of parameters may be those of properties. */
  @Test
  void parametersAreNoPropertiesOfADevice() throws IOException {
    String parameters =
        "/ { __overrides__ { gpio = <&led>, \"gpios:4\"; label = <&led>, \"label\";"
            + " status = <&led>, \"status\"; clocks = <&led>, \"x:0\"; }; };\n";
    String led = "leds { compatible = \"gpio-leds\"; led: led { gpios = <&gpio1 4 0>; }; };";
    String base = file("base.dts", "/dts-v1/;\n" + SOC);
    String overlay = file("o.dtso", "/dts-v1/;\n/plugin/;\n&{/} { " + led + " };\n" + parameters);
    assertThat(check(0, "--boot", "rpi", "--base", base, overlay).err()).isEmpty();
    String board =
        file(
            "board.dts",
            "/dts-v1/;\n#include \"vendor/soc.dtsi\"\n/ { " + led + " };\n" + parameters);
    assertThat(check(0, board).err()).doesNotContain("board.dts:");
  }

  @Test
  void busThatABoardLeavesDisabledIsReported() throws IOException {
    Files.writeString(
        directory.resolve("vendor/soc.dtsi"),
        SOC.replace(
            "compatible = \"acme,i2c\";", "compatible = \"acme,i2c\"; status = \"disabled\";"));
    assertThat(check(0, directory + "/board.dts").err())
        .contains(
            "board.dts:9.2-8: Warning (no_device): /soc/i2c@2000/rtc@51: Linux creates no device",
            "disabled at " + directory + "/vendor/soc.dtsi:")
        .contains("help: set status = \"okay\" in &i2c1");
    assertThat(check(0, board("&i2c1 {", "&i2c1 { status = \"okay\";")).err())
        .doesNotContain("no_device");
    // The board's own file disables it, so it is intended.
    assertThat(check(0, board("&i2c1 {", "&i2c1 { status = \"disabled\";")).err())
        .doesNotContain("no_device");
  }

  @Test
  void nameOfANodeOrALineIsUnderlined() throws IOException {
    String source = board("rtc@51 {", "rtc@52 {");
    assertThat(check(0, source).err())
        .contains("changed.dts:9.2-8: Warning (i2c_bus_reg)", "|         ^~~~~~\n");
    String names =
        board("&i2c1 {", "&gpio1 { gpio-line-names = \"red\", \"blue\", \"red\"; };\n&i2c1 {");
    assertThat(check(0, names).err())
        .contains("changed.dts:8.43-48: Warning (line_name_twice)")
        .contains("the name of the other line is at " + names + ":8.28-33");
  }

  @Test
  void conflictOfABoardIsReported() throws IOException {
    Run run = check(2, board("<&gpio1 4 0>", "<&gpio1 3 0>"));
    assertThat(run.err())
        .contains("changed.dts:6.", "ERROR (line_taken): /leds/led:gpios: line 3 of /soc/gpio@1000")
        .contains("taken at " + directory + "/changed.dts:5.")
        .doesNotContain("simple_bus_reg");
  }

  /** Trials D1. */
  @Test
  void interruptWithTooFewCellsIsReportedAtTheUsersLine() throws IOException {
    Run run = check(0, board("<7 8>", "<7>"));
    assertThat(run.err())
        .contains(
            "changed.dts:13.3-20: Warning (interrupts_property): /soc/i2c@2000/rtc@51:interrupts:"
                + " gpio1 takes 2 cells (line, type), but this list has 1 cell",
            "\n  13 |                 interrupts = <7>;\n");
  }

  @Test
  void problemIsReportedOnceByChecksOfDtcAndByRules() throws IOException {
    assertThat(check(2, board("<&gpio1 4 0>", "<&gpio1 4>")).err())
        .contains("ERROR (wrong_specifier)")
        .doesNotContain("gpios_property");
  }

  @Test
  void findingsInOwnFilesComeFirstAndAllAreShownOnRequest() throws IOException {
    String changed = board("<7 8>", "<7>");
    String all = check(0, "-v", changed).err();
    assertThat(all.indexOf("interrupts_property")).isPositive();
    assertThat(all.indexOf("simple_bus_reg")).isGreaterThan(all.indexOf("interrupts_property"));
    Run json = check(0, "--diagnostics", "json", changed);
    assertThat(json.err()).contains("\"code\" : \"simple_bus_reg\"", "dtbind.diagnostics/1");
  }

  @Test
  void manyFilesShareTheFindingsOfAFile() throws IOException {
    String second = board("Acme", "Acme 2");
    Run run = check(0, "--format", "json", directory + "/board.dts", second);
    assertThat(run.err()).contains("soc.dtsi: 2 warnings;").containsOnlyOnce("warnings");
    assertThat(run.out())
        .contains("\"schema\" : \"dtbind.check/1\"", "\"kind\" : \"board\"", "\"warnings\" : 2");
  }

  @Test
  void blobsAndSourcesAreChecked() throws IOException {
    String wrong = board("<&gpio1 4 0>", "<&gpio1 3 0>");
    String blob = directory + "/b.dtb";
    Run.ending(0, "compile", wrong, "-o", blob);
    Run run = check(2, blob, directory + "/board.dts");
    assertThat(run.err()).contains("ERROR (line_taken): /leds/led:gpios", "simple_bus_reg");
    assertThat(run.out()).startsWith("2 files checked: 1 error, ");
  }

  @Test
  void overlaysAndDeclarationsAreCheckedOnABase() throws IOException {
    String overlay =
        file(
            "o.dtso",
            "/dts-v1/;\n/plugin/;\n&{/} { d { compatible = \"x\"; gpios = <&gpio1 3 0>; }; };\n");
    String declaration =
        file(
            "any",
            """
            # Devices
            apiVersion: dtbind/v1
            devices:
              - node: door
                compatible: acme,door
                gpios: [{ name: open, controller: gpio1, offset: 4 }]
            """);
    assertThat(check(2, overlay).err()).contains("ERROR (no_base)", "help: specify the base");
    Run run = check(2, "--base", directory + "/board.dts", overlay, declaration);
    assertThat(run.err())
        .contains("o.dtso:3.", "ERROR (line_taken): /d:gpios: line 3 of /soc/gpio@1000 is taken by")
        .contains("any:6.", "ERROR (line_taken): /door:gpios: line 4 of /soc/gpio@1000 is taken by")
        .doesNotContain("overlay.dtso");
    assertThat(run.out()).startsWith("2 files checked: 2 errors, 0 warnings");
  }

  @Test
  void hogOfAnOverlayIsSaidToDriveAnInterrupt() throws IOException {
    String overlay =
        file(
            "hog.dtso",
            "/dts-v1/; /plugin/;\n&gpio1 { radio-hog { gpio-hog; gpios = <7 0>; output-low; }; };\n");
    assertThat(check(2, "--base", directory + "/board.dts", overlay).err())
        .contains("/soc/gpio@1000/radio-hog:gpios: line 7 of /soc/gpio@1000 is an interrupt of")
        .contains("also used at " + directory + "/board.dts:");
  }

  @Test
  void referenceToADeletedNodeNamesTheDeletion() throws IOException {
    String board =
        board("&i2c1 {", "/delete-node/ &noisy;\n/ { user { bell = <&noisy>; }; };\n&i2c1 {");
    Files.writeString(
        directory.resolve("vendor/soc.dtsi"), SOC.replace("noisy {", "noisy: noisy {"));
    assertThat(check(2, board).err())
        .contains("reference to a node or label that does not exist: &noisy")
        .contains("deleted at " + directory + "/changed.dts:")
        .contains("help: remove the reference, or keep the node");
  }

  @Test
  void swappedCellsOfAnAddressAreFound() throws IOException {
    String board =
        file(
            "memory.dts",
            """
            /dts-v1/;
            / {
                #address-cells = <2>; #size-cells = <2>;
                memory@80000000 { device_type = "memory"; reg = <0x80000000 0 0 0x10000000>; };
            };
            """);
    assertThat(check(0, board).err())
        .contains("the unit address is 80000000, but the address in 'reg' is 8000000000000000")
        .contains("help: correct 'reg': the two cells of the address are swapped");
  }

  @Test
  void configTxtIsChecked() throws IOException {
    String config = file("config.txt", "dtoverlay=missing\n");
    Run run =
        check(2, "--config-txt", config, "--base", directory + "/board.dts", "--model", "pi4");
    assertThat(run.err()).contains("config.txt:1.");
    assertThat(check(64, "--config-txt", config).err()).contains("add --base B");
  }

  /** Also if its name begins with {@code no_}, by which others are turned off. */
  @Test
  void levelOfEachRuleCanBeSet() throws IOException {
    List<String> words = new ArrayList<>(List.of(directory + "/board.dts"));
    for (VerifyCode code : VerifyCode.values()) {
      words.addAll(List.of("-E", code.id(), "-W", "no-" + code.id(), "-W", "no_" + code.id()));
    }
    check(0, words.toArray(String[]::new));
    assertThat(check(64, "-W", "no_devise", directory + "/board.dts").err())
        .contains("there is no check 'no_devise'; did you mean 'no_device'?");
  }

  @Test
  void propertyBesideTheTargetIsReportedUnlessTurnedOff() throws IOException {
    String overlay =
        file(
            "beside.dtso",
            """
            /dts-v1/; /plugin/;
            / { fragment@0 { target = <&i2c1>; status = "okay"; __overlay__ { x; }; }; };
            """);
    String base = directory + "/board.dts";
    assertThat(check(0, "--base", base, overlay).err()).contains("Warning (property_ignored)");
    assertThat(check(0, "--base", base, "-W", "no-property_ignored", overlay).err())
        .doesNotContain("property_ignored");
    assertThat(check(2, "--base", base, "-E", "property_ignored", overlay).err())
        .contains("ERROR (property_ignored)");
    String lost = file("lost.dtso", "/dts-v1/; /plugin/;\n&i2c9 { x; };\n");
    assertThat(check(64, "--base", base, "-W", "no-unresolved_label", lost).err())
        .isEqualTo("dtbind: -W no-unresolved_label: 'unresolved_label' is always an error\n");
  }

  @Test
  void hogNeedsOnlyTheCellsOfItsController() throws IOException {
    Files.writeString(
        directory.resolve("vendor/soc.dtsi"), SOC.replace("\t\t\tgpio-controller;\n", ""));
    String board =
        file(
            "hog.dts",
            """
            /dts-v1/;
            #include "vendor/soc.dtsi"
            &gpio1 {
                a-hog { gpio-hog; gpios = <5 0>; output-low; };
                b-hog { gpio-hog; gpios = <5 0>; output-low; };
            };
            """);
    assertThat(check(2, board).err()).contains("line_taken").doesNotContain("hog_ignored");
  }

  @Test
  void levelsApplyToAllChecks() throws IOException {
    String wrong = board("<&gpio1 4 0>", "<&gpio1 3 0>");
    assertThat(check(0, "-W", "line_taken", wrong).err()).contains("Warning (line_taken)");
    assertThat(check(0, "-W", "no-line_taken", wrong).err()).doesNotContain("line_taken");
    assertThat(check(2, "-E", "simple_bus_reg", directory + "/board.dts").err())
        .contains("ERROR (simple_bus_reg)");
    assertThat(check(0, "-W", "line_taken", "-E", "no-line_taken", wrong).err())
        .contains("Warning (line_taken)");
    assertThat(check(64, "-W", "line_takn", wrong).err()).contains("did you mean 'line_taken'?");
  }

  @Test
  void baselineHidesKnownFindingsWhereverTheyAre() throws IOException {
    String wrong = board("<&gpio1 4 0>", "<&gpio1 3 0>");
    String known = directory + "/known";
    check(2, "--write-baseline", known, wrong);
    board("<&gpio1 4 0>", "\n\n<&gpio1 3 0>");
    Run run = check(0, "--baseline", known, wrong);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("1 file checked: 0 errors, 0 warnings, 3 known");
    board("<&gpio1 4 0>", "<&gpio1 3 0>, <&gpio1 4>");
    assertThat(check(2, "--baseline", known, wrong).err()).contains("wrong_specifier");
  }

  @Test
  void whyAFileIsNotReadIsNeverKnown() throws IOException {
    String known = directory + "/known";
    for (String file : List.of(directory + "/none.dts", file("wrong.dts", "/dts-v1/; / { a = <"))) {
      check(2, "--write-baseline", known, file);
      assertThat(Path.of(known)).isEmptyFile();
      String code = file.contains("none") ? "include_not_found" : "syntax";
      Files.writeString(Path.of(known), code + "\t" + file + "\n");
      Run run = check(2, "--baseline", known, file);
      assertThat(run.err()).startsWith(file).contains(": ERROR (");
      assertThat(run.out())
          .startsWith("0 files checked: 1 error, 0 warnings, 0 known, 1 file could not be checked");
    }
  }

  /** As the kernel's scripts/dtc/include-prefixes, by which arm64 boards include those of arm. */
  @Test
  void fileThatIsIncludedUnderTwoNamesHasOne() throws IOException {
    Files.createDirectories(directory.resolve("prefixes"));
    Files.createSymbolicLink(directory.resolve("prefixes/arm"), Path.of("../vendor"));
    String other = file("other.dts", BOARD.replace("vendor/soc.dtsi", "prefixes/arm/soc.dtsi"));
    String own = file("vendor/own.dts", BOARD.replace("vendor/soc.dtsi", "soc.dtsi"));
    assertThat(check(0, other, own).err())
        .contains(directory + "/vendor/soc.dtsi:24.", "/soc/noisy")
        .doesNotContain("prefixes");
    assertThat(check(0, directory + "/board.dts", other).err())
        .endsWith("dtbind: " + directory + "/vendor/soc.dtsi: 2 warnings; -v shows them\n")
        .doesNotContain("prefixes");
    Run all = check(0, "-v", directory + "/board.dts", other);
    assertThat(all.err()).containsOnlyOnce("/soc/noisy").doesNotContain("prefixes");
  }

  @Test
  void textsFitTheNumbersOfLinesAndCells() throws IOException {
    String single =
        file(
            "single.dts",
            """
            /dts-v1/;
            / {
            \tchip: gpio { compatible = "acme,gpio"; gpio-controller; #gpio-cells = <2>; ngpios = <1>; };
            \tleds { compatible = "gpio-leds"; led { gpios = <&chip 1 0>; }; };
            \tpinctrl { compatible = "pinctrl-single"; #pinctrl-cells = <2>;
            \t\tled-pins { pinctrl-single,pins = <0 1>; };
            \t};
            };
            """);
    assertThat(check(2, single).err())
        .contains("line 1 of /gpio does not exist: the controller only has line 0")
        .contains("help: write the offset of a register, its configuration and its function in");
  }

  /** A count, a size or a phandle in a message changes with other parts of a board. */
  @Test
  void knownFindingStaysKnownWhenItsNumbersChange() throws IOException {
    String wrong = board("<&gpio1 4 0>", "<&gpio1 4>");
    String known = directory + "/known";
    check(2, "--write-baseline", known, wrong);
    board("<&gpio1 4 0>", "<&gpio1 4 0 0>");
    assertThat(check(0, "--baseline", known, wrong).err()).isEmpty();
  }

  @Test
  void entriesOfABaselineKeepTheirRemarks() throws IOException {
    String wrong = board("<&gpio1 4 0>", "<&gpio1 3 0>");
    Path known = directory.resolve("known");
    check(2, "--write-baseline", known.toString(), wrong);
    String text = Files.readString(known);
    assertThat(text).contains("line_taken\t" + wrong + "\t/leds/led\tgpios\n");
    String remarked = text.replaceFirst("line_taken.*", "$0\t# agreed, #7");
    Files.writeString(known, "# ours\n\n" + remarked);
    String other = Files.writeString(directory.resolve("other.dts"), "/dts-v1/; / { };").toString();
    Path next = directory.resolve("next");
    for (String checked : List.of(wrong, other)) {
      Run run = check(0, "--baseline", "" + known, "--write-baseline", "" + next, checked);
      assertThat(run.err()).doesNotContain("no longer has");
      assertThat(Files.readString(next)).isEqualTo(remarked);
    }
    board("<&gpio1 4 0>", "<&gpio1 4 0>");
    assertThat(check(0, "--baseline", known.toString(), wrong).err())
        .contains("the baseline has a finding that " + wrong + " no longer has: line_taken ");
    Files.writeString(known, text + "line_taken in leds\n");
    assertThat(check(2, "--baseline", known.toString(), wrong).err())
        .contains("known:" + (text.lines().count() + 1) + ": this is not an entry of a baseline");
  }

  @Test
  void bindingsAreChecked() throws IOException {
    Path schemas = Files.createDirectory(directory.resolve("schemas"));
    Files.writeString(
        schemas.resolve("acme,door.yaml"),
        "$id: http://devicetree.org/schemas/acme,door.yaml#\n"
            + "$schema: http://devicetree.org/meta-schemas/core.yaml#\n"
            + "title: A door\nmaintainers: [ A <a@example.org> ]\n"
            + "properties: { compatible: { const: \"acme,door\" }, reg: { maxItems: 1 } }\n"
            + "required: [ compatible, reg ]\nadditionalProperties: true\n");
    String board = file("door.dts", "/dts-v1/;\n/ { door { compatible = \"acme,door\"; }; };\n");
    Run run = check(0, "--schemas", schemas.toString(), board);
    assertThat(run.err())
        .contains("door.dts:2.", "Warning (binding_requires): /door: ", "'reg'")
        .contains("Warning (binding_requires): /: ", "'#address-cells'");
    check(2, "--werror", "--schemas", schemas.toString(), board);
    // A rule says what Linux makes of a status.
    String off =
        file(
            "off.dts",
            "/dts-v1/;\n/ { compatible = \"a\"; d { compatible = \"b\"; status = \"enabled\"; }; };\n");
    assertThat(check(2, "--schemas", schemas.toString(), off).err())
        .contains("ERROR (no_device): /d: ")
        .doesNotContain("'status'[0]", "'status' is");
  }

  @Test
  void bindingsOfTheKernelTreeThatContainsTheBoardAreFound() throws IOException {
    Path linux = directory.resolve("linux");
    Path documents = Files.createDirectories(linux.resolve("Documentation/devicetree/bindings"));
    Files.createDirectories(linux.resolve("include/dt-bindings"));
    Files.writeString(
        documents.resolve("acme,door.yaml"),
        "$id: http://devicetree.org/schemas/acme,door.yaml#\n"
            + "$schema: http://devicetree.org/meta-schemas/core.yaml#\n"
            + "title: A door\nmaintainers: [ A <a@example.org> ]\n"
            + "properties: { compatible: { const: \"acme,door\" }, reg: { maxItems: 1 } }\n"
            + "required: [ compatible, reg ]\nadditionalProperties: true\n");
    Path boards = Files.createDirectories(linux.resolve("arch/arm64/boot/dts/acme"));
    Path board = boards.resolve("door.dts");
    Files.writeString(board, "/dts-v1/;\n/ { door { compatible = \"acme,door\"; }; };\n");
    String[] words = {"-v", "check", board.toString()};
    // Without this file, the directory is not a Linux source tree.
    assertThat(Run.ending(0, words).err()).doesNotContain("binding");
    Files.createFile(linux.resolve("MAINTAINERS"));
    assertThat(Run.ending(0, words).err())
        .contains("using the binding documents of " + linux + "\n")
        .contains("Warning (binding_requires): /door: ");
    assertThat(check(0, "--schemas", "none", board.toString()).err()).doesNotContain("binding");
    Files.setPosixFilePermissions(documents, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(Run.ending(0, words).err()).doesNotContain("binding_requires");
  }

  /** Trials C14. */
  @Test
  void equalProblemsAreShownOnce() throws IOException {
    String map =
        file(
            "map.dts",
            """
            /dts-v1/;
            / {
              pic: pic { interrupt-controller; #interrupt-cells = <1>; };
              map { #address-cells = <0>; #interrupt-cells = <1>; interrupt-map = <1 &pic 1 2 &pic 2>; };
            };
            """);
    assertThat(check(0, map).err()).containsOnlyOnce("interrupt_map");
    assertThat(Run.ending(0, "compile", "-o", directory + "/o", map).err())
        .containsOnlyOnce("interrupt_map");
  }

  @Test
  void pageHasTheFindings() throws IOException {
    String page = directory + "/page.html";
    check(2, "--html", page, board("<&gpio1 4 0>", "<&gpio1 3 0>"));
    assertThat(Files.readString(Path.of(page))).contains("line_taken", "1 error");
  }

  @Test
  void notesAreNotCountedAsWarnings() throws IOException {
    String config =
        file(
            "config",
            "# Linux/arm64 7.2.0 Kernel Configuration\nCONFIG_OF=y\n"
                + "CONFIG_GPIO_SHARED=y\nCONFIG_GPIO_SHARED_PROXY=y\n");
    String consumers = "a { a-gpios = <&gpio1 1 0>; }; b { b-gpios = <&gpio1 1 0>; };\n};\n";
    Files.writeString(
        directory.resolve("vendor/soc.dtsi"), SOC.strip().replaceFirst("};$", consumers));
    String board = directory + "/board.dts";
    assertThat(check(0, "-v", "--config", config, board).err()).contains("Note (line_shared)");
    Run run = check(0, "--config", config, board);
    assertThat(run.err())
        .isEqualTo("dtbind: " + directory + "/vendor/soc.dtsi: 2 warnings; -v shows them\n");
    assertThat(run.out()).startsWith("1 file checked: 0 errors, 2 warnings, ");
    String page = directory + "/page.html";
    String overlay =
        file(
            "o.dtso",
            "/dts-v1/;\n/plugin/;\n&gpio1 { };\n&{/} { c { c-gpios = <&gpio1 1 0>; }; };\n");
    Run.ending(
        0, "check", "--together", "--config", config, "--html", page, "--base", board, overlay);
    assertThat(Files.readString(Path.of(page))).contains("line_shared", "0 errors, 0 warnings");
  }

  /** Root may read every file. */
  @Test
  void aSourceThatMayNotBeReadIsNotPermitted() throws IOException {
    Path board = directory.resolve("board.dts");
    Files.setPosixFilePermissions(board, PosixFilePermissions.fromString("-w-------"));
    boolean isRoot = Files.getAttribute(directory, "unix:uid").equals(0);
    assertThat(check(isRoot ? 0 : 77, board.toString()).err())
        .contains(isRoot ? "" : "dtbind: " + board + ": permission denied\n");
    AccessDeniedException denied = new AccessDeniedException(board.toString());
    assertThat(InputFiles.named(board, denied)).isSameAs(denied);
  }

  @Test
  void unusableArgumentsAreRefused() {
    assertThat(check(64).err()).contains("FILE is missing");
    assertThat(check(64, "-j", "0", directory + "/board.dts").err()).contains("-j must be");
    check(2, directory + "/nothing.dts");
  }

  /**
   * Creates files that nobody can read, not even root, since they are larger than the limit;
   * returns the names of files of all kinds that cannot be read, such as memory without first page.
   */
  static List<String> unreadable(Path directory) throws IOException {
    for (String name : List.of("unread.dts", "unread.yaml", "unread.dtb")) {
      try (RandomAccessFile large = new RandomAccessFile(directory + "/" + name, "rw")) {
        large.writeInt(name.endsWith("b") ? 0xd00dfeed : 0x2f2f2f2f);
        large.setLength(Limit.FILE_BYTES.most() + 1);
      }
    }
    Files.createDirectory(directory.resolve("unread"));
    return Stream.of("unread.dts", "unread.dtb", "unread", "none.dts", "none.dtb", "/proc/self/mem")
        .map(name -> directory.resolve(name).toString())
        .toList();
  }

  @Test
  void unreadableFilesDoNotStopTheOthers() throws IOException {
    List<String> unread = new ArrayList<>(unreadable(directory));
    unread.add(directory + "/unread.yaml");
    String board = directory + "/board.dts";
    for (String file : unread) {
      Run alone = check(2, "--base", board, file);
      assertThat(alone.err()).matches("(?s)" + file + ": ERROR \\(.*(cannot be read: |no such ).+");
      assertThat(alone.out())
          .startsWith("0 files checked: 1 error, 0 warnings, 0 known, 1 file could not be checked");
    }
    List<String> words = new ArrayList<>(List.of("check", "--base", board));
    words.addAll(List.of("--html", directory + "/page", "--write-baseline", directory + "/known"));
    words.addAll(unread);
    words.addAll(List.of("--format", "json", board));
    Run all = Run.ending(2, words.toArray(String[]::new));
    assertThat(all.out()).containsOnlyOnce("\"read\" : true").contains(unread);
    assertThat(all.err().lines().filter(line -> line.contains("ERROR"))).hasSize(7);
    assertThat(directory.resolve("page")).content().contains("none.dtb", "cannot be read: ");
    assertThat(directory.resolve("known")).content().contains("simple_bus_reg");
  }

  @Test
  void reasonIsThatOfTheFile() throws IOException {
    unreadable(directory);
    assertThat(check(2, directory + "/unread").err())
        .endsWith(
            "/unread: ERROR (file_not_readable): cannot be read: this directory is not a"
                + " devicetree, because it has none of the files compatible, model,"
                + " #address-cells, #size-cells; specify a directory such as /proc/device-tree\n");
    assertThat(check(2, directory + "/unread.dtb").err())
        .contains("(file_not_readable): cannot be read: it is larger than 256 MiB");
    assertThat(check(2, directory + "/none.dtb").err()).contains("): no such file\n");
  }
}
