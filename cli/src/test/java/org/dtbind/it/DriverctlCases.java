// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.cli.Run.ending;
import static org.dtbind.it.AggregatorCases.shell;

import java.nio.file.Path;
import java.util.List;

/** Binds devices for which Debian's driverctl has an override. */
final class DriverctlCases {

  private static final String FILE = "/etc/driverctl.d/platform-door";

  private final Target target;

  DriverctlCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("driverctlOverrideIsReportedAndRespected", this::reported),
        new Case("persistentBindIsRejectedIfDriverctlBindsDevice", this::persistentBind));
  }

  /**
   * Sets an override with --noprobe, since driverctl requires a module with the name of the driver,
   * which need not exist for a built-in driver.
   */
  private static void setOverride(String driver) throws Exception {
    shell("driverctl --noprobe set-override platform/door " + driver);
    assertThat(shell("cat " + FILE)).isEqualTo(driver + "\n");
  }

  private void reported() throws Exception {
    WritableRoot.with(
        () -> {
          setOverride("none");
          shell("echo > /sys/devices/platform/door/driver_override");
          String message =
              "because of " + FILE + ", driverctl binds it to none whenever it is added";
          assertThat(ending(0, "bind", "--dry-run", "door").err()).contains(message);
          assertThat(ending(0, "bind", "door").err()).contains(message);
          assertThat(ending(0, "status", "door").err())
              .contains("door: driverctl binds it to none whenever it is added (" + FILE + ")");
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
          // driverctl does what was predicted; dtbind reports this, and does not undo it.
          shell("driverctl load-override platform/door");
          assertThat(target.device("door").driver()).isEmpty();
          assertThat(ending(5, "status", "door").out()).contains("drifted");
          assertThat(ending(1, "unbind", "door").err()).contains("reserved for none");
          assertThat(ending(0, "unbind", "--force", "door").err()).doesNotContain("driverctl");
          assertThat(Path.of(FILE)).exists();
        });
  }

  private void persistentBind() throws Exception {
    WritableRoot.with(
        () -> {
          setOverride("none");
          shell("echo > /sys/devices/platform/door/driver_override");
          assertThat(ending(1, "bind", "--persist", "door").err())
              .contains(
                  "would be bound to two drivers at each boot",
                  FILE,
                  "help: run driverctl unset-override platform/door");
          ending(0, "bind", "--persist", "--force", "door");
          ending(0, "unbind", "--persist", "door");
          // With the same driver, there is no conflict to report.
          shell("echo gpio-aggregator > " + FILE);
          assertThat(ending(0, "bind", "--persist", "door").err()).doesNotContain("driverctl");
          assertThat(ending(0, "unbind", "--persist", "door").err())
              .contains(FILE + ", driverctl binds it to gpio-aggregator");
        });
  }
}
