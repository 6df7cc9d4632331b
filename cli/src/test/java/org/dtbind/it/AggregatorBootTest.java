// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.export.target.AggregatorFiles;
import org.dtbind.export.target.TargetAggregator;
import org.dtbind.export.target.TargetAggregator.At;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.spec.Access;
import org.dtbind.spec.SafeState;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots Debian with systemd and udev, but without Java, in the kernels of DTBIND_KERNELS, with the
 * files that {@code dtbind aggregator create --persist} writes to {@code /etc}.
 */
@Tag("given")
@Tag("kernel")
class AggregatorBootTest {

  private static final String ENABLED = "[Unit]\nWants=%s\n".formatted(AggregatorFiles.UNIT);

  private static final String SCRIPT =
      """
      systemctl is-active dtbind-aggregators
      systemctl list-units --state=failed --no-legend --plain
      stat -L -c '%U %G %a' /dev/gpio/relays
      gpioinfo "$(readlink -f /dev/gpio/relays)" | sed 's/^gpiochip[0-9]*/gpiochip/; s/  */ /g'
      grep safe /run/dtbind/aggregators/relays
      systemctl stop dtbind-aggregators
      udevadm settle
      ls /dev/gpio 2>&1
      """;

  /** Gives all chips to a group, like the udev rule of Raspberry Pi OS. */
  private static final String DISTRIBUTION_RULE =
      "SUBSYSTEM==\"gpio\", GROUP=\"tty\", MODE=\"0660\"\n";

  private static final String OWNER_SCRIPT =
      """
      is() { udevadm settle; echo "$1: $(stat -L -c '%U %G %a' /dev/gpio/relays 2>&1)"; }
      is boot
      for action in change add bind; do udevadm trigger --settle --action=$action; is $action; done
      device=$(basename "$(ls -d /sys/devices/platform/gpio-aggregator.*)")
      cd /sys/bus/platform/drivers/gpio-aggregator
      echo $device > unbind; udevadm settle; ls /dev/gpio 2>&1
      echo $device > bind; is back
      systemctl restart systemd-udevd; udevadm trigger --settle --action=add; is restarted
      systemctl restart dtbind-aggregators; is again
      stat -c '%U %G %a' /dev/gpiochip0
      """;

  @TempDir Path temporary;

  /** Ownership review, findings D1 and D2. */
  @TestFactory
  Stream<DynamicTest> chipOwnerSurvivesRebootsAndUdevTriggers()
      throws IOException, InterruptedException {
    Map<String, String> files = new HashMap<>(files());
    files.put("/etc/udev/rules.d/99-com.rules", DISTRIBUTION_RULE);
    return WholeSystem.each(
        "chipOwnerSurvivesRebootsAndUdevTriggers",
        temporary,
        files,
        AggregatorBootTest::checkOwner);
  }

  private static void checkOwner(WholeSystem system) throws Exception {
    for (int boot = 0; boot < 2; boot++) {
      SandboxResult.Exited ended = system.run(GuestProgram.cases(), "sh", "-c", OWNER_SCRIPT);
      assertThat(ended.output())
          .as(ended.errors())
          .isEqualTo(
              """
              boot: root games 660
              change: root games 660
              add: root games 660
              bind: root games 660
              ls: cannot access '/dev/gpio': No such file or directory
              back: root games 660
              restarted: root games 660
              again: root games 660
              root tty 660
              """);
    }
  }

  @TestFactory
  Stream<DynamicTest> persistentAggregatorIsCreatedAtBoot()
      throws IOException, InterruptedException {
    return WholeSystem.each(
        "persistentAggregatorIsCreatedAtBoot",
        temporary,
        files(),
        AggregatorBootTest::checkCreatedAtBoot);
  }

  private static Map<String, String> files() {
    TargetAggregator relays =
        new TargetAggregator(
            "relays",
            List.of(
                new At("gpio2", 20, Optional.of("pump")),
                new At("gpio2", 21, Optional.empty()),
                new At("other", 3, Optional.empty())),
            new Access(
                    Optional.empty(),
                    Optional.of("games"),
                    Optional.of("0660"),
                    Optional.empty(),
                    Optional.empty())
                .orLink("relays"),
            Map.of(1, SafeState.INACTIVE));
    Map<String, String> files = new HashMap<>();
    files.put("/etc/systemd/system/multi-user.target.d/enabled.conf", ENABLED);
    AggregatorFiles.boot().forEach(file -> files.put("/" + file.path(), file.content().utf8()));
    files.put(
        "/" + AggregatorFiles.declaration(relays).path(),
        AggregatorFiles.declaration(relays).content().utf8());
    files.put(
        "/etc/" + AggregatorFiles.rules(relays).path(),
        AggregatorFiles.rules(relays).content().utf8());
    return files;
  }

  private static void checkCreatedAtBoot(WholeSystem system) throws Exception {
    String name = system.version().equals("6.1") ? "unnamed" : "\"pump\"";
    SandboxResult.Exited ended = system.run(GuestProgram.cases(), "sh", "-c", SCRIPT);
    assertThat(ended.output())
        .as(ended.errors())
        .isEqualTo(
            """
            active
            root games 660
            gpiochip - 3 lines:
            \tline 0: %s unused input active-high\s
            \tline 1: unnamed unused input active-high\s
            \tline 2: unnamed unused input active-high\s
            safe=1 inactive
            ls: cannot access '/dev/gpio': No such file or directory
            """
                .formatted(name));
  }
}
