// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.sandbox.Kernel;
import org.dtbind.sandbox.Machine;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link KernelCases} and {@link GivenNodeCases} in every kernel of DTBIND_KERNELS, {@link
 * ModuleCases} and {@link KeptFreeCases} in those with modules, and makes a test of each line of
 * what they say. What they cover counts as covered.
 */
@Tag("kernel")
class KernelTest {

  /** Of what is drawn; a failure prints it. */
  private static final String SEED = "2026";

  @TempDir Path temporary;

  private GuestProgram guest() {
    return new GuestProgram(temporary);
  }

  /** A factory that is skipped is not counted; this is. */
  @Test
  void kernelsAreGiven() throws IOException {
    assertThat(GivenKernels.versions()).isNotEmpty();
  }

  @Test
  void aKernelWithModulesIsGiven() throws IOException {
    assertThat(GivenKernels.withModules())
        .as("a kernel um-VERSION-modules; ./verify makes it")
        .isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> casesInRealKernels() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      tests.addAll(guest().run(guest().machine(version), KernelCases.class, ""));
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> givenNodesInRealKernels() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      tests.addAll(guest().run(guest().machine(version), GivenNodeCases.class, ""));
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> hostileNodesInRealKernels() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      tests.addAll(
          guest()
              .run(
                  guest().machine(version),
                  HostileNodeCases.blob(),
                  HostileNodeCases.class,
                  "",
                  Duration.ofMinutes(5)));
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> casesOfModulesInRealKernels() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.withModules()) {
      Kernel kernel = guest().machine(version).kernel();
      assertThat(kernel.modules()).as(version).isPresent();
      tests.addAll(guest().run(new Machine.UserMode(kernel), ModuleCases.class, "present"));
      tests.addAll(
          guest().run(new Machine.UserMode(kernel.withoutModules()), ModuleCases.class, "absent"));
      tests.addAll(
          guest()
              .run(
                  new Machine.UserMode(kernel),
                  GuestProgram.blob("named"),
                  KeptFreeCases.class,
                  "named",
                  Duration.ofMinutes(5)));
    }
    return tests.stream();
  }

  /** How many is DTBIND_DRAWS, which {@code ./verify --all} sets. */
  @TestFactory
  Stream<DynamicTest> aggregatorsDrawnByChance() throws IOException, InterruptedException {
    if (GivenKernels.folder().isEmpty()) {
      return Stream.empty();
    }
    String draws = System.getenv().getOrDefault("DTBIND_DRAWS", "30");
    List<DynamicTest> tests = new ArrayList<>();
    for (String version : GivenKernels.versions()) {
      tests.addAll(
          guest().run(guest().machine(version), AggregatorDraws.class, SEED + " " + draws));
    }
    return tests.stream();
  }
}
