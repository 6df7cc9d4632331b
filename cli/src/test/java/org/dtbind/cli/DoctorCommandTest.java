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

  /** Systemd mounts configfs, which stays empty until a module registers a directory there. */
  @Test
  void modulesThatAreNotLoadedDoNotMakeAggregatorsInConfigfsImpossible() throws Exception {
    file("/proc/self/mountinfo", "29 22 0:26 / /sys/kernel/config rw - configfs configfs rw\n");
    Files.createDirectories(directory.resolve("sys/kernel/config"));
    file("/proc/sys/kernel/modprobe", "/sbin/modprobe\n");
    String none = "aggregators in configfs +the kernel does not support them";
    assertThat(doctor("6.1.0-40-amd64")).containsPattern("missing +" + none);
    assertThat(doctor("6.16.3")).containsPattern("missing +" + none);
    file("/lib/modules/6.16.3/modules.dep", "kernel/drivers/gpio/gpio-aggregator.ko:\n");
    assertThat(doctor("6.16.3"))
        .containsPattern("ok +driver gpio-aggregator +module, loaded when needed")
        .containsPattern("unknown +aggregators in configfs +the module gpio.aggregator is not")
        .containsPattern("modprobe gpio.aggregator \\(as root\\)");
    file("/proc/self/mountinfo", "22 1 0:20 / /sys rw - sysfs sysfs rw\n");
    assertThat(doctor("6.16.3")).containsPattern("missing +aggregators .*configfs is not mounted");
    assertThat(doctor("6.1.0-40-amd64")).containsPattern("missing +" + none);
  }

  private String doctor(String release) throws Exception {
    file("/proc/sys/kernel/osrelease", release + "\n");
    Files.createDirectories(directory.resolve("sys/bus/platform"));
    Run run = Run.of("doctor", "--sysroot", directory.toString());
    return run.out() + run.err();
  }

  private void file(String path, String text) throws Exception {
    Path file = directory.resolve(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
