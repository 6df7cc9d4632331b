// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Draws pairs of boards with the same chip from Debian's linux-source-6.1, and has dtbind make the
 * overlay that turns one into the other: cpp and dtc must compile it, fdtoverlay must merge it, and
 * the result must be the other board, but for what dtbind said of it. A third of the pairs is given
 * as sources, a third with the base as a blob, a third as two blobs that tell their references.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class DiffOracleTest {

  private static final int PAIRS = 30;

  /** What an overlay cannot say. */
  private static final Pattern TOLD =
      Pattern.compile(
          "^.*Warning \\((?:node_stays|property_stays|label_stays|node_not_reached)\\): (/[^ ]*): .*"
              + "|^.*Warning \\((reservations_stay|boot_cpu_stays)\\).*");

  /**
   * A pair of boards.
   *
   * @param kind how it is given: 0 as sources, 1 with the base as a blob, 2 as blobs
   */
  private record Pair(String base, String changed, int kind) {}

  @Test
  void overlaysMakeOneBoardOfTheOther(Corpus corpus) throws IOException {
    Comparison comparison = Comparison.begin("diff");
    // Of references, Debian 12's own dtc says nothing.
    Dtc dtc = Dtc.newest();
    int wanted = Comparison.number("oracle.sample", PAIRS);
    Path work = corpus.newFolder("diff");
    Path blob = work.resolve("one.dtb");
    int pairs = 0;
    int failed = 0;
    Map<String, String> earlier = new HashMap<>();
    for (String source : corpus.shuffled(comparison.seed())) {
      if (pairs == wanted || !corpus.compiles(dtc, source, blob)) {
        continue;
      }
      List<String> compatible = FlatTree.read(blob).compatible();
      if (compatible.isEmpty()) {
        continue;
      }
      String other = earlier.put(compatible.get(compatible.size() - 1), source);
      if (other == null) {
        continue;
      }
      pairs++;
      try {
        String made = compare(corpus, dtc, work, new Pair(other, source, pairs % 3));
        comparison.say("%s -> %s: %s", other, source, made);
      } catch (AssertionError e) {
        comparison.say("%s -> %s: not what it should be%n%s", other, source, e);
        failed++;
      }
    }
    comparison.say(
        "overlays made for %d pairs of boards, %d of them not as they should be", pairs, failed);
    comparison.passes(pairs == wanted && failed == 0);
  }

  /** Returns how many nodes were changed and references compared, and what was not said. */
  private static String compare(Corpus corpus, Dtc dtc, Path work, Pair pair) throws IOException {
    String from = pair.base();
    String to = pair.changed();
    compile(corpus, dtc, pair.base(), work.resolve("base.dtb"));
    compile(corpus, dtc, pair.changed(), work.resolve("wanted.dtb"), "-L");
    if (pair.kind() == 1) {
      from = work.resolve("base.dtb").toString();
    } else if (pair.kind() == 2) {
      compile(corpus, dtc, pair.base(), work.resolve("told.dtb"), "-L");
      from = work.resolve("told.dtb").toString();
      to = work.resolve("wanted.dtb").toString();
    }
    Path overlay = work.resolve("o.dtso");
    Finished diff =
        Checkout.dtbind("--diagnostics", "dtc", "overlay", "diff")
            .and("-I", "scripts/dtc/include-prefixes", from, to, "-o", overlay.toString())
            .in(corpus.folder())
            .run()
            .succeeded();
    List<String> told =
        diff.err().lines().map(DiffOracleTest::told).filter(t -> !t.isEmpty()).toList();
    Dtc usual = corpus.dtc();
    usual.compileOverlay(corpus.cpp(overlay.toString()), work.resolve("o.dtbo"));
    // Of a blob with fixups of its own fdtoverlay would take those for its business.
    usual
        .program("fdtoverlay")
        .and("-i", "base.dtb", "-o", "made.dtb", "o.dtbo")
        .in(work)
        .within(Duration.ofSeconds(20))
        .run()
        .succeeded();
    Set<String> exceptions = new TreeSet<>(told);
    TreeDifferences differences =
        new TreeDifferences(
            FlatTree.read(work.resolve("wanted.dtb")),
            FlatTree.read(work.resolve("made.dtb")),
            exceptions);
    if (!differences.found().isEmpty()) {
      throw new AssertionError(String.join("\n", differences.found()));
    }
    long nodes = Files.readAllLines(overlay).stream().filter(line -> line.startsWith("&")).count();
    return "%d nodes, %d not said, %d references"
        .formatted(nodes, told.size(), differences.references());
  }

  private static void compile(Corpus corpus, Dtc dtc, String source, Path blob, String... arguments)
      throws IOException {
    if (!corpus.compiles(dtc, source, blob, arguments)) {
      throw new AssertionError("dtc does not take " + source);
    }
  }

  /** Returns what a message says of the result; empty for another message. */
  private static String told(String line) {
    Matcher told = TOLD.matcher(line);
    if (!told.matches()) {
      return "";
    }
    String path = told.group(1);
    return path != null
        ? path
        : line.contains("reservations_stay") ? "memreserve" : "boot_cpuid_phys";
  }
}
