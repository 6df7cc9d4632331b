// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.OpenNodes;
import org.dtbind.kernel.Sysfs;

/**
 * What a case could leave behind for the next one.
 *
 * @param devices all devices, with {@code driver} and {@code driver_override}, except GPIO chips:
 *     their numbers depend on the order in which they are created
 * @param processes the command lines of all processes, by process ID
 * @param locks the locks of files, except leases
 * @param mounts the mount table, without the class path for ordinary users
 */
record Traces(
    List<LinuxDevice> devices,
    Map<String, String> processes,
    List<String> locks,
    List<String> mounts) {

  private static final long GRACE_NANOS = 5_000_000_000L;

  static Traces read(Sysfs sysfs) {
    Map<String, String> processes = new TreeMap<>();
    for (String process : sysfs.names("/proc")) {
      String command = "/proc/" + process + "/cmdline";
      // Threads of the kernel and zombies have no program. The command line is no sign of a
      // process, because it is empty while the process starts its program.
      if (process.matches("[0-9]+")
          && sysfs.target("/proc/" + process + "/exe").value().isPresent()) {
        processes.put(process, sysfs.text(command).orElse("").replace('\0', ' ').strip());
      }
    }
    return new Traces(
        DeviceSnapshot.read(sysfs).devices().stream()
            .filter(device -> !device.bus().equals("gpio"))
            .toList(),
        processes,
        // The number at the beginning changes.
        sysfs.text("/proc/locks").orElse("").lines().map(l -> l.replaceAll("^\\d+: ", "")).toList(),
        sysfs
            .text("/proc/self/mounts")
            .orElse("")
            .lines()
            .filter(line -> !line.contains(Unprivileged.MOUNTS))
            .toList());
  }

  /** Fails if anything remains of a case that began with {@code before}. */
  static void assertNone(Sysfs sysfs, Traces before) throws InterruptedException {
    Traces after = read(sysfs);
    long end = System.nanoTime() + GRACE_NANOS;
    // A process that was told to end takes a moment.
    while (!before.processes.keySet().containsAll(after.processes.keySet())
        && System.nanoTime() < end) {
      Thread.sleep(20);
      after = read(sysfs);
    }
    assertThat(after.devices)
        .as("driver and driver_override of every device")
        .containsExactlyInAnyOrderElementsOf(before.devices);
    after.processes.keySet().removeAll(before.processes.keySet());
    assertThat(after.processes).as("processes of the case that still run").isEmpty();
    assertThat(after.locks).as("locks").isSubsetOf(before.locks);
    assertThat(after.mounts).as("mounts").isEqualTo(before.mounts);
    // Linux 6.1 panics when it next looks for a line by name.
    assertThat(OpenNodes.ofRemovedChips(sysfs))
        .as("processes with an open chip that was removed")
        .isEmpty();
  }

  /**
   * Returns whether the kernel keeps a removed chip, as Linux 6.1 does until it restarts if a line
   * of the chip was in use. A case that takes lines on purpose cannot undo that.
   */
  static boolean keepsRemovedChip(Sysfs sysfs) {
    return sysfs.text("/sys/kernel/debug/gpio").orElse("").contains("dangling chip");
  }
}
