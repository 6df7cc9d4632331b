// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.testing.GivenKernels;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code try --system}, as docs/guide/try-a-system.md describes it. */
class TrySystemTest {

  private static final String BOARD =
      """
      /dts-v1/;
      / {
        #address-cells = <1>; #size-cells = <1>;
        gpio: gpio@1000 {
          compatible = "brcm,bcm2711-gpio"; reg = <0x1000 0x100>; gpio-controller; #gpio-cells = <2>;
        };
      };
      """;

  private static final String DECLARED =
      """
      apiVersion: dtbind/v1
      devices:
        - node: relays
          compatible: "acme,relays"
          gpios: [{ name: pump, controller: gpio, offset: 17 }]
          bind: gpio-aggregator
          owner: dt-pump
          group: dt-relays
          mode: "0660"
          link: relays
          persist: true
        - node: button
          compatible: "acme,button"
          gpios: [{ name: press, controller: gpio, offset: 18 }]
          bind: gpio-aggregator
          group: dt-buttons
          link: button
      """;

  private static final String RELAY =
      """
      [Unit]
      BindsTo=dev-gpio-relays.device
      After=dev-gpio-relays.device
      [Service]
      User=dt-pump
      ExecStart=gpioset --mode=signal /dev/gpio/relays 0=1
      [Install]
      WantedBy=dev-gpio-relays.device
      """;

  /** In Linux 6.1, simulated lines have no interrupts, so the service polls. */
  private static final String BUTTON =
      """
      [Unit]
      BindsTo=dev-gpio-button.device
      After=dev-gpio-button.device
      [Service]
      DynamicUser=yes
      SupplementaryGroups=dt-buttons
      ExecStart=/bin/sh -c 'while gpioget /dev/gpio/button 0; do sleep 0.2; done'
      [Install]
      WantedBy=dev-gpio-button.device
      """;

  private static final String SCRIPT =
      """
      units() { systemctl is-active relay button | tr '\\n' ' '; }
      wait_for() { for i in $(seq 600); do [ "$(units)" = "$1" ] && break; sleep 0.1; done; units; echo; }
      echo "boot $DTBIND_BOOT"
      wait_for 'active active '
      [ "$DTBIND_BOOT" = 1 ] || { cat /etc/left; exit 3; }
      for device in relays button; do
          echo $device > /sys/bus/platform/drivers/gpio-aggregator/unbind
      done
      wait_for 'inactive inactive '
      echo left by the first boot > /etc/left
      """;

  @TempDir Path directory;

  private Run runTry(String version, String... more) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CACHE_HOME", String.valueOf(GivenKernels.cache().getParent()));
    GivenKernels.directory().ifPresent(at -> environment.put("DTBIND_KERNELS", at.toString()));
    Path board = Files.writeString(directory.resolve("board.dts"), BOARD);
    Path spec = Files.writeString(directory.resolve("board.yaml"), DECLARED);
    List<String> args = new ArrayList<>(List.of("try", "--kernel", version, "--timeout", "3000"));
    args.addAll(List.of("--system", "--spec", spec.toString(), board.toString()));
    args.addAll(List.of(more));
    return Run.with(environment, args.toArray(String[]::new));
  }

  /** Returns a directory with units; the exported unit waits as long as a slow machine needs. */
  private String units(Map<String, String> units) throws IOException {
    Path at = Files.createDirectories(directory.resolve("files/etc/systemd/system"));
    for (Map.Entry<String, String> unit : units.entrySet()) {
      Files.writeString(at.resolve(unit.getKey()), unit.getValue());
    }
    Path drop = Files.createDirectories(at.resolve("dtbind-target.service.d"));
    Files.writeString(
        drop.resolve("patient.conf"),
        "[Service]\nExecStart=\nExecStart=/usr/lib/dtbind/dtbind-target -t 600 start\n");
    return directory.resolve("files").toString();
  }

  @Test
  void optionsOfAWholeSystemNeedIt() throws IOException {
    String board = Files.writeString(directory.resolve("b.dts"), BOARD).toString();
    Run files = Run.of("try", "--files", directory.toString(), board);
    assertThat(files.status()).isEqualTo(64);
    assertThat(files.err()).contains("add --system");
    assertThat(Run.of("try", "--reboot", board).status()).isEqualTo(64);
    assertThat(Run.of("try", "--system", "--keep", board).status()).isEqualTo(64);
    Run file = Run.of("try", "--system", "--files", board, board);
    assertThat(file.status()).isEqualTo(64);
    assertThat(file.err()).contains("b.dts: not a directory; --files needs a directory");
  }

  @Test
  void declarationThatCannotBeExportedIsNotBooted() throws IOException {
    Path board =
        Files.writeString(
            directory.resolve("b.dts"),
            BOARD.replace(
                "gpio:",
                "timer { compatible = \"a,b\"; reg = <0x2010 0x10>; };\nother { compatible = \"a,b\"; reg = <0x2020 0x10>; };\ngpio:"));
    Path spec =
        Files.writeString(
            directory.resolve("b.yaml"),
            "apiVersion: dtbind/v1\ndevices: [{ node: /timer, bind: uio_pdrv_genirq, owner: x }]\n");
    Run run =
        Run.with(
            Map.of("XDG_CACHE_HOME", directory.toString()),
            "try",
            "--system",
            "--spec",
            spec.toString(),
            board.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("(gives_more)").doesNotContain("no kernel");
  }

  @Tag("kernel")
  @TestFactory
  Stream<DynamicTest> servicesFollowTheirDevicesAndComeBack() throws IOException {
    return GivenKernels.complete().stream()
        .map(
            version ->
                DynamicTest.dynamicTest(
                    "services follow their devices on " + version,
                    () -> assertServicesFollow(version)));
  }

  private void assertServicesFollow(String version) throws IOException {
    String files = units(Map.of("relay.service", RELAY, "button.service", BUTTON));
    Run run = runTry(version, "--reboot", "--files", files, "--", "sh", "-c", SCRIPT);
    assertThat(run.out())
        .as(run.err())
        .isEqualTo(
            """
            boot 1
            active active
            inactive inactive
            boot 2
            active active
            left by the first boot
            """
                .replace("active\n", "active \n"));
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .contains("first boot\n", "second boot\n", "Linux " + version)
        .containsPattern("\n/dev/gpiochip\\d +dt-pump +dt-relays +0660 +/dev/gpio/relays\n")
        .containsPattern("\n/dev/gpiochip\\d +root +dt-buttons +0660 +/dev/gpio/button\n")
        .containsPattern("\nrelays +platform +gpio-aggregator +/relays\n")
        .doesNotContain("\njournal: ", "\nfailed: ", "persist");
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))) {
      assertThat(left.map(Path::toString)).noneMatch(name -> name.contains("dtbind-kept-"));
    }
  }

  @Tag("kernel")
  @Test
  void failedUnitIsReportedWithItsMessages() throws IOException {
    String files =
        units(
            Map.of(
                "broken.service",
                """
                [Service]
                Type=oneshot
                ExecStart=/bin/sh -c 'echo the reason; exit 1'
                [Install]
                WantedBy=multi-user.target
                """));
    String version = GivenKernels.newest().orElseThrow();
    Run run = runTry(version, "--files", files);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("\njournal: .* the reason\n")
        .contains("\nfailed: broken.service\n");
    assertThat(run.err()).contains("dtbind: try: unit broken.service failed");
  }

  @Tag("kernel")
  @Test
  void missingRootIsNamedBeforeTheBoot() throws IOException {
    Path board = Files.writeString(directory.resolve("b.dts"), BOARD);
    Map<String, String> environment = new HashMap<>();
    environment.put("XDG_CACHE_HOME", directory.toString());
    environment.put("DTBIND_KERNELS", System.getenv().getOrDefault("DTBIND_KERNELS", "/nowhere"));
    Run run =
        Run.with(
            environment,
            "try",
            "--kernel",
            GivenKernels.newest().orElseThrow(),
            "--system",
            board.toString());
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("'dtbind demo system'");
  }
}
