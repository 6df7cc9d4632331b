// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.aggregator.live.BackEnd;
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

  private static final String DEVICES = "/sys/bus/platform/devices/";

  private static final Path RECORD = Path.of("/run/dtbind/aggregators/anna");

  private static final Path JOURNAL = Path.of("/run/dtbind/journal");

  private final Target target;

  AggregatorIdentityCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case(
            "spoofedConsumerOfExistingAggregatorIsIgnored", () -> spoofed("gpio-aggregator.0")),
        new Case("spoofedConsumerOfNextAggregatorIsIgnored", () -> spoofed("gpio-aggregator.1")),
        new Case("deviceThatWaitsForOtherLinesIsNotRolledBack", this::otherLines));
  }

  /**
   * A creation was killed before it wrote to {@code new_device}, and another program has requested
   * lines that do not exist yet. Only configfs shows these lines.
   */
  private void otherLines() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    target.write(CREATE, "later 0-1");
    String device = shell("ls /sys/bus/platform/devices | grep '^gpio-aggregator\\.'").strip();
    assertThat(target.kernel().sysfs().exists(DEVICES + device + "/driver")).isFalse();
    Files.createDirectories(RECORD.getParent());
    Files.writeString(
        RECORD, "dtbind-aggregator=1\nname=anna\nby=sysfs\nlink=anna\nline=20 gpio2\\x20\nend\n");
    Files.writeString(
        JOURNAL,
        "dtbind-journal=1\nprocess=1\nchange=aggregator\naggregator=anna\nnext=made\nby=sysfs\n"
            + "live=no\nlink=anna\nbegin\nstep=0 write file\nstep=0 write new_device\n");
    Run.ending(0, "recover");
    boolean shown = Files.isDirectory(Path.of(BackEnd.GROUPS));
    assertThat(target.kernel().sysfs().exists(DEVICES + device)).isEqualTo(shown);
    assertThat(JOURNAL).doesNotExist();
    if (shown) {
      target.write(DELETE, device);
    }
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
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
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(RECORD)))
          .isEqualTo("rw-------");
      return LineTaker.take("nobody", "/dev/gpiochip0", consumer, "20", "21");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
