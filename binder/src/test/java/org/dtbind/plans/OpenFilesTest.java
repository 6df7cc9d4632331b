// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.ReplacedPort;
import org.junit.jupiter.api.Test;

class OpenFilesTest {

  private static final int PROCESSES = 200;

  @Test
  void moreNodesReadNoMoreOfTheProcesses() throws IOException {
    int one = directories(1);
    assertThat(one).isEqualTo(3 * PROCESSES + 1);
    assertThat(directories(3)).isEqualTo(one);
  }

  /** Returns how many directories in /proc are read before so many nodes get another owner. */
  private static int directories(int nodes) throws IOException {
    String text =
        Files.readString(PlansTest.DIRECTORY.resolve("systems/board.txt"))
            + Files.readString(PlansTest.DIRECTORY.resolve("systems/gate-uio.txt"))
            + IntStream.range(0, PROCESSES)
                .mapToObj("/proc/%1$d/task/%1$d/fd/0 -> /dev/null\n"::formatted)
                .collect(Collectors.joining())
            + IntStream.range(0, nodes).mapToObj(OpenFilesTest::node).collect(Collectors.joining());
    SystemTree tree = SystemText.read(new SystemTree(Map.of(), Map.of()), text.lines().toList());
    AtomicInteger directories = new AtomicInteger();
    TreeSysfs counting =
        new TreeSysfs(() -> tree) {
          @Override
          public Attempt<List<String>> list(String path) {
            directories.addAndGet(path.startsWith("/proc") ? 1 : 0);
            return super.list(path);
          }
        };
    PlanRequest.of("give gate --owner alice")
        .results(ReplacedPort.in(TreeKernel.of(tree), counting), tree);
    return directories.get();
  }

  private static String node(int number) {
    return """
    /sys/devices/platform/soc/1000.gate/uio/uio%1$d/dev = 253:%1$d
    /sys/devices/platform/soc/1000.gate/uio/uio%1$d/uevent = DEVNAME=uio%1$d
    /sys/devices/platform/soc/1000.gate/uio/uio%1$d/subsystem -> ../../../../../../class/uio
    /sys/dev/char/253:%1$d -> ../../devices/platform/soc/1000.gate/uio/uio%1$d
    /dev/uio%1$d c 253:%1$d bob:root 0600
    """
        .formatted(number);
  }
}
