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

  private final Target target;

  AggregatorIdentityCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case(
            "spoofedConsumerOfExistingAggregatorIsIgnored", () -> spoofed("gpio-aggregator.0")),
        new Case("spoofedConsumerOfNextAggregatorIsIgnored", () -> spoofed("gpio-aggregator.1")));
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
    Result<AggregatorSubject> result =
        new Aggregators(ReplacedPort.in(target.kernel(), takingLines))
            .create(
                CreateRequest.of("anna", List.of("gpio2:20-21"))
                    .withTimeout(Duration.ofSeconds(2)));
    assertThat(takers).hasSize(1);
    assertThat(result).isInstanceOf(Failed.class);
    Failed<AggregatorSubject> failed = (Failed<AggregatorSubject>) result;
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
}
