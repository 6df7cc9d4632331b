// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Tests {@code dtbind unbind --none} for a device whose driver is a module that is loaded later.
 * Needs a kernel with modules that was booted with {@code src/it/kernel/named.dts}.
 */
public final class KeptFreeCases {

  /** The device and its driver have the same name. */
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
        List.of(
            new Case("deviceKeptUnboundStaysUnboundWhenItsModuleLoads", () -> staysUnbound(target)),
            new Case("scriptReturnsDeviceToItsDriver", () -> returned(target))));
  }

  private static void staysUnbound(Target target) throws Exception {
    shell("modprobe gpio-aggregator");
    assertThat(target.device(NAME).driver()).as("the driver matches the device").hasValue(NAME);
    shell("modprobe -r gpio-aggregator");
    WritableRoot.with(
        () -> {
          succeed("unbind", "--none", "--persist", NAME);
          // As after a reboot: the override and the record in /run are lost.
          target.write(OVERRIDE, "\n");
          shell("rm -r /run/dtbind/bindings");
          try (AutoCloseable udev = AggregatorNodeCases.udev()) {
            assertThat(udev).isNotNull();
            shell("udevadm trigger --settle --action=add --subsystem-match=platform");
          }
          shell("modprobe gpio-aggregator");
          assertThat(target.device(NAME).driver()).isEmpty();
          assertThat(target.device(NAME).override().driver()).hasValue("none");
          succeed("unbind", "--persist", NAME);
          assertThat(target.device(NAME).driver()).hasValue(NAME);
          assertThat(target.device(NAME).override().driver()).isEmpty();
          assertThat(shell("find " + WritableRoot.WRITTEN + " /var/lib -type f -o -type l"))
              .isEmpty();
        });
    shell("modprobe -r gpio-aggregator");
  }

  /** Reading of the whole code, bug 3: {@code stop} left a device without a driver. */
  private static void returned(Target target) throws IOException {
    shell("modprobe gpio-aggregator");
    Path script = Path.of("/tmp/kept-free");
    Path conf = Path.of("/tmp/kept-free.conf");
    Files.writeString(script, BindingFiles.boot().get(0).content().utf8());
    Files.writeString(conf, "device /%1$s\nbus platform\nname %1$s\ndriver none\n".formatted(NAME));
    String run = "sh %s -t 2 -c %s ".formatted(script, conf);
    shell(run + "start");
    assertThat(target.device(NAME).driver()).isEmpty();
    assertThat(target.device(NAME).override().driver()).hasValue("none");
    shell(run + "stop");
    assertThat(target.device(NAME).driver()).hasValue(NAME);
    assertThat(target.device(NAME).override().driver()).isEmpty();
    shell("modprobe -r gpio-aggregator; rm %s %s".formatted(script, conf));
  }

  private static void succeed(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
  }
}
