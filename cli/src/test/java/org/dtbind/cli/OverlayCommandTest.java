// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.dtbind.source.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code dtbind overlay create}, {@code apply}, {@code check} and {@code params}. */
class OverlayCommandTest {

  private static final String DOOR =
      """
      apiVersion: dtbind/v1
      devices:
        - node: door
          compatible: myvendor,mydoor
          gpios: [{ controller: gpio2, offset: 19 }]
      """;

  @TempDir Path directory = Path.of("");

  private String write(String name, String text) throws Exception {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private String board() throws Exception {
    return write(
        "board.dts", "/dts-v1/;\n/ { gpio2: gpio { gpio-controller; #gpio-cells = <2>; }; };\n");
  }

  private String base() throws Exception {
    return write("base.dts", "/dts-v1/;\n/ { gpio2: gpio { }; };\n");
  }

  @Test
  void laterOverlaysSeeEarlierOnes() throws Exception {
    String one = write("1.dtso", "/dts-v1/;\n/plugin/;\n&gpio2 { mine: n { }; };\n");
    String two = write("2.dtso", "/dts-v1/;\n/plugin/;\n&mine { x = <1>; };\n");
    String out = directory.resolve("out.dts").toString();
    assertThat(Run.of("overlay", "apply", "--base", base(), "-o", out, one, two))
        .isEqualTo(new Run(0, "", ""));
    assertThat(Files.readString(Path.of(out))).contains("mine: n {\n\t\t\tx = <0x01>;");
  }

  @Test
  void missingLabelWritesNothing() throws Exception {
    String one = write("1.dtso", "/dts-v1/;\n/plugin/;\n&gpio3 { };\n&gpio4 { };\n");
    Path out = directory.resolve("out.dtb");
    Run run = Run.of("overlay", "apply", "--base", base(), "-o", out.toString(), one);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("1.dtso:3.1-7: ERROR (unresolved_label): /fragment@0:target:0: ")
        .contains("1.dtso:4.1-7: ERROR (unresolved_label): /fragment@1:target:0: ")
        .contains("help: did you mean 'gpio2'?\n");
    assertThat(out).doesNotExist();
  }

  @Test
  void overlayWithoutFragmentsIsAnError() throws Exception {
    Path out = directory.resolve("out.dtb");
    Run run = Run.of("-q", "overlay", "apply", "--base", base(), "-o", out.toString(), base());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ERROR (no_fragments): this is not an overlay");
    assertThat(out).doesNotExist();
    Run json = Run.of("check", "--together", "--diagnostics", "json", "--base", base(), base());
    assertThat(json.status()).isEqualTo(2);
    assertThat(json.err()).contains("\"severity\" : \"error\"");
    String nodes = write("n.dtso", "/dts-v1/;\n/plugin/;\n/ { soc { door { }; }; };\n");
    assertThat(Run.of("check", "--together", "-q", "--base", base(), nodes).err())
        .contains("ERROR (no_fragments)", "help: put the changes into '&LABEL { ... };'");
  }

  @Test
  void overlayWhoseFragmentsAreAllOffIsAnErrorUnlessParametersCanTurnThemOn() throws Exception {
    String off =
        write(
            "off.dtso",
            "/dts-v1/;\n/plugin/;\n/ { fragment@0 { target-path = \"/\"; __dormant__ { }; }; };\n");
    Run run = Run.of("-q", "check", "--together", "--base", base(), off);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("ERROR (all_off)");
    assertThat(Run.of("-q", "check", "--together", "--boot", "rpi", "--base", base(), off).status())
        .isZero();
  }

  /** An overlay of {@code overlay create}, if the base contains everything that is declared. */
  @ParameterizedTest
  @ValueSource(strings = {"dtso", "dtbo"})
  void emptyOverlayIsAccepted(String form) throws Exception {
    String spec = write("bindings.yaml", DOOR);
    String door = directory.resolve("door.dtbo").toString();
    String full = directory.resolve("full.dtb").toString();
    Run.ending(0, "overlay", "create", "--base", board(), "--spec", spec, "-o", door);
    Run.ending(0, "overlay", "apply", "--base", board(), "-o", full, door);
    String empty = directory.resolve("empty." + form).toString();
    Run.ending(0, "overlay", "create", "--base", full, "--spec", spec, "-o", empty);
    String out = directory.resolve("out.dtb").toString();
    Run run = Run.ending(0, "overlay", "apply", "--base", full, "-o", out, empty);
    assertThat(run.err()).contains("Warning (no_fragments): this overlay has no fragments");
    assertThat(Run.ending(0, "-q", "check", "--together", "--base", full, empty).err()).isEmpty();
  }

  @Test
  void missingDeclaredNodesBecomeAnOverlay() throws Exception {
    String spec = write("bindings.yaml", DOOR);
    String[] command = {"overlay", "create", "--base", board(), "--spec", spec};
    Run source = Run.of(command);
    assertThat(source.status()).as(source.err()).isZero();
    assertThat(source.out())
        .contains("/plugin/;\n")
        .contains("\tgpios = <&gpio2 19 0 /* GPIO_ACTIVE_HIGH */>;\n");

    String blob = directory.resolve("door.dtbo").toString();
    String out = directory.resolve("out.dts").toString();
    assertThat(Run.of("overlay", "create", "--base", board(), "--spec", spec, "-o", blob).status())
        .isZero();
    assertThat(Run.of("overlay", "apply", "--base", board(), "-o", out, blob))
        .isEqualTo(new Run(0, "", ""));
    assertThat(Files.readString(Path.of(out)).replaceAll("\\s+", " "))
        .contains("door { gpios = <0x01 0x13 0x00>; compatible = \"myvendor,mydoor\"; };");
  }

  @Test
  void invalidDeclarationCreatesNoOverlay() throws Exception {
    String spec = write("bindings.yaml", DOOR.replace("gpio2", "gpio3"));
    Path out = directory.resolve("door.dtso");
    Run run = Run.of("overlay", "create", "--base", board(), "--spec", spec, "-o", out.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("bindings.yaml:5.27-32: ERROR (unknown_node): ");
    assertThat(out).doesNotExist();
    assertThat(
            Run.of("overlay", "create", "--base", board(), "--spec", spec, "-O", "dtbo").status())
        .isEqualTo(64);
    Run missing = Run.of("overlay", "create", "--base", board(), "--spec", "/no/such.yaml");
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).contains("/no/such.yaml");
  }

  @Test
  void valuesOfParametersKeepBytesThatAreNotUtf8() throws IOException {
    String base =
        Files.writeString(
                directory.resolve("pi.dts"),
                "/dts-v1/;\n/ { s: s { }; __overrides__ { p = <&s>, \"v\"; }; };\n")
            .toString();
    Path out = directory.resolve("out.dtb");
    String value = FileName.text(Bytes.latin1("a\u00ffb"));
    Run.ending(
        0, "overlay", "apply", "--base", base, "--param", "p=" + value, "-o", out.toString());
    assertThat(new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1))
        .contains("a\u00ffb\0");
  }

  @Test
  void parametersApplyToThePrecedingOverlay() throws IOException {
    Path base =
        Files.writeString(
            directory.resolve("pi.dts"),
            "/dts-v1/;\n/ { bus: bus { }; s: s { };"
                + " __overrides__ { p = <&s>, \"v:0\"; }; };\n");
    List<String> overlays = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      String text =
          "/dts-v1/;\n/plugin/;\n/ { fragment@0 { target = <&bus>; __overlay__ { n: NAME { }; }; };"
              + " __overrides__ { p = <&n>, \"v:0\"; }; };\n";
      Path file = directory.resolve(name + ".dtso");
      overlays.add(Files.writeString(file, text.replace("NAME", name)).toString());
    }
    String out = directory.resolve("out.dts").toString();
    Run run =
        Run.of(
            "overlay",
            "apply",
            "--param",
            "p=1",
            "--base",
            base.toString(),
            overlays.get(0),
            "--param",
            "p=2",
            overlays.get(1),
            "--param",
            "p=3",
            "--param",
            "p=4",
            "-o",
            out);
    assertThat(run.err()).isEmpty();
    assertThat(Files.readString(Path.of(out)).replaceAll("\\s+", " "))
        .contains("s: s { v = <0x01>;")
        .contains("one { phandle = <0x03>; v = <0x02>;", "two { phandle = <0x04>; v = <0x04>;");
    Run ofBase =
        Run.of(
            "overlay",
            "apply",
            "--boot",
            "rpi",
            "--base",
            base.toString(),
            "--param",
            "p=7",
            "-o",
            out);
    assertThat(ofBase.status()).isZero();
    assertThat(Files.readString(Path.of(out))).contains("v = <0x07>");
    Run uboot =
        Run.of(
            "overlay",
            "apply",
            "--boot",
            "uboot",
            "--base",
            base.toString(),
            "--param",
            "p",
            "-o",
            out);
    assertThat(uboot.status()).isEqualTo(64);
    assertThat(uboot.err()).contains("--param is only for the Raspberry Pi's firmware");
    assertThat(
            Run.of(
                    "check",
                    "--together",
                    "--base",
                    base.toString(),
                    overlays.get(0),
                    "--param",
                    "q")
                .status())
        .isEqualTo(2);
  }

  @Test
  void parametersAreShownWithTheReadmeEntry() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("door-overlay.dts"),
            "/dts-v1/;\n/plugin/;\n/ { fragment@0 { target-path = \"/\"; __overlay__ { d: door { }; }; };"
                + " __overrides__ { reg = <&d>, \"v:0\"; }; };\n");
    assertThat(Run.of("explain", file.toString()).out()).startsWith("PARAMETER ");
    Files.writeString(
        directory.resolve("README"),
        "Name:   window\nInfo:   Another one\n\n\nName:   door\nInfo:   A door\u001b[31m\n"
            + "Load:   dtoverlay=door\nParams: reg                     Its number\n");
    Run table = Run.of("explain", file.toString());
    assertThat(table.out())
        .startsWith(
            "Name:   door\n\nInfo:   A door\\x1b[31m\n\nUsage:  dtoverlay=door\n\nParams: reg ")
        .contains("\nPARAMETER ", "Its number")
        .doesNotContain("Another");
    assertThat(Run.of("explain", "--format", "json", file.toString()).out())
        .contains("\"readme\" : \"Name:   door\\n");
    Files.writeString(directory.resolve("README"), "Name:   window\nInfo:   Another one\n");
    assertThat(Run.of("explain", file.toString()).out()).startsWith("PARAMETER ");
    try (RandomAccessFile huge = new RandomAccessFile(directory + "/README", "rw")) {
      huge.setLength(Limit.FILE_BYTES.most() + 1L);
    }
    Run without = Run.of("explain", file.toString());
    assertThat(without.status()).isZero();
    assertThat(without.out()).startsWith("PARAMETER ");
    assertThat(without.err()).contains("note: no descriptions: " + directory + "/README: ");
  }

  @Test
  void missingSubcommandIsAUsageError() {
    assertThat(Run.of("overlay").status()).isEqualTo(64);
    assertThat(Run.of("overlay", "apply").status()).isEqualTo(64);
  }

  /** A parameter may turn a fragment on, or off. */
  @Test
  void fragmentsAreThoseThatAreMerged() throws Exception {
    Files.createDirectory(directory.resolve("overlays"));
    String base = write("base.dts", "/dts-v1/;\n/ { aliases { a = &a; }; a: a { }; };\n");
    String fragment = "fragment@%d { target = <&a>; %s { p%1$d; }; };\n";
    String source =
        write(
            "clock.dtso",
            "/dts-v1/;\n/plugin/;\n/ {\n"
                + fragment.formatted(0, "__dormant__")
                + fragment.formatted(1, "__overlay__")
                + "__overrides__ { one = <0>, \"+0\"; off = <0>, \"-1\"; }; };\n");
    String blob = directory.resolve("overlays/clock.dtbo").toString();
    assertThat(Run.of("compile", "-o", blob, source).status()).isZero();
    for (String line : List.of("clock 1", "clock,one 2", "clock,off 0", "clock,one,off 1")) {
      String[] words = line.split(" ", -1);
      String config = write("config.txt", "dtoverlay=" + words[0] + "\n");
      assertThat(Run.of("check", "--together", "--config-txt", config, "--base", base).out())
          .contains("fragments: " + words[1] + "; labels: a");
    }
  }

  @Test
  void conflictNamesBothLinesOfConfigTxt() throws Exception {
    Files.createDirectory(directory.resolve("overlays"));
    String base =
        write(
            "base.dts",
            "/dts-v1/;\n/ { aliases { i2c = &gpio2; }; gpio2: gpio { gpio-controller;"
                + " #gpio-cells = <2>; }; };\n");
    for (String name : List.of("door", "bell")) {
      String source =
          "/dts-v1/;\n/plugin/;\n&{/} { %s: %s { compatible = \"v,d\"; gpios = <&gpio2 19 0>; }; };\n/ {"
              + " __overrides__ { line = <&%s>, \"gpios:4\"; }; };\n";
      String file = write(name + ".dtso", source.formatted(name, name, name));
      String blob = directory.resolve("overlays/" + name + ".dtbo").toString();
      assertThat(Run.of("compile", "-o", blob, file).status()).isZero();
    }
    String config = write("config.txt", "dtoverlay=door\ndtoverlay=bell\ndtparam=line=20,pin=1\n");
    String out = directory.resolve("out.dts").toString();
    Run applied = Run.of("overlay", "apply", "--config-txt", config, "--base", base, "-o", out);
    assertThat(applied.status()).as(applied.err()).isZero();
    assertThat(applied.err()).contains("config.txt:3.17-22: Warning (config_parameter)");
    assertThat(Files.readString(Path.of(out))).contains("gpios = <0x01 0x14 0x00>");
    Run checked = Run.of("check", "--together", "--config-txt", config, "--base", base);
    assertThat(checked.status()).isEqualTo(2);
    assertThat(checked.err()).contains("ERROR (config_parameter)").doesNotContain("line_taken");

    write("config.txt", "dtoverlay=door\ndtoverlay=bell\n");
    Run clash = Run.of("check", "--together", "--config-txt", config, "--base", base);
    assertThat(clash.status()).isEqualTo(2);
    assertThat(clash.err())
        .contains("ERROR (line_taken)")
        .contains("/door comes from " + config + ":1.1-15")
        .contains("/bell comes from " + config + ":2.1-15");
    assertThat(
            Run.of("check", "--together", "--config-txt", config, "--base", base, "--model", "pi9")
                .status())
        .isEqualTo(64);
    assertThat(
            Run.of("check", "--together", "--config-txt", config, "--base", base, "x.dtbo")
                .status())
        .isEqualTo(64);
  }

  @Test
  void hatOverlayComesFirstAndTakesLeadingParameters() throws Exception {
    Files.createDirectory(directory.resolve("overlays"));
    String base =
        write("base.dts", "/dts-v1/;\n/ { n: n { }; __overrides__ { v = <&n>, \"base:0\"; }; };\n");
    for (String name : List.of("hat", "door")) {
      String source =
          "/dts-v1/;\n/plugin/;\n&{/n} { %s: %s { }; };\n/ { __overrides__ { v = <&%s>, \"v:0\"; }; };\n";
      String file = write(name + ".dtso", source.formatted(name, name, name));
      String blob = directory.resolve("overlays/" + name + ".dtbo").toString();
      assertThat(Run.of("compile", "-o", blob, file).status()).isZero();
    }
    String map =
        write(
            "map.dts",
            "/dts-v1/;\n/ { other { uuid = [00]; overlay = \"door\"; };"
                + " ours { uuid = [5eb863b8 12f9 41ad 978f 4cee1b3eca62]; overlay = \"hat\"; }; };\n");
    String uuid = "5EB863B8-12f9-41ad-978f-4cee1b3eca62";
    String config =
        write(
            "config.txt",
            "dtparam=v=1\ndtparam=v=2\ndtoverlay=door,v=3\ndtoverlay=\ndtparam=v=4\n");
    Run unmapped = applyConfig(base, config, uuid);
    assertThat(unmapped.status()).isEqualTo(2);
    assertThat(unmapped.err())
        .contains("--hat:1.1-37: ERROR (config_no_overlay): ", "hat_map.dtb, which lists");
    Run typed = Run.of("compile", "-o", directory.resolve("overlays/hat_map.dtb").toString(), map);
    assertThat(typed.status()).isZero();

    String all = "n { base = <0x04>; door { v = <0x03>; }; hat { v = <0x02>; }; };";
    for (String hat : List.of(uuid, "hat")) {
      Run run = applyConfig(base, config, hat);
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out().replaceAll("\\s+", " ").replaceAll("phandle = <[^>]*>; ", ""))
          .contains(all);
    }
    assertThat(applyConfig(base, config, uuid.replace('5', '6')).err())
        .contains("hat_map.dtb has no entry for HAT 6eb863b8-");
    assertThat(applyConfig(base, config, "window").err())
        .contains("boots without overlay 'window'");

    write("config.txt", "dtoverlay=\ndtparam=v=1\n");
    assertThat(applyConfig(base, config, uuid).out())
        .contains("base = <0x01>")
        .doesNotContain("hat");
    assertThat(Run.of("check", "--together", "--base", base, "--hat", uuid).status()).isEqualTo(64);
  }

  private static Run applyConfig(String base, String config, String hat) {
    return Run.of(
        "overlay",
        "apply",
        "--config-txt",
        config,
        "--base",
        base,
        "--hat",
        hat,
        "-O",
        "dts",
        "-o",
        "-");
  }
}
