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
import org.dtbind.export.target.BindingFiles;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.sandbox.SandboxResult;
import org.dtbind.spec.Access;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Boots Debian with systemd and udev, but without Java, in the kernels of DTBIND_KERNELS, with the
 * files that {@code dtbind bind --persist} writes to {@code /etc}; {@link PersistCases} checks the
 * files themselves.
 */
@Tag("kernel")
class BindingBootTest {

  private static final String ENABLED = "[Unit]\nWants=%s\n".formatted(BindingFiles.UNIT);

  private static final String SCRIPT =
      """
      systemctl is-active dtbind-devices
      systemctl list-units --state=failed --no-legend --plain
      /etc/dtbind/dtbind-target -c /etc/dtbind/devices status | sed 's/gpiochip[0-9]*/gpiochip/'
      stat -c '%G %a' /dev/"$(ls /sys/devices/platform/door | grep '^gpiochip')"
      journalctl -b -o cat -u dtbind-devices | grep -c -i fail
      readlink /sys/devices/platform/sim2/driver || cat /sys/devices/platform/sim2/driver_override
      ls -d /sys/bus/platform/drivers/gpio-sim
      systemctl stop dtbind-devices
      readlink /sys/devices/platform/door/driver || echo free
      """;

  @TempDir Path temporary;

  @TestFactory
  Stream<DynamicTest> persistentBindingIsRestoredAtBoot() throws IOException, InterruptedException {
    return WholeSystem.each(
        "persistentBindingIsRestoredAtBoot", temporary, files(), BindingBootTest::checkBoundAtBoot);
  }

  private static Map<String, String> files() {
    Access games =
        new Access(
            Optional.empty(),
            Optional.of("games"),
            Optional.of("0660"),
            Optional.empty(),
            Optional.empty());
    TargetDevice door =
        new TargetDevice(
            Optional.of(new NodePath("/door")),
            "platform",
            Optional.of("door"),
            Optional.of("gpio-aggregator"),
            List.of(),
            games);
    TargetDevice unbound =
        new TargetDevice(
            Optional.of(new NodePath("/sim2")),
            "platform",
            Optional.of("sim2"),
            Optional.of(TargetDevice.NO_DRIVER),
            List.of(),
            Access.NONE);
    Map<String, String> files = new HashMap<>();
    files.put("/etc/systemd/system/multi-user.target.d/enabled.conf", ENABLED);
    BindingFiles.boot().forEach(file -> files.put("/" + file.path(), file.content().utf8()));
    BindingFiles.of(door, List.of())
        .forEach(file -> files.put("/" + file.path(), file.content().utf8()));
    BindingFiles.of(unbound, List.of())
        .forEach(file -> files.put("/" + file.path(), file.content().utf8()));
    return files;
  }

  private static void checkBoundAtBoot(WholeSystem system) throws Exception {
    SandboxResult.Exited ended = system.run(GuestProgram.cases(), "sh", "-c", SCRIPT);
    assertThat(ended.output())
        .as(ended.errors())
        .isEqualTo(
            """
            active
            device /door (door): gpio-aggregator, /dev/gpiochip
            device /sim2 (sim2): unbound
            games 660
            0
            none
            /sys/bus/platform/drivers/gpio-sim
            free
            """);
  }
}
