// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.sandbox.Machine;
import org.dtbind.sandbox.SandboxKernel;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link ModuleCases} and {@link KeptFreeCases} in the kernels of DTBIND_KERNELS whose drivers
 * are modules. Each case becomes a test.
 */
@Tag("kernel")
class DriverModuleTest {

  @TempDir Path temporary;

  @Tag("built")
  @Test
  void aKernelWithModulesIsGiven() throws IOException {
    assertThat(GivenKernels.withModules())
        .as("a kernel um-VERSION-modules; ./verify makes it")
        .isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> moduleCasesInRealKernels() throws Exception {
    return GivenKernels.directory().isEmpty()
        ? Stream.empty()
        : GuestProgram.inEach(GivenKernels.withModules(), this::cases);
  }

  private List<DynamicTest> cases(String version) throws Exception {
    GuestProgram guest = new GuestProgram(temporary);
    SandboxKernel kernel = guest.machine(version).kernel();
    assertThat(kernel.modules()).as(version).isPresent();
    Machine with = new Machine.UserMode(kernel);
    Machine without = new Machine.UserMode(kernel.withoutModules());
    List<DynamicTest> tests = new ArrayList<>();
    tests.addAll(guest.run(with, ModuleCases.class, "present"));
    tests.addAll(guest.run(without, ModuleCases.class, "absent"));
    tests.addAll(guest.run(with, GuestProgram.blob("named"), KeptFreeCases.class, "named"));
    return tests;
  }
}
