// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.dtbind.it.KernelCases.Part;
import org.dtbind.sandbox.Kernel;
import org.dtbind.sandbox.Machine;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link KernelCases} and {@link NodeOwnerCases} in the kernels of DTBIND_KERNELS, and {@link
 * ModuleCases} and {@link KeptFreeCases} in those with modules. Each case becomes a test. The
 * coverage report includes the code that the cases execute.
 */
@Tag("kernel")
class KernelTest {

  /** The seed of the random aggregators; a failure prints it. */
  private static final String SEED = "2026";

  @TempDir Path temporary;

  private GuestProgram guest() {
    return new GuestProgram(temporary);
  }

  /** A test, because JUnit does not count a skipped factory. */
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

  @FunctionalInterface
  private interface Boot {
    List<DynamicTest> of(String version) throws Exception;
  }

  /** Boots two kernels at a time: each one uses one processor, and is idle most of the time. */
  private static Stream<DynamicTest> forEachVersion(List<String> versions, Boot boot)
      throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<List<DynamicTest>>> runs = new ArrayList<>();
      for (String version : versions) {
        runs.add(threads.submit(() -> boot.of(version)));
      }
      List<DynamicTest> tests = new ArrayList<>();
      for (Future<List<DynamicTest>> run : runs) {
        tests.addAll(run.get());
      }
      return tests.stream();
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> versions() throws IOException {
    return GivenKernels.directory().isEmpty() ? List.of() : GivenKernels.versions();
  }

  private static List<String> complete() throws IOException {
    return GivenKernels.directory().isEmpty() ? List.of() : GivenKernels.complete();
  }

  /** By default, older kernels run only the cases whose results depend on the kernel's version. */
  @TestFactory
  Stream<DynamicTest> casesInRealKernels() throws Exception {
    List<String> complete = complete();
    return forEachVersion(
        versions(), one -> cases(one, complete.contains(one) ? Part.ALL : Part.KERNEL));
  }

  private List<DynamicTest> cases(String version, Part part) throws Exception {
    return guest().run(guest().machine(version), KernelCases.class, part.name());
  }

  @TestFactory
  Stream<DynamicTest> givenNodesInRealKernels() throws Exception {
    return forEachVersion(
        complete(), one -> guest().run(guest().machine(one), NodeOwnerCases.class, ""));
  }

  @TestFactory
  Stream<DynamicTest> hostileNodesInRealKernels() throws Exception {
    return forEachVersion(
        versions(),
        one ->
            guest()
                .run(
                    guest().machine(one),
                    HostileNodeCases.blob(),
                    HostileNodeCases.class,
                    "",
                    Duration.ofMinutes(5)));
  }

  @TestFactory
  Stream<DynamicTest> moduleCasesInRealKernels() throws Exception {
    if (GivenKernels.directory().isEmpty()) {
      return Stream.empty();
    }
    return forEachVersion(GivenKernels.withModules(), this::moduleCases);
  }

  private List<DynamicTest> moduleCases(String version) throws Exception {
    Kernel kernel = guest().machine(version).kernel();
    assertThat(kernel.modules()).as(version).isPresent();
    List<DynamicTest> tests = new ArrayList<>();
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
    return tests;
  }

  /** Runs as many as DTBIND_DRAWS says, which {@code ./verify --all} sets. */
  @TestFactory
  Stream<DynamicTest> randomAggregators() throws Exception {
    String draws = System.getenv().getOrDefault("DTBIND_DRAWS", "30");
    return forEachVersion(
        versions(),
        one -> guest().run(guest().machine(one), AggregatorDraws.class, SEED + " " + draws));
  }
}
