// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Runs all {@link KernelCases} in the newest kernel of DTBIND_KERNELS. Each case becomes a test.
 * The coverage report includes the code that the cases execute in the oldest kernel.
 */
@Tag("kernel")
class KernelTest {

  @TempDir Path temporary;

  /** A test, because JUnit does not count a skipped factory. */
  @Test
  void kernelsAreGiven() throws IOException {
    assertThat(GivenKernels.versions()).isNotEmpty();
  }

  @TestFactory
  Stream<DynamicTest> casesInNewestKernel() throws Exception {
    GuestProgram guest = new GuestProgram(temporary);
    return GuestProgram.inEach(
        FoundKernels.newest(),
        version -> {
          Part part = GivenKernels.isComplete() ? Part.ALL : Part.USUAL;
          return guest.run(guest.machine(version), KernelCases.class, part.name());
        });
  }
}
