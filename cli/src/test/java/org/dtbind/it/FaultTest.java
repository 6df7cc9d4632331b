// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Path;
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
 * Runs {@link FaultCases} and {@link VanishCases} in real kernels. By default, runs only one
 * scenario of FaultCases, with every 27th kill, and disturbs only every ninth change in
 * VanishCases, in the newest kernel of DTBIND_KERNELS. If DTBIND_FAULTS is {@code all}, as {@code
 * ./verify --all} sets it, or names some of {@link #LONG}, runs these in all kernels, with each
 * kill.
 */
@Tag("given")
@Tag("kernel")
class FaultTest {

  /** All scenarios of {@link FaultCases}. */
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

  @TempDir Path temporary;

  /**
   * If DTBIND_FAULTS is set, returns a test for each scenario. Each boots its own kernel, so that a
   * test that fails or hangs does not hide others. {@code ./verify --all} runs some of them in
   * parallel, since a kernel has only one processor.
   */
  @Execution(ExecutionMode.CONCURRENT)
  @TestFactory
  Stream<DynamicTest> killAtAnySystemCallLosesNoState() throws IOException {
    if (GivenKernels.directory().isEmpty()) {
      return Stream.empty();
    }
    String wanted = System.getenv().getOrDefault("DTBIND_FAULTS", "");
    List<String> versions = GivenKernels.versions();
    if (wanted.isEmpty()) {
      return GivenKernels.newest().stream()
          .map(version -> test(version, FaultCases.class, "bind/27"));
    }
    List<String> faults = wanted.equals("all") ? LONG : List.of(wanted.split(" ", -1));
    return versions.stream()
        .flatMap(version -> faults.stream().map(fault -> test(version, FaultCases.class, fault)));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @TestFactory
  Stream<DynamicTest> deviceRemovalAtAnyCallLosesNoState() throws IOException {
    if (GivenKernels.directory().isEmpty()) {
      return Stream.empty();
    }
    boolean isComplete = GivenKernels.isComplete();
    String calls =
        System.getenv().containsKey("DTBIND_FAULTS") ? "um all" : isComplete ? "um" : "um some";
    return GivenKernels.complete().stream().map(version -> test(version, VanishCases.class, calls));
  }

  /** Returns a test that fails if any case of the program fails. */
  private DynamicTest test(String version, Class<?> program, String argument) {
    return DynamicTest.dynamicTest(
        argument + " on " + version,
        () -> {
          GuestProgram guest = new GuestProgram(temporary);
          List<DynamicTest> cases = guest.run(guest.machine(version), program, argument);
          assertAll(cases.stream().map(DynamicTest::getExecutable));
        });
  }
}
