// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests {@code dtbind check --together} with the stacks that the tests of the overlay library use.
 */
class CheckTogetherTest {

  private static final Path CASES = Path.of("../overlays/src/test/resources/verify");

  @TempDir private Path directory = Path.of("");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Runs the command on a stack, and removes directory names from its messages. */
  private Run check(Path stack, String... options) throws IOException {
    String base = Files.copy(CASES.resolve("base.dts"), directory.resolve("base.dts")).toString();
    if (Files.exists(stack.resolve("no-symbols"))) {
      String blob = directory.resolve("base.dtb").toString();
      assertThat(Run.of("compile", "-q", "-o", blob, base).status()).isZero();
      base = blob;
    }
    List<String> words = new ArrayList<>(List.of("check", "--together", "--base", base));
    words.addAll(List.of(options));
    // The nodes of many cases lack what these checks ask for.
    words.addAll(List.of("-W", "no-unit_address_vs_reg", "-W", "no-pci_bridge"));
    if (Files.exists(stack.resolve("bindings.yaml"))) {
      words.add("--spec");
      words.add(stack.resolve("bindings.yaml").toString());
    }
    if (Files.exists(stack.resolve("boot"))) {
      words.add("--boot");
      words.add(Files.readString(stack.resolve("boot")).strip());
    }
    if (Files.exists(stack.resolve("first.dtso"))) {
      words.add(stack.resolve("first.dtso").toString());
    }
    words.add(stack.resolve("overlay.dtso").toString());
    Run run = Run.of(words.toArray(String[]::new));
    String err = run.err().replace(stack + "/", "").replace(directory + "/", "");
    return new Run(run.status(), run.out(), err);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void invalidStackIsReported(String name) throws IOException {
    Run run = check(CASES.resolve(name).resolve("broken"));
    String expected = Files.readString(CASES.resolve(name).resolve("expected.txt"));
    assertThat(run.err()).isEqualTo(expected);
    assertThat(run.status()).isEqualTo(expected.contains(": ERROR (") ? 2 : 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void validStackPasses(String name) throws IOException {
    Run run = check(CASES.resolve(name).resolve("sound"));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("overlay.dtso").contains("bytes");
  }

  @Test
  void checkedDevicesAndLinesAreListed() throws IOException {
    Run table = check(CASES.resolve("unknown-key/sound"));
    assertThat(table.out().replaceAll(" +", " "))
        .contains("device /door becomes platform device door\n")
        .contains("line /door:gpios[1], line 20 of /soc/gpio@1000 one of 32 lines\n");
  }

  @Test
  void parameterMayRepeatALineOrExceedTheController() throws IOException {
    String base = Files.copy(CASES.resolve("base.dts"), directory.resolve("base.dts")).toString();
    String spec = directory.resolve("door.yaml").toString();
    Files.writeString(
        Path.of(spec),
        """
        apiVersion: dtbind/v1
        devices:
          - node: door
            compatible: myvendor,mydoor
            bind: gpio-aggregator
            gpios:
              - { name: open, controller: gpio2, offset: 19 }
              - { name: lock, controller: gpio2, offset: 20 }
            parameters: [{ name: pin, sets: offset, line: open }]
        """);
    String overlay = directory.resolve("door.dtso").toString();
    assertThat(Run.of("overlay", "create", "--base", base, "--spec", spec, "-o", overlay).status())
        .isZero();
    String[] check = {"check", "--together", "-q", "--base", base, "--spec", spec, overlay, ""};
    int last = check.length - 1;
    check[last] = "--param=pin=20";
    assertThat(Run.of(check).err())
        .contains("ERROR (line_repeated): /door:gpios: line 20 of /soc/gpio@1000 is listed twice");
    check[last] = "--param=pin=-1";
    assertThat(Run.of(check).err()).contains("ERROR (line_out_of_range)", "line 4294967295");
    check[last] = "--param=pin=21";
    assertThat(Run.of(check).err())
        .contains("'gpios' of /door differs from the declaration")
        .doesNotContain("'gpio-line-names'");
  }

  @Test
  void jsonReportListsProblemsAndDevices() throws IOException {
    Run json = check(CASES.resolve("two-owners-of-a-line/broken"), "--format", "json");
    assertThat(json.status()).isEqualTo(2);
    assertThat(json.out().replaceAll("\\s+", " ").replace(" : ", ": "))
        .contains("\"schema\": \"dtbind.check-together/1\", \"sound\": false,")
        .contains("\"labels\": [ \"gpio2\" ]")
        .contains("\"becomesDevice\": \"yes\", \"bus\": \"platform\", \"device\": \"door\"")
        .contains("\"line\": \"5\", \"lines\": 32, \"linesFrom\": \"its 'ngpios'\"");
  }

  @Test
  void unknownBootChainIsRefused() {
    Run run = Run.of("check", "--together", "--base", "b.dtb", "--boot", "grub", "o.dtbo");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("'--boot' accepts uboot, rpi or kernel-runtime, not 'grub'");
  }

  @Test
  void parameterChecksHaveLevels() throws Exception {
    String base =
        Files.writeString(directory.resolve("pi.dts"), "/dts-v1/;\n/ { bus: bus { }; };\n")
            .toString();
    String overlay =
        Files.writeString(
                directory.resolve("off.dtso"),
                "/dts-v1/;\n/plugin/;\n/ {\n"
                    + "fragment@0 { target = <&bus>; __overlay__ { on; }; };\n"
                    + "fragment@1 { target = <&bus>; __dormant__ { off; }; };\n};\n")
            .toString();
    Run warned = Run.of("check", "--together", "--base", base, overlay);
    assertThat(warned.status()).isZero();
    assertThat(warned.err())
        .contains("Warning (fragment_never_on): /fragment@1: 'fragment@1' is turned off");
    Run failed = Run.of("check", "--together", "--base", base, overlay, "-E", "fragment_never_on");
    assertThat(failed.status()).isEqualTo(2);
    assertThat(failed.err()).contains("ERROR (fragment_never_on)");
    Run silent =
        Run.of("check", "--together", "--base", base, overlay, "-W", "no-fragment_never_on");
    assertThat(silent.status()).isZero();
    assertThat(silent.err()).isEmpty();
    assertThat(Run.of("check", "--together", "--base", base, "--boot", "uboot", overlay).err())
        .isEmpty();
    Run unknown = Run.of("check", "--together", "--base", base, overlay, "-W", "fragment_never_of");
    assertThat(unknown.status()).isEqualTo(64);
    assertThat(unknown.err()).contains("did you mean 'fragment_never_on'?");
    Run other = Run.of("check", "--together", "--base", base, overlay, "-W", "nosuch");
    assertThat(other.err()).isEqualTo("dtbind: there is no check 'nosuch'\n");
    assertThat(Run.of("compile", base, "-W", "no-nosuch").err()).isEqualTo(other.err());
  }

  @Test
  void checksOfDtcRunOnEachOverlay() throws Exception {
    String base = Files.writeString(directory.resolve("b.dts"), "/dts-v1/;\n/ { };\n").toString();
    String overlay =
        Files.writeString(
                directory.resolve("o.dtso"),
                "/dts-v1/;\n/plugin/;\n&{/} { door@1 { label = \"d\"; }; };\n")
            .toString();
    Run run = Run.of("check", "--together", "--base", base, overlay);
    assertThat(run.status()).isZero();
    assertThat(run.err()).contains("o.dtso:3.8-14: Warning (unit_address_vs_reg): ");
    assertThat(Run.of("check", "--base", base, overlay).err()).isEqualTo(run.err());
    Run failed =
        Run.of("check", "--together", "--base", base, overlay, "-E", "unit_address_vs_reg");
    assertThat(failed.status()).isEqualTo(2);
  }

  @Test
  void declarationIsNoOverlay() throws Exception {
    String base = Files.writeString(directory.resolve("b.dts"), "/dts-v1/;\n/ { };\n").toString();
    String declared =
        Files.writeString(directory.resolve("b.yaml"), "apiVersion: dtbind/v1\n").toString();
    Run run = Run.ending(64, "check", "--together", "--base", base, declared);
    assertThat(run.err())
        .contains("b.yaml is a declaration, not an overlay")
        .contains("to check it with the overlays, use --spec");
  }
}
