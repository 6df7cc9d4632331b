// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

  @TempDir Path directory;

  /** An empty /sys is usual in a chroot. */
  @Test
  void emptySysfsIsReportedInsteadOfMissingDrivers() throws Exception {
    Files.createDirectories(directory.resolve("sys"));
    Run run = Run.of("doctor", "--sysroot", directory.toString());
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.out() + run.err())
        .contains("/sys/bus does not exist", "mount -t sysfs sysfs /sys")
        .doesNotContain("support bus platform", "CONFIG_GPIO_AGGREGATOR=y");
  }
}
