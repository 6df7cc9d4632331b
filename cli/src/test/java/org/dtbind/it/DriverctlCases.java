// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.cli.Run.ending;
import static org.dtbind.it.AggregatorCases.shell;

import java.nio.file.Path;
import java.util.List;

/** Devices that the real driverctl, Debian's, is to give to a driver, too. */
final class DriverctlCases {

  private static final String FILE = "/etc/driverctl.d/platform-door";

  private final Target target;

  DriverctlCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("whatDriverctlIsToDoIsSaidAndLeftToIt", this::said),
        new Case("driverctlAndDtbindDoNotBothBindAtEachBoot", this::atBoot));
  }

  /** It has to find a module of the driver's name, which one that is built in need not have. */
  private static void driverctl(String driver) throws Exception {
    shell("driverctl --noprobe set-override platform/door " + driver);
    assertThat(shell("cat " + FILE)).isEqualTo(driver + "\n");
  }

  private void said() throws Exception {
    WritableRoot.with(
        () -> {
          driverctl("none");
          shell("echo > /sys/devices/platform/door/driver_override");
          String says = FILE + ": driverctl binds it to none whenever it is added";
          assertThat(ending(0, "bind", "--dry-run", "door").err()).contains(says);
          assertThat(ending(0, "bind", "door").err()).contains(says);
          assertThat(ending(0, "status", "door").err())
              .contains("door: driverctl binds it to none whenever it is added: " + FILE);
          assertThat(ending(0, "status", "--format", "json", "door").out())
              .contains("\"driverctl\" : \"none\"");
          assertThat(ending(0, "explain", "door").out())
              .containsPattern(
                  "override +none +driverctl sets it whenever the device is added, such as at "
                      + "each boot: "
                      + FILE);
          assertThat(ending(0, "explain", "--format", "json", "door").out())
              .contains("\"driverctl\" : \"none\"");
          assertThat(ending(0, "explain", "late").out()).doesNotContain("driverctl");
          assertThat(ending(0, "doctor").out()).contains("platform-door: none");
          // It does what was predicted; dtbind says so, and does not fight.
          shell("driverctl load-override platform/door");
          assertThat(target.device("door").driver()).isEmpty();
          assertThat(ending(5, "status", "door").out()).contains("drifted");
          assertThat(ending(1, "unbind", "door").err()).contains("kept for none");
          assertThat(ending(0, "unbind", "--force", "door").err()).doesNotContain("driverctl");
          assertThat(Path.of(FILE)).exists();
        });
  }

  private void atBoot() throws Exception {
    WritableRoot.with(
        () -> {
          driverctl("none");
          shell("echo > /sys/devices/platform/door/driver_override");
          assertThat(ending(1, "bind", "--persist", "door").err())
              .contains(
                  "would get two drivers at each boot",
                  FILE,
                  "help: run driverctl unset-override platform/door");
          ending(0, "bind", "--persist", "--force", "door");
          ending(0, "unbind", "--persist", "door");
          // What it is to do is the same: there is nothing to say.
          shell("echo gpio-aggregator > " + FILE);
          assertThat(ending(0, "bind", "--persist", "door").err()).doesNotContain("driverctl");
          assertThat(ending(0, "unbind", "--persist", "door").err())
              .contains(FILE + ": driverctl binds it to gpio-aggregator");
        });
  }
}
