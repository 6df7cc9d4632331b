// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link FaultCases} in real kernels: the short ones in the first of DTBIND_KERNELS, and where
 * DTBIND_FAULTS is {@code all}, which {@code ./verify --all} sets, everything in all of them.
 */
@Tag("kernel")
class FaultTest {

  /** A program that strace looks at takes its time. */
  private static final Duration LONGEST = Duration.ofMinutes(60);

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> killedAnywhereNothingIsLost() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    boolean all = System.getenv().getOrDefault("DTBIND_FAULTS", "").equals("all");
    List<String> versions = GivenKernels.versions();
    GuestProgram guest = new GuestProgram(temporary);
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : all ? versions : versions.subList(0, 1)) {
      tests.addAll(
          guest.run(guest.machine(version), FaultCases.class, all ? "all" : "short", LONGEST));
    }
    return tests.stream();
  }
}
