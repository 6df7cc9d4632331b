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
 * Runs {@code dtbind try} on random boards of Debian's linux-source-6.1 that have a GPIO
 * controller. Each must boot, and the devices in the kernel must be those that dtbind predicts from
 * the booted tree, and have the names that dtbind predicts from the board's own tree. The boards
 * must be of at least 8 vendors, with a median time of less than 3 seconds.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class TryOracleTest {

  private static final int BOARDS = 50;
  private static final int VENDORS = 8;
  private static final long MAX_MEDIAN_MS = 3000;

  @Test
  void boardsBootAsPredicted(Corpus corpus) throws IOException {
    Comparison comparison = Comparison.begin("try");
    String kernel = Checkout.dtbind("demo", "kernel").output().strip();
    String list = Files.readString(Path.of("src/it/trees/list-devices.sh"));
    int wanted = Comparison.number("oracle.sample", BOARDS);
    Path work = corpus.newDirectory("try");
    Set<String> vendors = new TreeSet<>();
    List<Long> times = new ArrayList<>();
    int count = 0;
    int failed = 0;
    int devices = 0;
    List<String> different = new ArrayList<>();
    for (String source : corpus.shuffled(comparison.seed())) {
      Path base = work.resolve("base.dtb");
      if (count == wanted || !corpus.compiles(corpus.dtc(), source, base)) {
        continue;
      }
      FlatTree tree = FlatTree.read(base);
      if (tree.nodes().values().stream().noneMatch(node -> node.containsKey("gpio-controller"))) {
        continue;
      }
      vendors.add(tree.vendor());
      count++;
      try {
        Path booted = work.resolve(count + ".dtb");
        long start = System.nanoTime();
        tryCommand(corpus, kernel).and("-o", booted.toString(), source).run().succeeded();
        times.add((System.nanoTime() - start) / 1_000_000);
        String deviceList = tryCommand(corpus, kernel).and(source, "--", "sh", "-c", list).output();
        devices += BootedTree.devices(deviceList).size();
        BootedTree.differences(booted, deviceList)
            .forEach(line -> different.add(source + ": " + line));
        BootedTree.differencesFromBoard(base, deviceList)
            .forEach(line -> different.add(source + ": " + line));
      } catch (AssertionError e) {
        comparison.say("%s: failed%n%s", source, e);
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
            .orElse(MAX_MEDIAN_MS);
    comparison.say(
        "tried %d boards of %d vendors, %d of them failed; median %d ms",
        count, vendors.size(), failed, median);
    comparison.passes(
        count == wanted
            && failed == 0
            && different.isEmpty()
            && (wanted < BOARDS || (vendors.size() >= VENDORS && median < MAX_MEDIAN_MS)));
  }

  private static Program tryCommand(Corpus corpus, String kernel) {
    return Checkout.dtbind("try", "-q", "--kernel", kernel)
        .and("-I", "scripts/dtc/include-prefixes")
        .in(corpus.directory());
  }
}
