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
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/** What dtbind does on arm64, with lines of a real PL061, booted with samples/door-arm64. */
public final class VirtCases {

  private static final Path DEVICE = Path.of("/sys/bus/platform/devices/door");

  private VirtCases() {}

  /**
   * Runs all cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    Tap.run(
        target.kernel().sysfs(),
        List.of(
            new Case("theMachineIsArm64", VirtCases::machine),
            new Case("theDoorIsListedBoundShownAndReleased", VirtCases::door),
            new Case("aRealControllerKeepsTheSafeStates", VirtCases::safe),
            new Case("whatTheSystemStandsOnIsKept", VirtCases::console)));
  }

  private static void machine() {
    assertThat(System.getProperty("os.arch")).isEqualTo("aarch64");
  }

  private static void door() throws IOException, InterruptedException {
    assertThat(works("devices", "door")).contains("door");
    assertThat(works("bind", "door")).contains("gpio-aggregator").contains("open, lock");
    String ours = works("lines", "--gpioinfo", "door");
    assertThat(ours).contains("2 lines").contains("\"open\"").contains("\"lock\"");
    // The kernel's own number of the chip, and spaces at the ends of lines, are libgpiod's.
    assertThat(ours).isEqualToIgnoringWhitespace(gpioinfo("door"));
    assertThat(gpioinfo("9030000.pl061"))
        .containsPattern("line +1: +unnamed +\"door\" +input +active-high")
        .containsPattern("line +2: +unnamed +\"door\" +input +active-low");
    works("unbind", "door");
    assertThat(DEVICE).isDirectory();
    assertThat(DEVICE.resolve("driver")).doesNotExist();
    assertThat(gpioinfo("9030000.pl061")).doesNotContain("door");
  }

  /** Lines 1 and 2 of the PL061, the second one active low. */
  private static void safe() throws IOException {
    Path spec = Path.of("/tmp/safe.yaml");
    String line = "      - { controller: gpio, offset: %d, safeState: %s }\n";
    for (String state : List.of("active", "inactive")) {
      Files.writeString(
          spec,
          "apiVersion: dtbind/v1\ndevices:\n  - node: /door\n    bind: gpio-aggregator\n    gpios:\n"
              + line.formatted(1, state)
              + line.formatted(2, state));
      works("apply", "--spec", spec.toString());
      works("unbind", "door");
      int high = state.equals("active") ? 1 : 0;
      assertThat(WireLevel.of("/dev/gpiochip0", 1)).as(state).isEqualTo(high);
      assertThat(WireLevel.of("/dev/gpiochip0", 2)).as(state + ", active low").isEqualTo(1 - high);
    }
  }

  /** The machine's console is its PL011. */
  private static void console() {
    Path serial = Path.of("/sys/bus/amba/devices/9000000.pl011");
    Run ran = Run.of("unbind", "--none", "9000000.pl011");
    assertThat(ran.status()).as(ran.toString()).isEqualTo(1);
    assertThat(ran.err()).contains("console ttyAMA0").contains("--force");
    assertThat(serial.resolve("driver")).exists();
  }

  private static String works(String... args) {
    Run ran = Run.of(args);
    assertThat(ran.status()).as(ran.toString()).isZero();
    return ran.out();
  }

  private static String gpioinfo(String chip) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("gpioinfo", chip).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
