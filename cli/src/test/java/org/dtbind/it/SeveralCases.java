// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.kernel.Sysfs;

/** Tests commands with several devices, and {@code dtbind lines} without read permission. */
final class SeveralCases {

  private final Sysfs sysfs;

  SeveralCases(Target target) {
    this.sysfs = target.kernel().sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("bindOfSeveralDevicesBindsAllOrNone", this::boundOrNone),
        new Case("allDevicesArePlannedBeforeAnyIsChanged", this::plannedOrNone),
        new Case("failedBindRestoresEarlierBindings", this::restoresEarlierBinding),
        new Case("unbindOfSeveralDevicesReleasesAllOrNone", this::releasedOrNone),
        new Case("unreadableChipsAreReported", this::unreadableChips));
  }

  private void boundOrNone() {
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = Run.of("bind", "door", "hogged", "late");
    assertThat(run.status()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("platform device door (/door) is without a driver again\n");
    assertThat(run.err()).contains("EBUSY").endsWith("not tried: late\n");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    assertThat(sysfs.names("/run/dtbind/bindings")).isEmpty();
    assertThat(sysfs.exists("/run/dtbind/journal")).isFalse();

    String json = Run.of("bind", "door", "hogged", "late", "--format", "json").out();
    assertThat(json)
        .containsSubsequence(
            "\"wanted\" : \"door\"",
            "\"result\" : \"broughtBack\"",
            "\"wanted\" : \"hogged\"",
            "\"result\" : \"failed\"",
            "\"wanted\" : \"late\"",
            "\"result\" : \"notTried\"",
            "\"exit\" : null");
  }

  /** dtbind reports all problems together, before it writes anything. */
  private void plannedOrNone() {
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = Run.of("bind", "door", "plain", "no-such-device", "-vv");
    assertThat(run.status()).as(run.toString()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "not tried: door",
            "platform device plain (/plain) has no \"gpios\"",
            "no device is named \"no-such-device\"")
        .doesNotContain("write /");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    Run twice = Run.of("bind", "door", "/door");
    assertThat(twice.status()).isEqualTo(1);
    assertThat(twice.err())
        .contains("is also matched by \"door\"", "specify each device only once");
  }

  private void restoresEarlierBinding() {
    assertThat(Run.of("bind", "door").status()).isZero();
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = Run.of("bind", "--force", "--driver", "gpio-aggregator", "door", "hogged");
    assertThat(run.status()).as(run.toString()).isEqualTo(1);
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    assertThat(sysfs.names("/run/dtbind/bindings")).containsExactly("platform:door");
    assertThat(Run.of("unbind", "door").status()).isZero();
  }

  private void releasedOrNone() {
    assertThat(Run.of("bind", "door", "late").status()).isZero();
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = Run.of("unbind", "door", "no-such-device");
    assertThat(run.status()).as(run.toString()).isEqualTo(3);
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    assertThat(Run.of("status").status()).isZero();
    assertThat(Run.of("unbind", "door", "late").status()).isZero();
    assertThat(sysfs.names("/run/dtbind/bindings")).isEmpty();
  }

  private void unreadableChips() throws IOException, InterruptedException {
    shell("chmod 0 /dev/gpiochip*");
    try {
      Run all =
          Unprivileged.run(Unprivileged.ROOT_WITHOUT_OVERRIDE, "lines", "--format", "json", "-q");
      assertThat(all.status()).as(all.toString()).isEqualTo(77);
      assertThat(all.out()).contains("\"lines\" : [ ]", "\"chip\" : \"gpiochip0\"", "EACCES");
      assertThat(all.err()).startsWith("dtbind: none of the ").contains("can be read", "help: ");
      shell("chmod 600 /dev/gpiochip0");
      Run one = Unprivileged.run(Unprivileged.ROOT_WITHOUT_OVERRIDE, "lines", "-q", "no-such-line");
      assertThat(one.status()).as(one.toString()).isEqualTo(77);
      assertThat(one.err())
          .startsWith(
              "dtbind: no line or chip of the readable part of this system is named no-such");
    } finally {
      shell("chmod 600 /dev/gpiochip*");
    }
  }

  private static void shell(String command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
  }
}
