// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.testing.EarlierState;

/** Tests that dtbind uses the records and journals of earlier releases in {@code /run/dtbind}. */
final class UpgradeCases {

  private static final Path RUN = Path.of("/run/dtbind");
  private static final String OVERRIDE = "/sys/devices/platform/%s/driver_override";
  private static final String DRIVERS = "/sys/bus/platform/drivers/";

  private final Target target;

  UpgradeCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("aBindingOfAnEarlierReleaseIsShownAndUndone", this::binding),
        new Case("anInterruptedRunOfAnEarlierReleaseIsRolledBack", this::journal),
        new Case("anAggregatorOfAnEarlierReleaseIsListedAndDeleted", this::aggregator));
  }

  private static void writeState(String file, String text) throws IOException {
    Path path = RUN.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static Run succeed(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
    return run;
  }

  private void bindToGpioSim(String device) {
    target.write(OVERRIDE.formatted(device), "gpio-sim");
    target.write(DRIVERS + "gpio-sim/bind", device);
  }

  private void unbindFromGpioSim(String device) {
    target.write(DRIVERS + "gpio-sim/unbind", device);
    target.write(OVERRIDE.formatted(device), "\n");
  }

  private void binding() throws IOException {
    target.write(OVERRIDE.formatted("door"), "gpio-aggregator");
    target.write(DRIVERS + "gpio-aggregator/bind", "door");
    writeState("bindings/platform:door", EarlierState.of01("bindings/platform:door"));
    assertThat(succeed("status").out()).containsPattern("platform/door +/door +bound");
    succeed("bind", "door");
    succeed("unbind", "door");
    assertThat(target.device("door").driver()).hasValue("gpio-sim");
    assertThat(target.device("door").override().driver()).hasValue("gpio-sim");
    unbindFromGpioSim("door");
  }

  private void journal() throws IOException {
    bindToGpioSim("late");
    target.write(OVERRIDE.formatted("door"), "gpio-aggregator");
    target.write(DRIVERS + "gpio-aggregator/bind", "door");
    target.write(OVERRIDE.formatted("late"), "gpio-aggregator");
    String boot = target.kernel().sysfs().text("/proc/sys/kernel/random/boot_id").orElseThrow();
    writeState("journal", EarlierState.of01("journal").replaceFirst("boot=.*", "boot=" + boot));
    assertThat(Run.of("bind", "umlaut").status()).isEqualTo(4);
    assertThat(succeed("recover").out())
        .contains("the change of process 612 was interrupted, and has been rolled back");
    assertThat(target.device("door").driver()).isEmpty();
    assertThat(target.device("late").driver()).hasValue("gpio-sim");
    assertThat(target.device("late").override().driver()).hasValue("gpio-sim");
    Files.delete(RUN.resolve("bindings/platform:late"));
    unbindFromGpioSim("late");
  }

  private void aggregator() throws IOException {
    target.write(DRIVERS + "gpio-aggregator/new_device", "gpio2 24,25");
    writeState("aggregators/relays", EarlierState.of01("aggregators/relays"));
    assertThat(succeed("aggregator", "list").out()).contains("relays");
    succeed("aggregator", "delete", "relays");
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isFalse();
  }
}
