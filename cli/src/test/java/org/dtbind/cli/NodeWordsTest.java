// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.change.result.ExitStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that all commands accept the same names for a node or device. */
class NodeWordsTest {

  @TempDir Path directory;

  private HostileFiles files = new HostileFiles(Path.of(""), "");

  @BeforeEach
  void createFiles() throws Exception {
    files = HostileFiles.in(directory, "x");
    Files.delete(directory.resolve("sysroot/run/dtbind/journal"));
    Files.delete(directory.resolve("sysroot/run/dtbind/bindings/platform:x"));
  }

  private Run run(String command, String word, String... more) {
    List<String> args = new java.util.ArrayList<>(List.of(command.split(" ", -1)));
    args.add(word);
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/soc-x/bus-x@2000",
        "/soc-x//bus-x@2000/",
        "&bus",
        "bus",
        "bus-x@2000",
        "bus-x",
        "2000.bus-x"
      })
  void nameSelectsTheSameNodeInAllCommands(String word) {
    String sysroot = files.path("sysroot");
    for (String source : List.of("--tree " + files.path("base.dtb"), "--sysroot " + sysroot)) {
      assertThat(run("show " + source, word).out()).as(word).startsWith("bus-x@2000 {");
      assertThat(run("devices " + source, word).out()).as(word).contains("/soc-x/bus-x@2000");
      assertThat(run("devices " + source, word).out().lines()).as(word).hasSize(2);
      Run explained = run("explain " + source, word);
      assertThat(explained.out()).as(word + explained.err()).contains("/soc-x/bus-x@2000");
    }
    for (String command :
        List.of(
            "bind --driver vfio-platform --dry-run --sysroot ", "unbind --dry-run --sysroot ")) {
      Run run = run(command + sysroot, word);
      assertThat(run.err() + run.out()).as(command + word).contains("2000.bus-x");
      assertThat(run.status()).as(command + run.err()).isNotEqualTo(ExitStatus.NOT_FOUND.code());
    }
    Run status = run("status --sysroot " + sysroot, word);
    assertThat(status.out()).as(word + status.err()).contains("2000.bus-x");
  }

  @Test
  void aliasesAndPathsBelowLabelsAreAccepted() {
    String tree = "--tree " + files.path("base.dtb");
    // "x" is an alias of the controller.
    assertThat(run("show " + tree, "x").out()).startsWith("gpio@1000 {");
    assertThat(run("devices " + tree, "x").out()).contains("/gpio@1000");
    assertThat(run("devices --sysroot " + files.path("sysroot"), "x").out()).contains("/gpio@1000");
    assertThat(run("show " + tree, "&gpio").out()).startsWith("gpio@1000 {");
    assertThat(run("devices " + tree, "&gpio/none").status()).isEqualTo(3);
    assertThat(run("explain " + tree, "&gpio/").out()).contains("/gpio@1000");
  }

  @Test
  void sysfsDirectorySelectsItsDevice() {
    String sysroot = "--sysroot " + files.path("sysroot");
    String device = "/sys/bus/platform/devices/2000.bus-x";
    String base = "/sys/firmware/devicetree/base/soc-x/bus-x@2000/";
    String proc = "/proc/device-tree/soc-x/bus-x@2000";
    for (String word : List.of(device, "/sys/devices/platform/2000.bus-x", base, proc)) {
      assertThat(run("show " + sysroot, word).out()).startsWith("bus-x@2000 {");
      assertThat(run("devices " + sysroot, word).out()).contains("2000.bus-x");
      assertThat(run("explain " + sysroot, word).out()).contains("2000.bus-x");
      assertThat(run("status " + sysroot, word).out()).contains("2000.bus-x");
    }
  }

  @Test
  void ambiguousNameListsTheNodes() throws Exception {
    Path source = directory.resolve("two.dts");
    Files.writeString(
        source,
        """
        /dts-v1/;
        / { a { door { compatible = "a,b"; }; }; b { door { compatible = "a,b"; }; }; };
        """);
    Run show = run("show --tree " + source, "door");
    assertThat(show.status()).isEqualTo(3);
    assertThat(show.err())
        .contains("door is ambiguous (2 matches):\n  /a/door (by ")
        .contains("/b/door");
    // The argument of devices is a filter, which may match several nodes.
    assertThat(run("devices --tree " + source, "door").out()).contains("/a/door", "/b/door");
  }

  @Test
  void nodeWithoutDeviceIsReported() {
    Run run = run("devices --tree " + files.path("base.dtb"), "/aliases");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .contains("/aliases has no \"compatible\" property, so it does not become a device");
  }

  /** The most common cause is that the overlay was not applied at boot. */
  @Test
  void missingDeclaredNodeSuggestsTheOverlay() throws Exception {
    Path spec = directory.resolve("relays.yaml");
    Files.writeString(
        spec,
        """
        apiVersion: dtbind/v1
        devices:
          - { node: relays, compatible: "acme,relays", bind: gpio-aggregator }
        """);
    for (String command : List.of("apply --dry-run", "status")) {
      Run run = run(command + " --sysroot " + files.path("sysroot") + " --spec", spec.toString());
      assertThat(run.status()).as(command + run.err()).isEqualTo(3);
      assertThat(run.err() + run.out())
          .as(command)
          .contains("the devicetree of this system has no node /relays")
          .contains("create the overlay with 'dtbind overlay create'")
          .doesNotContain("run dtbind devices to list all devices");
    }
  }
}
