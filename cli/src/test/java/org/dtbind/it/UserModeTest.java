// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dtbind.it.KernelCases.Part;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link KernelCases} in User-mode Linux: all in the newest kernel of DTBIND_KERNELS, and in
 * the others, unless all tests run, only those whose results depend on the version of the kernel.
 * Each case becomes a test. The coverage report includes the code that the cases execute in the
 * oldest kernel.
 */
@Tag("given")
@Tag("kernel")
class UserModeTest {

  /** The first kernel in which all cases that need configfs run. */
  private static final String CONFIGFS = "6.16";

  @TempDir Path temporary;

  /** A test, because JUnit does not count a skipped factory. */
  @Test
  void kernelsAreGiven() throws IOException {
    assertThat(GivenKernels.versions()).isNotEmpty();
  }

  @Test
  void kernelWithConfigfsIsGiven() throws IOException {
    assumeTrue(
        GivenKernels.isAtLeast(GivenKernels.newest().orElseThrow(), CONFIGFS),
        "newer-kernel: there is no kernel with the configfs of gpio-aggregator");
  }

  @TestFactory
  Stream<DynamicTest> casesInEachKernel() throws Exception {
    GuestProgram guest = new GuestProgram(temporary);
    return GuestProgram.inEach(
        FoundKernels.versions(),
        version -> guest.run(guest.machine(version), KernelCases.class, part(version).name()));
  }

  private static Part part(String version) throws IOException {
    return GivenKernels.isComplete()
        ? Part.ALL
        : FoundKernels.newest().contains(version) ? Part.USUAL : Part.KERNEL;
  }
}
