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
 * Runs {@link FaultCases} and {@link VanishCases} in real kernels. Of the former the short one in
 * the first of DTBIND_KERNELS; where DTBIND_FAULTS is {@code all}, which {@code ./verify --all}
 * sets, or names some of {@link #LONG}, those in all of them.
 */
@Tag("kernel")
class FaultTest {

  /** What {@link FaultCases} does beside the short one: half an hour. */
  static final List<String> LONG =
      List.of(
          "bind", "persist", "apply", "prune", "failing", "moving", "recovering", "aggregators");

  /** A program that strace looks at takes its time. */
  private static final Duration LONGEST = Duration.ofMinutes(20);

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> killedAnywhereNothingIsLost() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    String wanted = System.getenv().getOrDefault("DTBIND_FAULTS", "");
    List<String> faults = wanted.equals("all") ? LONG : List.of(wanted.split(" ", -1));
    List<String> versions = GivenKernels.versions();
    GuestProgram guest = new GuestProgram(temporary);
    List<DynamicTest> tests = new ArrayList<>();
    if (wanted.isEmpty()) {
      tests.addAll(guest.run(guest.machine(versions.get(0)), FaultCases.class, "bind", LONGEST));
      return tests.stream();
    }
    for (String version : versions) {
      for (String fault : faults) {
        tests.addAll(guest.run(guest.machine(version), FaultCases.class, fault, LONGEST));
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> vanishingAnywhereNothingIsLost() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    String calls = System.getenv().containsKey("DTBIND_FAULTS") ? "um all" : "um";
    GuestProgram guest = new GuestProgram(temporary);
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      tests.addAll(guest.run(guest.machine(version), VanishCases.class, calls, LONGEST));
    }
    return tests.stream();
  }
}
