// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.session.Phrases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the messages that new users get for typical mistakes. */
class FirstContactTest {

  @TempDir Path directory;

  private String base = "";

  @BeforeEach
  void writeBoard() throws Exception {
    Path file = directory.resolve("b.dts");
    Files.writeString(
        file,
        """
        /dts-v1/;
        / {
          #address-cells = <1>; #size-cells = <1>;
          gpio: gpio@100 {
            compatible = "acme,gpio"; reg = <0x100 0x10>;
            gpio-controller; #gpio-cells = <2>; ngpios = <54>;
          };
          uart0: serial@200 { compatible = "acme,uart"; reg = <0x200 0x10>; };
          soc {
            compatible = "me,soc"; ranges; #address-cells = <1>; #size-cells = <1>;
            kid: kid@300 { compatible = "me,kid"; reg = <0x300 0x10>; status = "disabled"; };
          };
        };
        """);
    base = file.toString();
  }

  private Run create(String device) throws Exception {
    Path spec = directory.resolve("s.yaml");
    Files.writeString(spec, "apiVersion: dtbind/v1\ndevices:\n" + device.indent(2));
    return Run.of("overlay", "create", "--base", base, "--spec", spec.toString());
  }

  @Test
  void declarationMistakesGetHelp() throws Exception {
    String device = "- { node: a, compatible: 'a,b', bind: gpio-aggregator, %s }";
    String flags = "gpios: [{ controller: gpio, offset: 1, flags: active-low }]";
    assertThat(create(device.formatted(flags)).err()).contains("help: write flags: [active-low]");
    assertThat(create(device.formatted("link: /dev/relays")).err())
        .contains("use a single name such as \"door\" for /dev/gpio/door");
    assertThat(create(device.formatted("gpios: [{ controller: uart0, offset: 1 }]")).err())
        .contains("/serial@200 is not a GPIO controller")
        .contains("help: specify the GPIO controller that has the line (the base has gpio");
  }

  @Test
  void missingCompatibleGetsHelp() throws Exception {
    Run made = create("- { node: a, gpios: [{ controller: gpio, offset: 1 }] }");
    assertThat(made.status()).as(made.err()).isZero();
    Path overlay = directory.resolve("a.dtso");
    Files.writeString(overlay, made.out());
    Run run =
        Run.of(
            "check",
            "--together",
            "--base",
            base,
            "--spec",
            directory.resolve("s.yaml").toString(),
            overlay.toString());
    assertThat(run.err())
        .contains("(no_device)")
        .containsOnlyOnce(overlay + ":")
        .contains("help: declare 'compatible' for the node");
  }

  @Test
  void explainListsAllCauses() {
    Run run = Run.of("explain", "--tree", base, "kid");
    assertThat(run.out())
        .containsPattern(
            "/soc/kid@300 has status \"disabled\"\n +then +depends on the driver of /soc")
        .contains("set status = \"okay\" in /soc/kid@300")
        .contains("add the missing \"simple-bus\" to its \"compatible\" property");
  }

  @Test
  void explainReportsThatNothingBlocksADevice() {
    assertThat(Run.of("explain", "--tree", base, "uart0").out())
        .containsPattern("so far +nothing blocks it");
    assertThat(Run.of("explain", "--tree", base, "kid").out()).doesNotContain("nothing blocks it");
  }

  @Test
  void suggestedCommandsNameTheTreeAndAreNotCut() {
    Run run =
        Run.with(
            java.util.Map.of("DTBIND_TTY", "1", "COLUMNS", "40"), "explain", "--tree", base, "kid");
    String text = run.out().replaceAll("\u001b\\[[0-9;]*m", "").replaceAll("\\s+", " ");
    assertThat(text.replace(" ", "")).contains("dtbindexplain--tree" + base + "/soc");
    assertThat(text).doesNotContain("…");
  }

  /** A proposed command works if it is pasted. */
  @Test
  void suggestedCommandsHaveTheOptionsOfTheTree() throws Exception {
    Path headers = Files.createDirectory(directory.resolve("the headers"));
    Files.writeString(headers.resolve("soc.dtsi"), Files.readString(Path.of(base)));
    Path tree = directory.resolve("t.dts");
    Files.writeString(tree, "#include \"soc.dtsi\"\n&kid { status = KID; };\n");
    List<String> options =
        List.of("-I", headers.toString(), "-D", "KID=\"okay\"", "--release", "6.1");
    String words = " --tree %s -I '%s' -D 'KID=\"okay\"'".formatted(tree, headers);
    for (String shown : List.of("--format=table", "--html=-")) {
      List<String> all = new ArrayList<>(List.of("explain", "kid", "--tree", tree.toString()));
      all.addAll(options);
      all.add(shown);
      Run run = Run.ending(0, all.toArray(String[]::new));
      assertThat(plain(run)).contains(plain("dtbind explain" + words + " --release 6.1 /soc"));
    }
    Files.writeString(
        tree, "&gpio { gpio-line-names = \"bell\", \"ring\"; };\n", StandardOpenOption.APPEND);
    List<String> ofLine = new ArrayList<>(List.of("explain", "bell", "--tree", tree.toString()));
    ofLine.addAll(options);
    assertThat(plain(Run.ending(0, ofLine.toArray(String[]::new))))
        .contains(plain("dtbind lines" + words));
  }

  private static String plain(Run run) {
    return plain(run.out().replaceAll("<[^>]*>", "").replace("&quot;", "\"").replace("&#39;", "'"));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void explainOfLineSuggestsListingTheOtherLines() throws Exception {
    Path tree = directory.resolve("chip.dts");
    Files.writeString(
        tree,
        "/dts-v1/;\n/ { chip { compatible = \"a,b\"; gpio-controller; #gpio-cells = <2>;"
            + " ngpios = <2>; gpio-line-names = \"bell\", \"ring\"; }; };\n");
    assertThat(Run.of("explain", "--tree", tree.toString(), "bell").out())
        .contains("1 other line", "dtbind lines --tree " + tree);
  }

  @Test
  void drawingSuggestsTheSameCommandsAsTheTable() {
    Run run = Run.of("explain", "--tree", base, "kid", "--html", "-");
    String text = run.out().replaceAll("<[^>]*>", "").replaceAll("\\s+", "");
    assertThat(text).contains("dtbindexplain--tree" + base + "/soc");
  }

  @Test
  void helpIsNoWiderThanTheTerminal() {
    java.util.Map<String, String> terminal = java.util.Map.of("DTBIND_TTY", "1", "COLUMNS", "80");
    assertThat(Run.with(terminal, "explain", "--help").out().lines())
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void takenLineIsNotListedAsFree() throws Exception {
    Path overlay = directory.resolve("t.dts");
    Files.writeString(
        overlay,
        """
        /dts-v1/; /plugin/;
        &{/} {
          relays { compatible = "acme,relays"; gpios = <&gpio 17 0>; };
          door { compatible = "acme,door"; gpios = <&gpio 17 0>, <&gpio 99 0>, <&gpio 3 0>; };
        };
        """);
    Run run = Run.of("check", "--together", "--base", base, overlay.toString());
    assertThat(run.out())
        .contains("line_taken: line 17 of /gpio@100 is taken by")
        .contains("line_out_of_range: line 99 of /gpio@100 does not exist")
        .containsPattern("/door:gpios\\[2], line 3 of /gpio@100 +one of 54 lines");
  }

  @Test
  void muxedLineIsNotListedAsFree() throws Exception {
    Path board = directory.resolve("muxed.dts");
    Files.writeString(
        board,
        """
        /dts-v1/;
        / {
          gpio: gpio {
            compatible = "brcm,bcm2835-gpio"; gpio-controller; #gpio-cells = <2>;
            gpio-ranges = <&gpio 0 0 54>;
            sd: sd { brcm,pins = <34 35>; brcm,function = <7>; };
          };
          mmc { compatible = "acme,mmc"; pinctrl-names = "default"; pinctrl-0 = <&sd>; };
        };
        """);
    Path overlay = directory.resolve("m.dts");
    Files.writeString(
        overlay,
        """
        /dts-v1/; /plugin/;
        &{/} { door { compatible = "acme,door"; gpios = <&gpio 34 0>, <&gpio 3 0>; }; };
        """);
    Run run = Run.of("check", "--together", "--base", board.toString(), overlay.toString());
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.err()).contains("Warning (line_muxed): /door:gpios: line 34 of /gpio is pin 34");
    assertThat(run.out())
        .contains("line_muxed: line 34 of /gpio is pin 34, which /mmc uses")
        .containsPattern("/door:gpios\\[1], line 3 of /gpio +one of 54 lines");
  }

  @Test
  void deferredProbeWithoutReasonIsExplained() {
    assertThat(Phrases.waits(""))
        .isEqualTo("its driver has deferred probing; the kernel does not say why");
    assertThat(Phrases.waits("supplier x"))
        .isEqualTo("its driver has deferred probing (supplier x)");
  }

  /** The user wrote the declaration, so an offset in the generated blob would not help. */
  @Test
  void errorsArePlacedInTheDeclaration() throws Exception {
    Path spec = directory.resolve("p.yaml");
    Files.writeString(
        spec,
        """
        apiVersion: dtbind/v1
        devices:
          - node: led
            compatible: "acme,led"
            gpios: [{ controller: gpio, offset: 42 }]
          - node: relays
            compatible: "acme,relays"
            gpios:
              - { name: a, controller: gpio, offset: 17 }
              - { name: b, controller: gpio, offset: 42 }
              - { name: c, controller: gpio, offset: 53 }
            bind: gpio-aggregator
        """);
    Path overlay = directory.resolve("p.dtbo");
    Run made =
        Run.of(
            "overlay",
            "create",
            "--base",
            base,
            "--spec",
            spec.toString(),
            "-o",
            overlay.toString());
    assertThat(made.status()).as(made.err()).isZero();
    Files.writeString(Path.of(base), Files.readString(Path.of(base)).replace("<54>", "<50>"));
    Run run =
        Run.of(
            "check", "--together", "--base", base, "--spec", spec.toString(), overlay.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.INPUT.code());
    assertThat(run.err())
        .contains(spec + ":5.41-43: ERROR (line_taken): ")
        .contains("taken at " + spec + ":10.46-48")
        .contains("^~\n  found in the tree at " + overlay + "@0x")
        .contains(spec + ":11.46-48: ERROR (line_out_of_range): ");
    assertThat(run.err().lines().filter(line -> line.startsWith(overlay.toString()))).isEmpty();
  }

  /** The table made from the driver's source has the number of lines. */
  @Test
  void drawingShowsTheLineCountOfTheDriver() throws Exception {
    Path tree = directory.resolve("pi.dts");
    Files.writeString(
        tree,
        """
        /dts-v1/;
        / { gpio: gpio@0 { compatible = "brcm,bcm2711-gpio"; gpio-controller; #gpio-cells = <2>; }; };
        """);
    String drawn = Run.of("explain", "--tree", tree.toString(), "&gpio", "--html", "-").out();
    assertThat(drawn).contains("58 lines").doesNotContain("the tree does not say");
  }
}
