// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.dtbind.device.KernelModules;
import org.dtbind.device.LiveTree;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.gpio.SourceLines;
import org.dtbind.gpio.SourceLines.SourceEntry;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.testing.CopiedGroups;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads copies of systems whose files contain what no kernel writes. */
@Tag("large")
class HostileSystemTest {

  private static final String TREE = "/sys/firmware/devicetree/base";

  @TempDir private Path root = Path.of("");

  private CopiedGroups copy = new CopiedGroups(root);

  @BeforeEach
  void useDirectory() {
    copy = new CopiedGroups(root);
  }

  private Kernel kernel() {
    return LinuxKernel.open(root, Trace.NONE);
  }

  private void device(String name, String node) throws IOException {
    copy.device("platform", "/sys/devices/" + name, "", -1);
    copy.link("/sys/devices/" + name + "/of_node", node);
  }

  @Test
  void countOfModuleUsersMayHaveAnyNumberOfDigits() throws IOException {
    copy.file("/proc/modules", "m 1 99999999999 - Live 0x0\nn 1 2 - Live 0x0\n");
    assertThat(KernelModules.of(kernel()).loaded()).containsEntry("m", 1).containsEntry("n", 2);
  }

  @Test
  void chipNumberMayHaveAnyNumberOfDigits() throws IOException {
    copy.link("/sys/bus/gpio/devices/gpiochip99999999999", "/sys/devices/gpiochip99999999999");
    copy.link("/sys/bus/gpio/devices/gpiochip1", "/sys/devices/gpiochip1");
    assertThat(LiveGpio.read(kernel()).chips()).hasSize(1);
  }

  @Test
  void linkBesideTheTreeIsNotANode() throws IOException {
    copy.file(TREE + "foo/compatible", "x\0");
    device("d", TREE + "foo");
    assertThat(LiveTree.nodeOf(kernel().sysfs(), "/sys/devices/d")).isEmpty();
    device("e", TREE + "/a/");
    assertThat(LiveTree.nodeOf(kernel().sysfs(), "/sys/devices/e")).hasValue(new NodePath("/a"));
    device("r", TREE);
    assertThat(LiveTree.nodeOf(kernel().sysfs(), "/sys/devices/r")).hasValue(NodePath.ROOT);
  }

  @Test
  void reasonMayNameWhatIsNotANode() throws IOException {
    copy.file(TREE + "/d/compatible", "x\0");
    copy.file(TREE + "/a/ b/compatible", "x\0");
    copy.file("/sys/kernel/debug/devices_deferred", "d\tplatform: wait for supplier /a/ b\n");
    device("d", TREE + "/d");
    Probes probes = Probes.read(LiveSystem.read(kernel()), Set.of());
    assertThat(probes.all().get(1).reason()).contains("wait for supplier /a/ b");
  }

  @Test
  void cellCountMayBeTheGreatestNumber() throws IOException {
    copy.file(TREE + "/c/phandle", "\0\0\0\1");
    copy.file(TREE + "/c/#gpio-cells", "\u007f~~~");
    copy.file(TREE + "/u/gpios", "\0\0\0\1\0\0\0\2\0\0\0\3");
    LiveTree tree = LiveTree.of(kernel().sysfs());
    assertThat(SourceLines.of(tree, new NodePath("/u")).orElseThrow().entries())
        .extracting(SourceEntry::controller, SourceEntry::line)
        .containsExactly(tuple(Optional.of(new NodePath("/c")), Optional.empty()));
  }

  @Test
  void chainOfSuppliersMayBeLong() throws IOException {
    int devices = 300;
    StringBuilder deferred = new StringBuilder();
    for (int i = 0; i < devices; i++) {
      copy.file(TREE + "/d" + i + "/compatible", "x\0");
      device("d" + i, TREE + "/d" + i);
      deferred.append("d%d\twait for supplier /d%d\n".formatted(i, i + 1));
    }
    copy.file("/sys/kernel/debug/devices_deferred", deferred.toString());
    Probes probes = Probes.read(LiveSystem.read(kernel()), Set.of());
    assertThat(probes.all()).hasSize(devices);
    assertThat(probes.all()).allMatch(probe -> probe.reason().length() < 5_000);
  }

  @Test
  void manyControllersAreFoundInOneSearch() throws IOException {
    int controllers = 300;
    StringBuilder gpios = new StringBuilder();
    for (int i = 1; i <= controllers; i++) {
      String phandle = "\0\0" + (char) (i / 100) + (char) (i % 100);
      copy.file(TREE + "/c" + i + "/phandle", phandle);
      copy.file(TREE + "/c" + i + "/#gpio-cells", "\0\0\0\0");
      gpios.append(phandle);
    }
    copy.file(TREE + "/u/gpios", gpios.toString());
    LiveTree tree = LiveTree.of(kernel().sysfs());
    SourceLines lines =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> SourceLines.of(tree, new NodePath("/u")).orElseThrow());
    assertThat(lines.entries()).hasSize(controllers);
    assertThat(lines.obstacles(LiveGpio.read(kernel()), "u")).hasSize(controllers);
  }
}
