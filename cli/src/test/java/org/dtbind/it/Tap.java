// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.OpenNodes;
import org.dtbind.kernel.Sysfs;

/**
 * Runs cases in a kernel and prints their results in the Test Anything Protocol, followed by {@code
 * # end}. A case fails if it changes {@code driver} or {@code driver_override} of any device.
 */
final class Tap {

  private Tap() {}

  /**
   * Runs the cases whose names match the regular expression of the system property {@code cases},
   * in order, and continues after a failure.
   */
  @SuppressWarnings("CatchAndPrintStackTrace") // the host reads the failure from standard output
  static void run(Sysfs sysfs, List<Case> all) {
    String names = System.getProperty("cases", ".*");
    List<Case> cases = all.stream().filter(one -> one.name().matches(names)).toList();
    System.out.println("1.." + cases.size());
    int number = 0;
    for (Case one : cases) {
      number++;
      List<LinuxDevice> before = state(sysfs);
      long start = System.nanoTime();
      try {
        one.body().run();
        assertThat(state(sysfs))
            .as("driver and driver_override of every device")
            .containsExactlyInAnyOrderElementsOf(before);
        // Linux 6.1 panics when it next looks for a line by name.
        assertThat(OpenNodes.ofRemovedChips(sysfs).holders())
            .as("processes with an open chip that was removed")
            .isEmpty();
        long took = (System.nanoTime() - start) / 1_000_000;
        System.out.println("ok " + number + " - " + one.name() + " # " + took + " ms");
      } catch (Exception | AssertionError e) {
        System.out.println("not ok " + number + " - " + one.name());
        e.printStackTrace(System.out);
      }
    }
    System.out.println(TapOutput.JAVA_STARTS + JavaStarts.count());
    System.out.println("# end");
  }

  /** Leaves out GPIO chips: their numbers depend on the order in which they are created. */
  private static List<LinuxDevice> state(Sysfs sysfs) {
    return DeviceSnapshot.read(sysfs).devices().stream()
        .filter(device -> !device.bus().equals("gpio"))
        .toList();
  }
}
