// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports once that there is no BitBake; {@code ./verify} then omits tests tagged "bitbake". */
@Tag("acceptance")
@Tag("given")
class BitBakeTest {

  @Test
  void bitBakeIsGiven() {
    String given = System.getenv().getOrDefault("DTBIND_BITBAKE", "");
    assumeTrue(!given.isEmpty(), "yocto: DTBIND_BITBAKE is not set");
    for (String name : given.split(":", -1)) {
      assertThat(Path.of(name)).exists();
    }
  }
}
