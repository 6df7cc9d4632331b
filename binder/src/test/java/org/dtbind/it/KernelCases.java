// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.kernel.Sysfs;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * What dtbind does to a running kernel, tried on one that was booted with the blob of {@code
 * src/it/kernel/cases.dts}, with /proc, /sys, /dev and debugfs mounted and /run and /tmp writable.
 * Prints the Test Anything Protocol and ends with {@code # end}; each case leaves {@code driver}
 * and {@code driver_override} of every device as it found them, and that is checked.
 */
public final class KernelCases {

  private KernelCases() {}

  /**
   * Runs all cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    List<Case> cases = new ArrayList<>();
    cases.addAll(new BindCases(target).all());
    cases.addAll(new FailureCases(target).all());
    cases.addAll(new OwnershipCases(target).all());
    cases.addAll(new StopCases(target).all());
    cases.addAll(new SystemCases(target).all());
    cases.addAll(new CommandCases(target).all());
    cases.addAll(new SeveralCases(target).all());
    run(target.kernel().sysfs(), cases);
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // the report of a failed case goes to the host
  private static void run(Sysfs sysfs, List<Case> cases) {
    System.out.println("1.." + cases.size());
    int number = 0;
    for (Case one : cases) {
      number++;
      DeviceSnapshot before = DeviceSnapshot.read(sysfs);
      long start = System.nanoTime();
      try {
        one.body().run();
        assertThat(DeviceSnapshot.read(sysfs).devices())
            .as("driver and driver_override of every device")
            .containsExactlyInAnyOrderElementsOf(before.devices());
        long took = (System.nanoTime() - start) / 1_000_000;
        System.out.println("ok " + number + " - " + one.name() + " # " + took + " ms");
      } catch (Exception | AssertionError e) {
        System.out.println("not ok " + number + " - " + one.name());
        e.printStackTrace(System.out);
      }
    }
    System.out.println("# end");
  }
}
