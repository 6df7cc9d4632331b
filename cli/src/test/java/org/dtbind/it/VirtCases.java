// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.Run;

/** Tests dtbind on arm64 with the lines of QEMU's PL061 that samples/door-arm64 uses. */
final class VirtCases {

  private static final Path DEVICE = Path.of("/sys/bus/platform/devices/door");

  private VirtCases() {}

  static List<Case> all() {
    return List.of(
        new Case("theMachineIsArm64", VirtCases::machine),
        new Case("theDoorIsListedBoundShownAndReleased", VirtCases::door),
        new Case("pl061KeepsSafeStatesAfterRelease", VirtCases::safeStates),
        new Case("unbindOfTheConsoleRequiresForce", VirtCases::console));
  }

  private static void machine() {
    assertThat(System.getProperty("os.arch")).isEqualTo("aarch64");
  }

  private static void door() throws IOException, InterruptedException {
    assertThat(succeed("devices", "door")).contains("door");
    assertThat(succeed("bind", "door")).contains("gpio-aggregator").contains("open, lock");
    String lines = succeed("lines", "--gpioinfo", "door");
    assertThat(lines).contains("2 lines").contains("\"open\"").contains("\"lock\"");
    // The spaces that gpioinfo of libgpiod prints may differ.
    assertThat(lines).isEqualToIgnoringWhitespace(gpioinfo("door"));
    assertThat(gpioinfo("9030000.pl061"))
        .containsPattern("line +1: +unnamed +\"door\" +input +active-high")
        .containsPattern("line +2: +unnamed +\"door\" +input +active-low");
    succeed("unbind", "door");
    assertThat(DEVICE).isDirectory();
    assertThat(DEVICE.resolve("driver")).doesNotExist();
    assertThat(gpioinfo("9030000.pl061")).doesNotContain("door");
  }

  /** Uses lines 1 and 2 of the PL061; line 2 is active low. */
  private static void safeStates() throws IOException {
    Path spec = Path.of("/tmp/safe.yaml");
    String line = "      - { controller: gpio, offset: %d, safeState: %s }\n";
    for (String state : List.of("active", "inactive")) {
      Files.writeString(
          spec,
          "apiVersion: dtbind/v1\n"
              + "devices:\n"
              + "  - node: /door\n"
              + "    bind: gpio-aggregator\n"
              + "    gpios:\n"
              + line.formatted(1, state)
              + line.formatted(2, state));
      succeed("apply", "--spec", spec.toString());
      succeed("unbind", "door");
      int high = state.equals("active") ? 1 : 0;
      assertThat(WireLevel.of("/dev/gpiochip0", 1)).as(state).isEqualTo(high);
      assertThat(WireLevel.of("/dev/gpiochip0", 2)).as(state + ", active low").isEqualTo(1 - high);
    }
  }

  /** The PL011 is the machine's console. */
  private static void console() {
    Path serial = Path.of("/sys/bus/amba/devices/9000000.pl011");
    Run run = Run.of("unbind", "--none", "9000000.pl011");
    assertThat(run.status()).as(run.toString()).isEqualTo(1);
    assertThat(run.err()).contains("console ttyAMA0").contains("--force");
    assertThat(serial.resolve("driver")).exists();
  }

  private static String succeed(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
    return run.out();
  }

  private static String gpioinfo(String chip) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("gpioinfo", chip).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
