// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Builds the layers that {@code dtbind export yocto} writes with a real BitBake: DTBIND_BITBAKE
 * names it. It mostly waits; a class of its own, it runs beside the others.
 */
@Tag("acceptance")
class YoctoTest {

  @TestFactory
  Stream<DynamicTest> bitBakeBuildsTheExportedLayers() throws IOException {
    if (System.getenv("DTBIND_BITBAKE") == null) {
      return ScriptsTest.skipped("yocto: DTBIND_BITBAKE is not set");
    }
    Checkout.build();
    return ScriptsTest.checksOf("check-yocto");
  }
}
