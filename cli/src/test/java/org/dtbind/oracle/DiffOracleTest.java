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
 * Runs {@code dtbind diff} on random pairs of boards with the same chip from Debian's
 * linux-source-6.1. cpp and dtc must compile the overlay, fdtoverlay must merge it into the first
 * board, and the result must equal the second board, except for differences that dtbind warned
 * about. A third of the pairs is given as sources, a third with the base as a blob, and a third as
 * two blobs with fixups.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class DiffOracleTest {

  private static final int PAIRS = 30;

  /** Warnings about differences that an overlay cannot express. */
  private static final Pattern UNSUPPORTED =
      Pattern.compile(
          "^.*Warning \\((?:node_stays|property_stays|label_stays|node_not_reached)\\): (/[^ ]*): .*"
              + "|^.*Warning \\((reservations_stay|boot_cpu_stays)\\).*");

  /**
   * A pair of boards.
   *
   * @param kind the form of the input: 0 two sources, 1 base as a blob, 2 two blobs
   */
  private record Pair(String base, String changed, int kind) {}

  @Test
  void diffOverlaysTurnOneBoardIntoAnother(Corpus corpus) throws IOException {
    ComparisonLog comparison = ComparisonLog.begin("diff");
    // dtc of Debian 12 cannot write fixups for references.
    Dtc dtc = Dtc.newest();
    int wanted = ComparisonLog.number("oracle.sample", PAIRS);
    Path work = corpus.newDirectory("diff");
    Path blob = work.resolve("one.dtb");
    int pairs = 0;
    int failed = 0;
    Map<String, String> earlier = new HashMap<>();
    for (String source : corpus.shuffled(comparison.seed())) {
      if (pairs == wanted || !corpus.compiles(dtc, source, blob)) {
        continue;
      }
      List<String> compatible = IndependentBlob.read(blob).compatible();
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
        comparison.say("%s -> %s: wrong%n%s", other, source, e);
        failed++;
      }
    }
    comparison.say("overlays created for %d pairs of boards, %d of them wrong", pairs, failed);
    comparison.passes(pairs == wanted && failed == 0);
  }

  /** Returns the numbers of changed nodes, unsupported differences and compared references. */
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
            .in(corpus.directory())
            .run()
            .succeeded();
    List<String> unsupported =
        diff.err().lines().map(DiffOracleTest::unsupported).filter(t -> !t.isEmpty()).toList();
    Dtc usual = corpus.dtc();
    usual.compileOverlay(corpus.cpp(overlay.toString()), work.resolve("o.dtbo"));
    // The base must have no fixups, because fdtoverlay would resolve them, too.
    usual
        .program("fdtoverlay")
        .and("-i", "base.dtb", "-o", "made.dtb", "o.dtbo")
        .in(work)
        .within(Duration.ofSeconds(20))
        .run()
        .succeeded();
    Set<String> exceptions = new TreeSet<>(unsupported);
    TreeDifferences differences =
        new TreeDifferences(
            IndependentBlob.read(work.resolve("wanted.dtb")),
            IndependentBlob.read(work.resolve("made.dtb")),
            exceptions);
    if (!differences.differences().isEmpty()) {
      throw new AssertionError(String.join("\n", differences.differences()));
    }
    long nodes = Files.readAllLines(overlay).stream().filter(line -> line.startsWith("&")).count();
    return "%d nodes, %d unsupported differences, %d references"
        .formatted(nodes, unsupported.size(), differences.references());
  }

  private static void compile(Corpus corpus, Dtc dtc, String source, Path blob, String... arguments)
      throws IOException {
    if (!corpus.compiles(dtc, source, blob, arguments)) {
      throw new AssertionError("dtc does not take " + source);
    }
  }

  /** Returns the place of an unsupported difference; empty for other messages. */
  private static String unsupported(String line) {
    Matcher unsupported = UNSUPPORTED.matcher(line);
    if (!unsupported.matches()) {
      return "";
    }
    String path = unsupported.group(1);
    return path != null
        ? path
        : line.contains("reservations_stay") ? "memreserve" : "boot_cpuid_phys";
  }
}
