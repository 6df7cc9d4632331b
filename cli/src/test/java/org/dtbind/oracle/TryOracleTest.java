// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.acceptance.Checkout;
import org.dtbind.it.BootedTree;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Draws boards of Debian's linux-source-6.1 that have a GPIO controller, and has dtbind try each:
 * it must boot, and the kernel's list of devices must be what is predicted of the tree as it was
 * booted. All of at least 8 vendors must be so, with a median from command to result of less than 3
 * seconds.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class TryOracleTest {

  private static final int BOARDS = 50;
  private static final int VENDORS = 8;
  private static final long LONGEST = 3000;

  @Test
  void boardsBootAsPredicted(Corpus corpus) throws IOException {
    Comparison comparison = Comparison.begin("try");
    String kernel = Checkout.dtbind("demo", "kernel").output().strip();
    String list = Files.readString(Path.of("src/it/trees/list-devices.sh"));
    int wanted = Comparison.number("oracle.sample", BOARDS);
    Path work = corpus.newFolder("try");
    Set<String> vendors = new TreeSet<>();
    List<Long> times = new ArrayList<>();
    int made = 0;
    int failed = 0;
    int devices = 0;
    List<String> different = new ArrayList<>();
    for (String source : corpus.shuffled(comparison.seed())) {
      Path base = work.resolve("base.dtb");
      if (made == wanted || !corpus.compiles(corpus.dtc(), source, base)) {
        continue;
      }
      FlatTree tree = FlatTree.read(base);
      if (tree.nodes().values().stream().noneMatch(node -> node.containsKey("gpio-controller"))) {
        continue;
      }
      vendors.add(tree.vendor());
      made++;
      try {
        Path booted = work.resolve(made + ".dtb");
        long from = System.nanoTime();
        tried(corpus, kernel).and("-o", booted.toString(), source).run().succeeded();
        times.add((System.nanoTime() - from) / 1_000_000);
        String said = tried(corpus, kernel).and(source, "--", "sh", "-c", list).output();
        devices += BootedTree.devices(said).size();
        BootedTree.differences(booted, said).forEach(line -> different.add(source + ": " + line));
      } catch (AssertionError e) {
        comparison.say("%s: did not come to its end%n%s", source, e);
        failed++;
      }
    }
    comparison.show(different, different.size());
    comparison.say("%d devices, %d differences", devices, different.size());
    long median =
        times.stream()
            .sorted()
            .skip(Math.max(0, (times.size() - 1) / 2))
            .findFirst()
            .orElse(LONGEST);
    comparison.say(
        "tried %d boards of %d vendors, %d of them not to the end; median %d ms",
        made, vendors.size(), failed, median);
    comparison.passes(
        made == wanted
            && failed == 0
            && different.isEmpty()
            && (wanted < BOARDS || (vendors.size() >= VENDORS && median < LONGEST)));
  }

  private static Program tried(Corpus corpus, String kernel) {
    return Checkout.dtbind("try", "-q", "--kernel", kernel)
        .and("-I", "scripts/dtc/include-prefixes")
        .in(corpus.folder());
  }
}
