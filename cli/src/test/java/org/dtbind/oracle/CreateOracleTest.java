// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Creates overlays with dtbind for random boards of Debian's linux-source-6.1 that have a labelled
 * GPIO controller with two cells. cpp and dtc must compile each overlay, fdtoverlay must merge it,
 * and the result must equal that of {@code dtbind overlay apply} after sorting with dtc. The boards
 * must be of at least 8 vendors.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class CreateOracleTest {

  private static final int BOARDS = 50;
  private static final int VENDORS = 8;

  private static final String DECLARATION =
      """
      apiVersion: dtbind/v1
      devices:
        - node: dtbind-door
          labels: [dtbind_door]
          compatible: myvendor,mydoor
          gpios:
            - { name: open, controller: LABEL, offset: 3 }
            - { name: lock, controller: "&LABEL", offset: 4, flags: [active-low, open-drain] }
          properties:
            acme,controller: "&LABEL"
        - node: "&LABEL"
          properties:
            gpio-line-names: ["", "", "", "open"]
      """;

  @Test
  void mergedOverlaysMatchFdtoverlay(Corpus corpus) throws IOException {
    ComparisonLog comparison = ComparisonLog.begin("create");
    long seed = comparison.seed();
    Random random = new Random(seed);
    int wanted = ComparisonLog.number("oracle.sample", BOARDS);
    Path work = corpus.newDirectory("create");
    Path base = work.resolve("base.dtb");
    int made = 0;
    int failed = 0;
    Set<String> vendors = new TreeSet<>();
    for (String source : corpus.shuffled(seed)) {
      if (made == wanted || !corpus.compiles(corpus.dtc(), source, base)) {
        continue;
      }
      IndependentBlob tree = IndependentBlob.read(base);
      List<String> labels = controllerLabels(tree);
      if (labels.isEmpty()) {
        continue;
      }
      String label = labels.get(random.nextInt(labels.size()));
      vendors.add(tree.vendor());
      made++;
      try {
        compare(corpus, work, label);
      } catch (AssertionError e) {
        comparison.say("%s, %s: differs%n%s", source, label, e);
        failed++;
      }
    }
    comparison.say(
        "overlays created for %d boards of %d vendors, %d of them wrong",
        made, vendors.size(), failed);
    comparison.passes(
        made == wanted && failed == 0 && (wanted < BOARDS || vendors.size() >= VENDORS));
  }

  /** Returns the labels of GPIO controllers with two cells and at least five lines. */
  private static List<String> controllerLabels(IndependentBlob tree) {
    return tree.properties("/__symbols__").keySet().stream()
        .filter(label -> isController(tree, tree.text("/__symbols__", label).orElseThrow()))
        .toList();
  }

  private static boolean isController(IndependentBlob tree, String node) {
    return tree.properties(node).containsKey("gpio-controller")
        && tree.cell(node, "#gpio-cells").equals(Optional.of(2))
        && tree.cell(node, "ngpios").orElse(5) >= 5;
  }

  private static void compare(Corpus corpus, Path work, String label) throws IOException {
    Files.writeString(work.resolve("bindings.yaml"), DECLARATION.replace("LABEL", label));
    Checkout.dtbind("overlay", "create", "--base", "base.dtb", "--spec", "bindings.yaml")
        .and("-o", "o.dtso")
        .in(work)
        .run()
        .succeeded();
    Dtc dtc = corpus.dtc();
    String overlay = work.resolve("o.dtso").toString();
    dtc.compileOverlay(corpus.cpp(overlay, "-I", "include"), work.resolve("o.dtbo"));
    dtc.program("fdtoverlay")
        .and("-i", "base.dtb", "-o", "theirs.dtb", "o.dtbo")
        .in(work)
        .within(Duration.ofSeconds(10))
        .run()
        .succeeded();
    Checkout.dtbind("overlay", "apply", "-I", corpus.directory().resolve("include").toString())
        .and("--base", "base.dtb", "-o", "ours.dtb", "o.dtso")
        .in(work)
        .run()
        .succeeded();
    List<String> theirs = sortedSource(dtc, work.resolve("theirs.dtb"));
    List<String> ours = sortedSource(dtc, work.resolve("ours.dtb"));
    if (!theirs.equals(ours)) {
      throw new AssertionError(String.join("\n", ComparisonLog.differences(theirs, ours)));
    }
  }

  private static List<String> sortedSource(Dtc dtc, Path blob) throws IOException {
    Program print = dtc.dtc("-q", "-s", "-I", "dtb", "-O", "dts", blob.toString());
    return print.run().succeeded().lines();
  }
}
