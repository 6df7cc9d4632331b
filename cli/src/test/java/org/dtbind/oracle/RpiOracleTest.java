// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares with the Raspberry Pi's own programs, which are built from their source. DTBIND_RPI
 * names the folder of them and of their data, or an archive of it, raspberrypi.tar.xz: dtmerge/,
 * overlays-dtbo/ and base/ are in it.
 */
@Tag("oracle")
@Tag("long")
class RpiOracleTest {

  @TempDir private Path work = Path.of("");

  /** {@code overlay apply --boot rpi} and {@code --config-txt} against dtmerge. */
  @Test
  void overlaysMergeAsDtmergeMergesThem() throws IOException {
    RpiPeers peers = RpiPeers.built(work);
    Comparison comparison = Comparison.begin("rpi-merges");
    Random random = new Random(comparison.seed());
    int wrong = new RpiMerges(peers, comparison, random).compare();
    wrong += new RpiConfigs(peers, comparison, random).compare();
    comparison.passes(wrong == 0);
  }

  /** What dtmerge makes of parameters is what {@code lines} and {@code overlay check} say. */
  @Test
  void commandsShowWhatParametersChoose() throws IOException {
    RpiPeers peers = RpiPeers.built(work);
    Comparison comparison = Comparison.begin("rpi-shows");
    Random random = new Random(comparison.seed());
    int wrong = new RpiDeclared(peers, comparison, random).compare();
    wrong += new RpiClashes(peers, comparison, random).compare();
    comparison.passes(wrong == 0);
  }

  /** The programs that stand in for dtmerge, dtoverlay and dtparam are compared with these. */
  @Test
  void programsThatStandInDoTheSame() throws IOException {
    RpiPeers peers = RpiPeers.built(work);
    Comparison comparison = Comparison.begin("rpi-programs");
    long seed = comparison.seed();
    // What dtoverlay writes, it writes into the folder that it is started in.
    Finished finished =
        Checkout.java(RpiPrograms.class, peers.programs().toString())
            .and(peers.raspberryPi4().toString(), peers.mapped().toString())
            .and(peers.out().toString(), Long.toString(seed))
            .in(peers.out())
            .within(Duration.ofHours(1))
            .run();
    comparison.say("%s", finished.both());
    comparison.passes(finished.status() == 0);
  }
}
