// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs {@link FaultCases} and {@link VanishCases} in real kernels. Of the former the short ones in
 * the first of DTBIND_KERNELS; where DTBIND_FAULTS is {@code all}, which {@code ./verify --all}
 * sets, or names some of {@link #LONG}, those in all of them.
 */
@Tag("kernel")
class FaultTest {

  /** What {@link FaultCases} does beside the short one. */
  static final List<String> LONG =
      List.of(
          "bind",
          "persist",
          "order",
          "power-bind",
          "power-unbind",
          "power-create",
          "power-delete",
          "apply",
          "prune",
          "failing",
          "moving",
          "recovering",
          "aggregators",
          "safe");

  /**
   * For one scenario in one kernel, of up to ninety kills: one takes three seconds where nothing
   * else runs, and twelve were seen on a busy machine.
   */
  private static final Duration LONGEST = Duration.ofMinutes(60);

  @TempDir Path temporary;

  /**
   * A test each, which boots only once it runs: one that fails or hangs hides no other. Where JUnit
   * is told to, as {@code ./verify --all} does, some at once: a kernel has one processor.
   */
  @Execution(ExecutionMode.CONCURRENT)
  @TestFactory
  Stream<DynamicTest> killedAnywhereNothingIsLost() throws IOException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    String wanted = System.getenv().getOrDefault("DTBIND_FAULTS", "");
    List<String> versions = GivenKernels.versions();
    if (wanted.isEmpty()) {
      return GivenKernels.newest().stream()
          .flatMap(
              version ->
                  Stream.of("bind", "order").map(fault -> test(version, FaultCases.class, fault)));
    }
    List<String> faults = wanted.equals("all") ? LONG : List.of(wanted.split(" ", -1));
    return versions.stream()
        .flatMap(version -> faults.stream().map(fault -> test(version, FaultCases.class, fault)));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @TestFactory
  Stream<DynamicTest> vanishingAnywhereNothingIsLost() throws IOException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    String calls = System.getenv().containsKey("DTBIND_FAULTS") ? "um all" : "um";
    return GivenKernels.versions().stream().map(version -> test(version, VanishCases.class, calls));
  }

  /** What holds only where all cases of the program do. */
  private DynamicTest test(String version, Class<?> program, String argument) {
    return DynamicTest.dynamicTest(
        argument + " on " + version,
        () -> {
          GuestProgram guest = new GuestProgram(temporary);
          List<DynamicTest> cases = guest.run(guest.machine(version), program, argument, LONGEST);
          assertAll(cases.stream().map(DynamicTest::getExecutable));
        });
  }
}
