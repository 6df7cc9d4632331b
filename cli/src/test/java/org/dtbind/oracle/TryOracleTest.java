// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dtbind.acceptance.Checkout;
import org.dtbind.cli.Run;
import org.dtbind.it.BootedTree;
import org.dtbind.linux.TargetKernel;
import org.dtbind.sandbox.SandboxKernel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs {@code dtbind try} on all boards of Debian's linux-source-6.1, one on each processor. Each
 * must boot, and the devices in the kernel must be those that dtbind predicts from the booted tree,
 * and have the names that dtbind predicts from the board's own tree.
 *
 * <p>{@code -Doracle.sample=N} tries only N boards. The order is random: to continue a run that was
 * interrupted, repeat its seed ({@code -Doracle.seed=N}), and skip the boards that were tried
 * ({@code -Doracle.skip=N}).
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class TryOracleTest {

  /** The number of boards between two reports of progress. */
  private static final int STEP = 50;

  /** On two processors, with nothing else running. */
  private static final long MAX_MS = 1500;

  /**
   * A board that was tried.
   *
   * @param devices the number of devices that the kernel created
   * @param differences the differences from predictions
   * @param failure the reason why the board did not boot, or what is missing of it
   */
  private record Tried(
      String board, int devices, List<String> differences, Optional<String> failure) {}

  @Test
  void boardsBootAsPredicted(Corpus corpus) throws IOException {
    ComparisonLog comparison = ComparisonLog.begin("try");
    Path program = Path.of(Checkout.dtbind("try", "--setup").output().strip());
    SandboxKernel kernel = new SandboxKernel(program, "6.1", "", Optional.empty());
    TargetKernel known = TargetKernel.of(kernel.configuration().orElseThrow());
    Path work = corpus.newDirectory("try");
    Checkout.dtbind("compile", "-q", "-@", "--out-dir", work.toString(), "--source-root", ".")
        .and("@" + corpus.list())
        .in(corpus.directory())
        .run()
        .succeeded();
    List<String> boards = corpus.shuffled(comparison.seed());
    int first = ComparisonLog.number("oracle.skip", 0);
    int end = Math.min(boards.size(), first + ComparisonLog.number("oracle.sample", boards.size()));
    List<Tried> all = new ArrayList<>();
    long begin = System.nanoTime();
    for (int at = first; at < end; at += STEP) {
      List<String> next = boards.subList(at, Math.min(at + STEP, end));
      List<Tried> tried = OnAllProcessors.map(next, board -> tried(work, board, program, known));
      for (Tried one : tried) {
        if (one.failure().isPresent()) {
          comparison.say("%s: failed%n%s", one.board(), one.failure().get());
        }
        for (String difference : one.differences()) {
          comparison.say("%s: %s", one.board(), difference);
        }
      }
      all.addAll(tried);
      comparison.say("tried %d of %d boards", at + tried.size(), end);
    }
    long each = (System.nanoTime() - begin) / 1_000_000 / Math.max(1, all.size());
    report(comparison, all, each);
  }

  private static void report(ComparisonLog comparison, List<Tried> all, long each)
      throws IOException {
    Map<String, Integer> causes = new TreeMap<>();
    all.stream()
        .flatMap(one -> one.differences().stream())
        .forEach(difference -> causes.merge(cause(difference), 1, Integer::sum));
    for (Map.Entry<String, Integer> cause : causes.entrySet()) {
      comparison.say("%d times: %s", cause.getValue(), cause.getKey());
    }
    long failed = all.stream().filter(one -> one.failure().isPresent()).count();
    int differences = causes.values().stream().mapToInt(Integer::intValue).sum();
    comparison.say(
        "%d boards, of which %d failed; %d devices, %d differences; %d ms for each board",
        all.size(), failed, all.stream().mapToInt(Tried::devices).sum(), differences, each);
    comparison.passes(!all.isEmpty() && failed == 0 && differences == 0 && each <= MAX_MS);
  }

  /** Returns what differs, without the words that differ between boards. */
  private static String cause(String difference) {
    return String.join(", ", difference.lines().skip(1).map(String::strip).toArray(String[]::new))
        .replaceAll("\\S*[/\\d]\\S*", "…");
  }

  private static Tried tried(Path work, String board, Path kernel, TargetKernel known)
      throws IOException {
    Path base = Corpus.blob(work, board);
    Path booted = Path.of(base + ".booted");
    Run run =
        Run.with(
            Map.of("XDG_CACHE_HOME", work.toString()),
            "try",
            "-q",
            "--timeout",
            "600",
            "--kernel",
            kernel.toString(),
            "--format",
            "json",
            "-o",
            booted.toString(),
            base.toString());
    if (run.status() != 0) {
      // Linux 6.1 has overlays whose names end in .dts.
      return new Tried(
          board,
          0,
          List.of(),
          Optional.of(run.err()).filter(text -> !text.contains(" is an overlay, not the")));
    }
    BootedTree tree = BootedTree.reported(run.out(), known);
    List<String> differences = new ArrayList<>(tree.differences(booted));
    differences.addAll(tree.differencesFromBoard(base));
    Files.delete(booted);
    return new Tried(board, tree.devices().size(), differences, Optional.empty());
  }
}
