// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@link NodeOwnerCases}, {@link RevocationCases} and {@link HostileNodeCases} in the kernels
 * of DTBIND_KERNELS. Each case becomes a test.
 */
@Tag("given")
@Tag("kernel")
class GivenNodeTest {

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> givenNodesInRealKernels() throws Exception {
    GuestProgram guest = new GuestProgram(temporary);
    return GuestProgram.inEach(
        FoundKernels.complete(),
        version -> guest.run(guest.machine(version), NodeOwnerCases.class, ""));
  }

  @TestFactory
  Stream<DynamicTest> formerUsersLoseDevicesInRealKernels() throws Exception {
    GuestProgram guest = new GuestProgram(temporary);
    return GuestProgram.inEach(
        FoundKernels.complete(),
        version ->
            guest.run(
                guest.machine(version),
                GuestProgram.blob("revocation"),
                RevocationCases.class,
                GivenKernels.isComplete() ? RevocationCases.ALL : ""));
  }

  @TestFactory
  Stream<DynamicTest> hostileNodesInRealKernels() throws Exception {
    GuestProgram guest = new GuestProgram(temporary);
    return GuestProgram.inEach(
        FoundKernels.versions(),
        version ->
            guest.run(guest.machine(version), HostileNodeCases.blob(), HostileNodeCases.class, ""));
  }
}
