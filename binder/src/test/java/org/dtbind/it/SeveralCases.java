// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.kernel.Sysfs;

/** The command line with several devices, and for a user who may read nothing. */
final class SeveralCases {

  private final Sysfs sysfs;

  SeveralCases(Target target) {
    this.sysfs = target.kernel().sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("severalAreBoundOrNone", this::boundOrNone),
        new Case("severalAreBroughtBackAsDtbindHadLeftThem", this::boundOtherwiseBefore),
        new Case("severalAreReleasedOrNone", this::releasedOrNone),
        new Case("chipsThatMayNotBeReadAreNoEmptyAnswer", this::mayNotRead));
  }

  private void boundOrNone() {
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = Run.of("bind", "door", "hogged", "plain", "win");
    assertThat(run.status()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).endsWith("platform device door (/door) is without driver again\n");
    assertThat(run.err()).contains("EBUSY").endsWith("not tried: plain\ndtbind: not tried: win\n");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    assertThat(sysfs.exists("/run/dtbind/platform:door")).isFalse();

    String json = Run.of("bind", "door", "hogged", "plain", "--format", "json").out();
    assertThat(json)
        .containsSubsequence(
            "\"wanted\" : \"door\"",
            "\"result\" : \"broughtBack\"",
            "\"wanted\" : \"hogged\"",
            "\"result\" : \"failed\"",
            "\"wanted\" : \"plain\"",
            "\"result\" : \"notTried\"",
            "\"exit\" : null");
  }

  private void boundOtherwiseBefore() {
    assertThat(Run.of("bind", "door").status()).isZero();
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = Run.of("bind", "--force", "--driver", "gpio-sim", "door", "no-such-device");
    assertThat(run.status()).as(run.toString()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("platform device door (/door) is bound to gpio-sim")
        .endsWith("platform device door (/door) is bound to gpio-aggregator again\n");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    assertThat(Run.of("unbind", "door").status()).isZero();
  }

  private void releasedOrNone() {
    assertThat(Run.of("bind", "door").status()).isZero();
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = Run.of("unbind", "door", "no-such-device");
    assertThat(run.status()).as(run.toString()).isEqualTo(3);
    assertThat(run.out())
        .endsWith("platform device door (/door) is bound to gpio-aggregator again\n");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    assertThat(Run.of("status").status()).isZero();
    assertThat(Run.of("unbind", "door").status()).isZero();
  }

  private void mayNotRead() throws IOException, InterruptedException {
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
              "dtbind: no line or chip of what can be read of this system is called no-such");
    } finally {
      shell("chmod 600 /dev/gpiochip*");
    }
  }

  private static void shell(String command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
  }
}
