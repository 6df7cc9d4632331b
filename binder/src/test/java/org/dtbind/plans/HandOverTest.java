// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.dtbind.change.RequestOptions;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.iommu.HandOver;
import org.dtbind.iommu.HandOverRequest;
import org.junit.jupiter.api.Test;

class HandOverTest {

  private static final String OPEN =
      """
      /dev/vfio/2 c 252:1 root:root 0600 ! EBUSY
      /proc/612/ qemu:qemu 0555
      /proc/612/comm = qemu-system-aar
      /proc/612/fd/9 -> /dev/vfio/2
      """;

  private static Problem refused(String user) throws IOException {
    String system =
        Files.readString(PlansTest.DIRECTORY.resolve("systems/machine.txt"))
            + Files.readString(PlansTest.DIRECTORY.resolve("systems/machine-vfio.txt"))
            + OPEN;
    HandOverRequest request =
        new HandOverRequest(2, user, RequestOptions.DEFAULT, false, Duration.ofMillis(1));
    return new HandOver(TreeKernel.of(system), () -> false).run(request).reason().orElseThrow();
  }

  @Test
  void impossibleHandOverDoesNotWaitUntilTheGroupIsFree() throws IOException {
    assertThat(refused("nobody-there").message()).isEqualTo("this system has no user nobody-there");
    assertThat(refused("qemu").reason()).isEqualTo(Reason.LOCKED);
  }
}
