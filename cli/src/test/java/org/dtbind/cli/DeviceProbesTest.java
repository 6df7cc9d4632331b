// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dtbind.picture.XmlDocuments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests which nodes of a copied system should have a driver, and which kernel messages belong to
 * them.
 */
class DeviceProbesTest {

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void createSystem() throws IOException {
    write("proc/sys/kernel/osrelease", "6.1.0\n");
    write("proc/modules", "there 16384 0 - Live 0x0\n");
    String aliases = "alias of:N*T*Cacme,there there\nalias of:N*T*Cacme,waiting waiting\n";
    write("lib/modules/6.1.0/modules.alias", aliases);
    write("lib/modules/6.1.0/modules.dep", "");
    device("good", "acme,any");
    Files.createDirectories(directory.resolve("sys/bus/platform/drivers/acme"));
    Files.createSymbolicLink(
        directory.resolve("sys/devices/platform/good/driver"),
        Path.of("../../../bus/platform/drivers/acme"));
    device("refused", "acme,there");
    device("unloaded", "acme,waiting");
    device("unknown", "acme,nothing");
    device("first", "acme,x");
    device("second", "acme,x");
    node("off", "acme,there");
    write("sys/firmware/devicetree/base/off/status", "disabled\0");
    device("mcu", "acme,mcu");
    node("ghost", "acme,there");
    node("mcu/part", "acme,part");
    write(
        "sys/kernel/debug/devices_deferred",
        "first\tplatform: wait for supplier /unknown\n"
            + "second\tplatform: supplier first not ready\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void node(String node, String compatible) throws IOException {
    write("sys/firmware/devicetree/base/" + node + "/compatible", compatible + "\0");
  }

  private void device(String name, String compatible) throws IOException {
    node(name, compatible);
    String at = "sys/devices/platform/" + name;
    write(at + "/modalias", "of:N" + name + "T(null)C" + compatible + "\n");
    Files.createSymbolicLink(
        directory.resolve(at + "/of_node"), Path.of("../../../firmware/devicetree/base/" + name));
    Path devices = Files.createDirectories(directory.resolve("sys/bus/platform/devices"));
    Files.createSymbolicLink(devices.resolve(name), Path.of("../../../devices/platform/" + name));
  }

  @Test
  void knownFailuresAreNotNew() throws IOException {
    Path known = directory.resolve("known");
    assertThat(devices("--junit", "--write-baseline", known.toString()).status()).isEqualTo(5);
    String text = Files.readString(known);
    assertThat(text.lines()).contains("not_bound\tdevices\t/unloaded");
    Run same = devices("--junit", "--baseline", known.toString());
    assertThat(same.status()).as(same.toString()).isZero();
    assertThat(same.out()).contains("failures=\"0\"", "message=\"known failure\"");
    Files.writeString(
        known,
        text.replace("/refused\n", "/good\n").replace("/unloaded\n", "/unloaded # issue #7\n"));
    Run one = devices("--junit", "--baseline", known.toString());
    assertThat(one.status()).isEqualTo(5);
    assertThat(one.out()).contains("failures=\"1\"", "message=\"known failure: issue #7\"");
    assertThat(one.err()).contains("no longer has");
    assertThat(devices("--baseline", known.toString()).err()).contains("require --junit");
    assertThat(devices("--junit", "--write-baseline", "-").err()).contains("specify a file");
  }

  private Run devices(String... options) {
    String[] args = new String[options.length + 3];
    System.arraycopy(options, 0, args, 3, options.length);
    args[0] = "devices";
    args[1] = "--sysroot";
    args[2] = directory.toString();
    return Run.of(args);
  }

  @Test
  void reportHasTheReasonAndTheRootCauseOfEachFailure() throws Exception {
    write("proc/sys/kernel/hostname", "board-7\n");
    Run run = devices("--junit");
    assertThat(run.status()).as(run.toString()).isEqualTo(5);
    assertThat(XmlDocuments.parsed(run.out()).getDocumentElement().getTagName())
        .isEqualTo("testsuites");
    assertThat(run.out())
        .contains(
            "tests=\"10\" failures=\"5\" errors=\"0\" skipped=\"4\" hostname=\"board-7\">",
            "<property name=\"kernel\" value=\"6.1.0\"")
        .containsPattern("name=\"/good\"")
        .containsPattern(
            "name=\"/refused\">\n<failure message=\"the driver in there has not bound to it\"")
        .containsPattern(
            "name=\"/unloaded\">\n<failure message=\"the driver in module waiting, which is not"
                + " loaded, has not bound to it\"")
        .containsPattern(
            "name=\"/unknown\">\n<skipped message=\"dtbind does not know of a driver for it in this"
                + " kernel\"")
        .containsPattern("name=\"/off\">\n<skipped message=\"/off has status .{0,6}disabled")
        .containsPattern("name=\"/mcu/part\">\n<skipped message=\"depends on the driver of /mcu")
        .containsPattern(
            "name=\"/ghost\">\n<failure message=\"Linux has not created its device: it becomes"
                + " platform device ghost\"")
        .containsPattern(
            "name=\"/second\">\n<failure message=\"it waits for /first: it waits for /unknown:"
                + " .* type=\"/unknown\">");
  }

  @Test
  void unboundNodeWithBuiltInDriverFails() throws IOException {
    Path list = Files.writeString(directory.resolve("list"), "acme,other\nacme,nothing\n");
    assertThat(devices("--junit", "--compatibles", list.toString()).out())
        .containsPattern(
            "name=\"/unknown\">\n<failure message=\"the driver for .{0,6}acme,nothing.{0,6} has not"
                + " bound to it\"");
  }

  @Test
  void systemWithoutFailuresPasses() throws IOException {
    Files.delete(directory.resolve("sys/kernel/debug/devices_deferred"));
    Files.delete(directory.resolve("lib/modules/6.1.0/modules.alias"));
    Files.delete(directory.resolve("sys/firmware/devicetree/base/ghost/compatible"));
    Run run = devices("--junit");
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out()).doesNotContain("<failure");
  }

  @Test
  void conflictingOptionsAreRefused() {
    for (List<String> options :
        List.of(
            List.of("--compatibles", "list"),
            List.of("--junit", "--format", "json"),
            List.of("--junit", "good"))) {
      assertThat(devices(options.toArray(String[]::new)).status()).as("%s", options).isEqualTo(64);
    }
  }

  @Test
  void messagesAreListedUnderTheNodesTheyName() throws IOException {
    write(
        "log",
        """
        [    0.100000] OF: /mcu/part: could not get #gpio-cells
        [    1.500000] acme first: probe with driver acme failed with error -22
        <4>[    1.600000][    T1] acme: probe of second failed with error -22
        Nov 23 15:00:00 lab kernel: acme unknown: no clock
        kern  :err   : the first line of good news
        """);
    String log = directory.resolve("log").toString();
    Run run = Run.ending(0, "explain", "--sysroot", directory.toString(), "--dmesg", log);
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "/mcu/part 1 0.100000 OF: /mcu/part: could not get #gpio-cells",
            "/first 2 1.500000 acme first: probe with driver acme failed with error -22",
            "/second 3 1.600000 acme: probe of second failed with error -22",
            "/unknown 4 - acme unknown: no clock")
        .hasSize(5);
    run = Run.ending(0, "explain", "--sysroot", directory.toString(), "--dmesg", log, "second");
    assertThat(run.out()).contains("probe of second").doesNotContain("first");
    run = Run.ending(3, "explain", "--sysroot", directory.toString(), "--dmesg", log, "refused");
    assertThat(run.err()).contains("is about the specified name");
  }

  @Test
  @Tag("large")
  @Timeout(60)
  void longLogOfLargeTreeIsSortedQuickly() throws IOException {
    StringBuilder tree = new StringBuilder("/dts-v1/;\n/ {\n");
    IntStream.range(0, 50_000).forEach(i -> tree.append("n").append(i).append(" { };\n"));
    Path board = Files.writeString(directory.resolve("large.dts"), tree.append("};\n"));
    StringBuilder log = new StringBuilder();
    IntStream.range(0, 200_000).forEach(i -> log.append("at /n").append(i % 50_000).append('\n'));
    Path file = Files.writeString(directory.resolve("large.log"), log);
    String[] words = {"explain", "--tree", board.toString(), "--dmesg", file.toString()};
    assertThat(Run.ending(0, words).out().lines()).hasSize(200_001);
  }

  @Test
  void explainWithoutNameOrDmesgIsRefused() {
    assertThat(Run.ending(64, "explain").err()).contains("NAME");
  }
}
