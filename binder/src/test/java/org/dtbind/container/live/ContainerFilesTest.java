// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.container.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dtbind.change.FileChange;
import org.dtbind.change.RequestOptions;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.plans.TreeKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.junit.jupiter.api.Test;

class ContainerFilesTest {

  private static final String NO_DEVICE = "[]";

  private static final String DOOR = "[{ node: /door, bind: gpio-aggregator }]";

  private static final String FILES =
      """
      /run/cdi/dtbind.org-gpio_door.json = {}
      /etc/cdi/dtbind.org-gpio_door.json = {}
      /run/cdi/dtbind.org-gpio_small_door.json = {}
      /etc/cdi/dtbind.org-gpio_small_door.json = {}
      /run/cdi/dtbind.org-gpio_door.2.json = {}
      /run/cdi/acme.org-gpio_door.json = {}
      /run/cdi/door.json = {}
      /run/udev/rules.d/80-dtbind-cdi-gpio_door.rules = # door
      /run/udev/rules.d/80-dtbind-cdi-gpio_small_door.rules = # small door
      /run/udev/rules.d/80-acme-gpio_door.rules = # door
      """;

  @Test
  void deviceWithoutNodeLosesOnlyItsOwnFiles() throws IOException {
    assertThat(removed("board", DOOR, false, false))
        .containsExactly(
            "/etc/cdi/dtbind.org-gpio_door.json", "/run/cdi/dtbind.org-gpio_door.json");
  }

  @Test
  void planKeepsTheFilesOfDevicesThatMayHaveNodesLater() throws IOException {
    assertThat(removed("board", DOOR, false, true)).isEmpty();
  }

  @Test
  void deviceWithNodeLosesItsOwnFilesInOtherDirectories() throws IOException {
    assertThat(removed("door-bound", DOOR, false, false))
        .containsExactly("/etc/cdi/dtbind.org-gpio_door.json");
  }

  @Test
  void pruningRemovesTheFilesOfOtherDevicesThatDtbindWrote() throws IOException {
    assertThat(removed("door-bound", DOOR, true, false))
        .containsExactly(
            "/etc/cdi/dtbind.org-gpio_door.json",
            "/etc/cdi/dtbind.org-gpio_small_door.json",
            "/run/cdi/dtbind.org-gpio_door.2.json",
            "/run/cdi/dtbind.org-gpio_small_door.json",
            "/run/udev/rules.d/80-dtbind-cdi-gpio_small_door.rules");
    assertThat(removed("board", NO_DEVICE, false, false)).isEmpty();
  }

  /** Returns the paths of the files that are removed from a system, in order. */
  private static List<String> removed(String system, String devices, boolean prune, boolean dryRun)
      throws IOException {
    Path systems = Path.of("src/test/resources/plans/systems");
    String text = Files.readString(systems.resolve("board.txt"));
    if (!system.equals("board")) {
      text += Files.readString(systems.resolve(system + ".txt"));
    }
    WritableKernel kernel = TreeKernel.of(text + FILES);
    ContainerRequest request =
        new ContainerRequest(
            ContainerRequest.VOLATILE, prune, new RequestOptions(Duration.ZERO, false, dryRun));
    return new ContainerFiles(kernel, () -> false)
        .plan(specification(devices), request).planned().about().orElseThrow().files().stream()
            .filter(change -> change.after().isEmpty())
            .map(FileChange::path)
            .toList();
  }

  private static Specification specification(String devices) {
    String text = "apiVersion: dtbind/v1\ndevices: " + devices + "\n";
    return SpecReader.read(new SourceFile("bindings.yaml", Bytes.utf8(text))).value().orElseThrow();
  }
}
