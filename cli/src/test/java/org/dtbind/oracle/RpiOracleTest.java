// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares dtbind with dtmerge of the Raspberry Pi, which is built from source. DTBIND_RPI names a
 * directory with dtmerge/, overlays-dtbo/ and base/, or with an archive of them,
 * raspberrypi.tar.xz.
 */
@Tag("oracle")
@Tag("long")
class RpiOracleTest {

  @TempDir private Path work = Path.of("");

  /** Compares {@code overlay apply --boot rpi} and {@code --config-txt} with dtmerge. */
  @Test
  void mergedOverlaysMatchDtmerge() throws IOException {
    RpiPeers peers = RpiPeers.built(work);
    ComparisonLog comparison = ComparisonLog.begin("rpi-merges");
    Random random = new Random(comparison.seed());
    int wrong = new RpiMerges(peers, comparison, random).compare();
    wrong += new RpiConfigs(peers, comparison, random).compare();
    comparison.passes(wrong == 0);
  }

  /** Compares {@code lines} and {@code check --together} with the parameters given to dtmerge. */
  @Test
  void commandsReflectOverlayParameters() throws IOException {
    RpiPeers peers = RpiPeers.built(work);
    ComparisonLog comparison = ComparisonLog.begin("rpi-shows");
    Random random = new Random(comparison.seed());
    int wrong = new RpiDeclared(peers, comparison, random).compare();
    wrong += new RpiClashes(peers, comparison, random).compare();
    comparison.passes(wrong == 0);
  }
}
