// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Compiles every devicetree source of Debian's linux-source-6.1 with dtbind, in one run, and with
 * cpp and dtc. All blobs must be equal, byte for byte.
 */
@Tag("oracle")
@Tag("long")
@ExtendWith(GivenCorpus.class)
class CompileOracleTest {

  private static final int MIN_SOURCES = 2500;

  @Test
  void blobsMatchDtc(Corpus corpus) throws IOException {
    ComparisonLog comparison = ComparisonLog.begin("compile");
    Path expected = corpus.newDirectory("expected");
    Path actual = corpus.newDirectory("actual");
    long begin = System.nanoTime();
    corpus.compileAll(expected);
    long middle = System.nanoTime();
    Finished ours =
        Checkout.dtbind("compile", "-q", "-@", "--out-dir", actual.toString(), "--source-root", ".")
            .and("@" + corpus.list())
            .in(corpus.directory())
            .run();
    long end = System.nanoTime();
    int same = 0;
    for (String source : corpus.sources()) {
      if (isSame(Corpus.blob(expected, source), Corpus.blob(actual, source))) {
        same++;
      } else {
        comparison.say("differs: %s", source);
      }
    }
    int all = corpus.sources().size();
    comparison.say(
        "%d of %d blobs are the same; cpp and dtc took %d ms, dtbind %d ms",
        same, all, (middle - begin) / 1_000_000, (end - middle) / 1_000_000);
    assertThat(all).isGreaterThan(MIN_SOURCES);
    ours.succeeded();
    comparison.passes(same == all);
  }

  /** Returns whether both files exist and have the same bytes. */
  static boolean isSame(Path expected, Path actual) throws IOException {
    return Files.exists(expected) && Files.exists(actual) && Files.mismatch(expected, actual) < 0;
  }
}
