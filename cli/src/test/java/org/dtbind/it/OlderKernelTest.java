// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.it.KernelCases.Part;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link KernelCases} in all kernels of DTBIND_KERNELS except the newest, by default only the
 * cases whose results depend on the version of the kernel.
 */
@Tag("kernel")
class OlderKernelTest {

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> casesInOlderKernels() throws Exception {
    List<String> older = new ArrayList<>(FoundKernels.versions());
    older.removeAll(FoundKernels.newest());
    GuestProgram guest = new GuestProgram(temporary);
    return GuestProgram.inEach(
        older,
        version -> {
          Part part = GivenKernels.isComplete() ? Part.ALL : Part.KERNEL;
          return guest.run(guest.machine(version), KernelCases.class, part.name());
        });
  }
}
