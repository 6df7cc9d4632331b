// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dtbind.bind.Binder;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Recovered;
import org.junit.jupiter.api.Test;

/**
 * Recovers from a creation that was killed when it wrote to {@code new_device}: whether the kernel
 * has created a device is not known, and a device without a driver has no lines in use.
 */
class InterruptedCreationTest {

  private static final List<String> KILLED =
      """
      /proc/sys/kernel/random/boot_id = 7d0f
      /sys/bus/platform/devices/gpio-aggregator.5 -> ../../../devices/platform/gpio-aggregator.5
      /sys/devices/platform/gpio-aggregator.5/uevent = MODALIAS=platform:gpio-aggregator
      /run/dtbind/aggregators/relays:
        dtbind-aggregator=1
        name=relays
        by=sysfs
        line=20 gpio2 key
        line=- relay\\\\x201 relay\\\\x201
        end
      /run/dtbind/journal:
        dtbind-journal=1
        process=1
        boot=7d0f
        change=aggregator
        aggregator=relays
        next=made
        by=sysfs
        live=no
        link=relays
        begin
        step=0 write /sys/bus/platform/drivers/gpio-aggregator/new_device "gpio2 20"
      """
          .lines()
          .toList();

  private static final List<String> LINES =
      """
      /sys/kernel/config/gpio-aggregator/_sysfs.5/live = 1
      /sys/kernel/config/gpio-aggregator/_sysfs.5/line0/key = gpio2
      /sys/kernel/config/gpio-aggregator/_sysfs.5/line0/offset = 20
      /sys/kernel/config/gpio-aggregator/_sysfs.5/line0/name =
      /sys/kernel/config/gpio-aggregator/_sysfs.5/line1/key = relay 1
      /sys/kernel/config/gpio-aggregator/_sysfs.5/line1/offset = -1
      /sys/kernel/config/gpio-aggregator/_sysfs.5/line1/name =
      """
          .lines()
          .toList();

  @Test
  void deviceWithoutDriverIsDeletedIfItsLinesAreNotKnown() throws IOException {
    assertThat(deletes(List.of())).isTrue();
  }

  @Test
  void deviceWithoutDriverIsDeletedIfItHasTheLinesOfTheCreation() throws IOException {
    assertThat(deletes(LINES)).isTrue();
  }

  @Test
  void deviceWithoutDriverStaysIfItHasOtherLines() throws IOException {
    assertThat(deletes(LINES.stream().map(line -> line.replace("= 20", "= 21")).toList()))
        .isFalse();
    assertThat(deletes(LINES.subList(0, 4))).isFalse();
  }

  /** Returns whether recovery deletes the device without a driver. */
  private static boolean deletes(List<String> shown) throws IOException {
    List<String> entries =
        new ArrayList<>(Files.readAllLines(PlansTest.DIRECTORY.resolve("systems/board.txt")));
    entries.addAll(KILLED);
    entries.addAll(shown);
    SystemTree nothing = new SystemTree(Map.of(), Map.of());
    RunningSystem system =
        new RunningSystem(
            SystemText.read(nothing, entries), RunningSystem.Behavior.NONE, tree -> tree);
    Recovered recovered = new Binder(system.kernel()).recover(Duration.ZERO);
    assertThat(recovered.exit()).as(recovered.toString()).isEqualTo(ExitStatus.DONE);
    assertThat(system.tree().entries())
        .doesNotContainKeys("/run/dtbind/journal", "/run/dtbind/aggregators/relays");
    return !system.tree().entries().containsKey("/sys/bus/platform/devices/gpio-aggregator.5");
  }
}
