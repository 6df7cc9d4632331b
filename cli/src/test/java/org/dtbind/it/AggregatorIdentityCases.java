// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.cli.Run;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.Sysfs;

/**
 * Checks that dtbind does not mistake another device or consumer for an aggregator that it made.
 * Findings 2 and 6 of the security review.
 */
final class AggregatorIdentityCases {

  private static final String CREATE = "/sys/bus/platform/drivers/gpio-aggregator/new_device";

  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";

  private final Target target;

  AggregatorIdentityCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case(
            "spoofedConsumerOfExistingAggregatorIsIgnored", () -> spoofed("gpio-aggregator.0")),
        new Case("spoofedConsumerOfNextAggregatorIsIgnored", () -> spoofed("gpio-aggregator.1")),
        new Case("recreatedDeviceIsNotMistakenForTheOriginal", this::recreated),
        new Case("scriptDetectsRecreatedDevice", () -> script("dash")),
        new Case("scriptDetectsRecreatedDeviceInBusybox", () -> script("busybox", "ash")));
  }

  private void spoofed(String consumer) throws IOException {
    Run.ending(0, "aggregator", "create", "ben", "gpio2:22-23", "--owner", "games");
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String chip = shell("readlink -f /dev/gpio/ben").strip();
    shell("chmod 666 /dev/gpiochip0");
    List<LineTaker> takers = new ArrayList<>();
    Sysfs takingLines =
        new Altered(
            Altered.withoutConfigfs(target.kernel().sysfs()),
            path -> false,
            path -> {
              if (path.equals(CREATE)) {
                takers.add(takeLines(consumer));
              }
              return false;
            });
    Result<AggregatorSubject> outcome =
        new Aggregators(ReplacedPort.in(target.kernel(), takingLines))
            .create(
                CreateRequest.of("anna", List.of("gpio2:20-21"))
                    .withTimeout(Duration.ofSeconds(2)));
    assertThat(takers).hasSize(1);
    assertThat(outcome).isInstanceOf(Failed.class);
    Failed<AggregatorSubject> failed = (Failed<AggregatorSubject>) outcome;
    assertThat(failed.notRestored()).isEmpty();
    assertThat(failed.exit()).isEqualTo(ExitStatus.FAILED);
    assertThat(failed.problem().details().toString())
        .contains("is used by \"" + consumer + "\" (python3[" + takers.get(0).process().pid());
    takers.get(0).close();
    shell("chmod 600 /dev/gpiochip0");
    assertThat(shell("readlink -f /dev/gpio/ben").strip()).isEqualTo(chip);
    assertThat(shell(DistributionRule.STAT + chip)).isEqualTo("games root 600\n");
    assertThat(target.kernel().files().linked("/dev/gpio/anna")).isEmpty();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    Run.ending(0, "aggregator", "delete", "ben");
  }

  private static LineTaker takeLines(String consumer) {
    try {
      // While dtbind creates the aggregator, only root can read which lines it will have.
      Path record = Path.of("/run/dtbind/aggregators/anna");
      assertThat(PosixFilePermissions.toString(java.nio.file.Files.getPosixFilePermissions(record)))
          .isEqualTo("rw-------");
      return LineTaker.take("nobody", "/dev/gpiochip0", consumer, "20", "21");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Deletes the aggregator by hand, and creates another, to which the kernel gives the same name.
   */
  private void replacedByHand() throws IOException {
    String group = "/sys/kernel/config/gpio-aggregator/anna";
    if (target.kernel().sysfs().isDirectory(group)) {
      shell("cd %s; echo 0 > live; rmdir line1 line0; cd ..; rmdir anna".formatted(group));
    } else {
      target.write(DELETE, "gpio-aggregator.0");
    }
    target.write(CREATE, "gpio2 24-25");
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
  }

  private void recreated() throws IOException {
    new Aggregators(
            ReplacedPort.in(target.kernel(), Altered.withoutConfigfs(target.kernel().sysfs())))
        .create(CreateRequest.of("anna", List.of("gpio2:20-21")));
    String inode = "stat -c %i /sys/devices/platform/gpio-aggregator.0";
    String before = shell(inode);
    replacedByHand();
    assertThat(shell(inode)).isNotEqualTo(before);
    shell("chmod 666 /dev/gpiochip0");
    try (LineTaker taker =
        LineTaker.take("nobody", "/dev/gpiochip0", "gpio-aggregator.0", "20", "21")) {
      assertThat(taker).isNotNull();
      assertThat(Run.ending(0, "aggregator", "list").out())
          .containsPattern("anna +- +missing")
          .containsPattern("gpio-aggregator.0 +sysfs");
      assertThat(Run.ending(5, "status").out()).containsPattern("aggregator/anna +- +gone");
    }
    shell("chmod 600 /dev/gpiochip0");
    Run.ending(0, "aggregator", "delete", "anna");
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
    target.write(DELETE, "gpio-aggregator.0");
  }

  private void script(String... shell) throws Exception {
    String anna = "aggregator anna\nkey 616e6e61\nclass gpio\nchip gpio2\noffset 20\noffset 21\n";
    List<String> in = List.of(shell);
    assertThat(TargetScriptCases.run(in, anna, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(TargetScriptCases.run(in, anna, "verify").status()).isZero();
    assertThat(Run.of("aggregator", "list").out()).containsPattern("anna +gpio-aggregator.0");
    replacedByHand();
    Run verified = TargetScriptCases.run(in, anna, "verify");
    assertThat(verified.status()).isEqualTo(5);
    assertThat(verified.out()).isEqualTo("aggregator anna: missing: not created\n");
    // stop does not delete the other aggregator.
    assertThat(TargetScriptCases.run(in, anna, "stop").status()).isZero();
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
    assertThat(TargetScriptCases.run(in, anna, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(TargetScriptCases.run(in, anna, "status").out())
        .startsWith("aggregator anna: gpio-aggregator.1, ");
    assertThat(TargetScriptCases.run(in, anna, "stop").status()).isZero();
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.1")).isFalse();
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
    target.write(DELETE, "gpio-aggregator.0");
  }
}
