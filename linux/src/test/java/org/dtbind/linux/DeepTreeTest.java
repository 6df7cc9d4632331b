// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Security review 17: a source of 110 KB with nested buses took half a minute. */
class DeepTreeTest {

  private static final int NODES = 3_200;

  private static DeviceTree nestedBuses(int depth, String content) {
    StringBuilder source =
        new StringBuilder("/dts-v1/;\n/ { #address-cells = <1>; #size-cells = <1>;\n");
    for (int chain = 0; chain < NODES / depth; chain++) {
      for (int level = 0; level < depth; level++) {
        source
            .append("a")
            .append(level == 0 ? chain : "")
            .append(" { compatible = \"simple-bus\";");
        source.append(content);
      }
      source.append("};".repeat(depth)).append('\n');
    }
    Bytes text = Bytes.latin1(source.append("};\n").toString());
    CompileOptions options = new CompileOptions(List.of(), List.of(), true, false);
    return new Compiler(options, name -> Optional.of(text)).compile("x.dts").value().orElseThrow();
  }

  /** Returns the least CPU time of several runs, which depends little on other load. */
  private static long nanoseconds(DeviceTree tree) {
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertThat(Populations.of(tree)).hasSize(NODES);
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      least = Math.min(least, end - begin);
    }
    return least;
  }

  @Test
  @Tag("large")
  void nestedBusesTakeLinearTime() {
    String content = "ranges;\n";
    assertThat(nanoseconds(nestedBuses(200, content)))
        .isLessThan(10 * nanoseconds(nestedBuses(20, content)));
  }

  @Test
  void addressTranslationThroughNestedBusesIsFast() {
    String content = "#address-cells = <1>; #size-cells = <1>; reg = <0 1>; ranges = <0 0 9>;\n";
    // Each address is translated once per level, so more time than above is expected.
    assertThat(nanoseconds(nestedBuses(200, content)))
        .isLessThan(60 * nanoseconds(nestedBuses(20, content)));
  }

  @Test
  void deviceNameContainsTheWholePath() {
    String name = DeviceNames.of(nestedBuses(20, "ranges;"), new NodePath("/a0/a/a"));
    assertThat(name).isEqualTo("a0:a:a");
  }
}
