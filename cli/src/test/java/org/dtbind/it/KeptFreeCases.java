// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * A device that a driver matches whose module is loaded later, booted with {@code
 * src/it/kernel/named.dts} and a kernel with modules.
 */
public final class KeptFreeCases {

  /** Device and driver are called the same. */
  private static final String NAME = "gpio-aggregator";

  private static final String OVERRIDE = "/sys/devices/platform/" + NAME + "/driver_override";

  private KeptFreeCases() {}

  /**
   * Runs all cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    Tap.run(
        target.kernel().sysfs(),
        List.of(new Case("aModuleThatIsLoadedLaterLeavesItAlone", () -> later(target))));
  }

  private static void later(Target target) throws Exception {
    shell("modprobe gpio-aggregator");
    assertThat(target.device(NAME).driver()).as("it does match").hasValue(NAME);
    shell("modprobe -r gpio-aggregator");
    WritableRoot.with(
        () -> {
          works("unbind", "--none", "--persist", NAME);
          // As after a boot: the kernel and /run know nothing any more.
          target.write(OVERRIDE, "\n");
          shell("rm -r /run/dtbind/bindings");
          try (AutoCloseable udev = AggregatorNodeCases.udev()) {
            assertThat(udev).isNotNull();
            shell("udevadm trigger --settle --action=add --subsystem-match=platform");
          }
          shell("modprobe gpio-aggregator");
          assertThat(target.device(NAME).driver()).isEmpty();
          assertThat(target.device(NAME).override().driver()).hasValue("none");
          works("unbind", "--persist", NAME);
          assertThat(target.device(NAME).driver()).hasValue(NAME);
          assertThat(target.device(NAME).override().driver()).isEmpty();
          assertThat(shell("find " + WritableRoot.WRITTEN + " /var/lib -type f -o -type l"))
              .isEmpty();
        });
    shell("modprobe -r gpio-aggregator");
  }

  private static void works(String... args) {
    Run ran = Run.of(args);
    assertThat(ran.status()).as(ran.toString()).isZero();
  }
}
