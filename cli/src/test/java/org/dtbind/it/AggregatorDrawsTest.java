// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@link AggregatorDraws} in every kernel of DTBIND_KERNELS. */
@Tag("given")
@Tag("kernel")
class AggregatorDrawsTest {

  /** The seed of the random aggregators; a failure prints it. */
  private static final String SEED = "2026";

  @TempDir Path temporary;

  /** Draws as many as DTBIND_DRAWS says, which {@code ./verify --all} sets. */
  @TestFactory
  Stream<DynamicTest> randomAggregators() throws Exception {
    String draws = System.getenv().getOrDefault("DTBIND_DRAWS", "15");
    GuestProgram guest = new GuestProgram(temporary);
    return GuestProgram.inEach(
        FoundKernels.versions(),
        version -> guest.run(guest.machine(version), AggregatorDraws.class, SEED + " " + draws));
  }
}
