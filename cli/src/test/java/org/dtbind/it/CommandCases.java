// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dtbind.cli.Main;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.kernel.WritableSysfs;
import org.dtbind.source.Bytes;

/** Runs the commands on a running kernel, and checks their output and exit status. */
final class CommandCases {

  /** Exit status and output of a run; {@code raw} is standard output, decoded byte by byte. */
  private record Result(int exit, String out, String err, String raw) {}

  private final WritableSysfs sysfs;

  CommandCases(Target target) {
    this.sysfs = target.kernel().sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("commandsBindShowAndReleaseADevice", this::door),
        new Case("linesWithGpioinfoOptionMatchesGpioinfo", this::gpioinfo),
        new Case("lineIsFoundByNonAsciiName", this::nonAsciiName),
        new Case("bindLeavesBoundDeviceUnchanged", this::boundAlready),
        new Case("dryRunPrintsPlanAndWritesNothing", this::dryRun),
        new Case("unknownNameExitsWith3AndSuggestsSimilarNames", this::unknownName),
        new Case("nodeWithoutDeviceExitsWith3AndSaysWhy", this::noDevice),
        new Case("missingDriverExitsWith69", this::driverMissing),
        new Case("missingSupplierExitsWith75", this::missingSupplier),
        new Case("nodeWithoutGpiosExitsWith1", this::withoutGpios),
        new Case("hoggedLineExitsWith1", this::hogged),
        new Case("strictLinesRejectsAmbiguousName", this::ambiguous),
        new Case("statusExitsWith5OnDrift", this::drift));
  }

  private static Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            args,
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    return new Result(
        exit,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8),
        out.toString(StandardCharsets.ISO_8859_1));
  }

  /** Runs a command that must not change anything. */
  private Result runUnchanged(int exit, String... args) {
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Result result = run(args);
    assertThat(result.exit()).as(result.toString()).isEqualTo(exit);
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    return result;
  }

  private static Result works(String... args) {
    Result result = run(args);
    assertThat(result.exit()).as(result.toString()).isZero();
    return result;
  }

  private void door() throws IOException, InterruptedException {
    assertThat(works("bind", "door").out())
        .matches(
            "platform device door \\(/door\\) is bound to gpio-aggregator: gpiochip\\d+ \\[door\\],"
                + " 2 lines \\(open, lock\\)\n");
    assertThat(works("lines", "--gpioinfo", "door").out())
        .matches(
            """
            gpiochip\\d+ - 2 lines:
            \tline   0:       "open"       unused   input  active-high\\s
            \tline   1:       "lock"       unused   input  active-high\\s
            """);
    assertThat(gpioinfoOutput("door")).contains("\"open\"").contains("\"lock\"");
    assertThat(works("lines", "lock", "--format", "json").out())
        .contains("\"schema\" : \"dtbind.lines/1\"", "\"offset\" : 1", "\"node\" : \"/door\"");
    assertThat(works("status", "door").out()).contains("platform/door", "bound", "gpio-aggregator");
    assertThat(works("devices", "door").out()).contains("/door", "gpio-aggregator");
    assertThat(works("unbind", "door").out()).isEqualTo("released platform device door (/door)\n");
  }

  /**
   * Returns the output of gpioinfo, decoded byte by byte since it may cut a name within a
   * character.
   */
  private static String gpioinfoOutput(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("gpioinfo"));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    Bytes output = Bytes.wrap(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output.utf8()).isZero();
    return output.latin1();
  }

  private void gpioinfo() throws IOException, InterruptedException {
    works("bind", "door");
    assertThat(works("lines", "--gpioinfo").raw()).isEqualTo(gpioinfoOutput());
    works("unbind", "door");
  }

  private void nonAsciiName() throws IOException, InterruptedException {
    assertThat(works("bind", "umlaut").out())
        .endsWith("3 lines (grün, this-name-is-cut-in-the-middleö-of-it, gr\uFFFDn)\n");
    assertThat(works("lines", "grün").out()).contains("grün", "umlaut");
    assertThat(works("lines", "--gpioinfo", "umlaut").raw()).isEqualTo(gpioinfoOutput("umlaut"));
    works("unbind", "umlaut");
  }

  private void boundAlready() {
    works("bind", "door");
    DeviceSnapshot bound = DeviceSnapshot.read(sysfs);
    assertThat(works("bind", "/door", "-v").out())
        .contains("is already bound to gpio-aggregator: ")
        .endsWith("2 lines (open, lock)\n");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(bound);
    works("unbind", "door");
  }

  private void dryRun() {
    assertThat(runUnchanged(0, "bind", "--dry-run", "door").out())
        .startsWith(
            """
            write /sys/devices/platform/door/driver_override "gpio-aggregator"\
              # allow only gpio-aggregator
            write /sys/bus/platform/drivers/gpio-aggregator/bind "door"  # bind to gpio-aggregator
            """);
  }

  private void unknownName() {
    Result result = runUnchanged(3, "bind", "dor");
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("dor").contains("door");
  }

  private void noDevice() {
    assertThat(runUnchanged(3, "bind", "win").err()).contains("/notbus").contains("not a bus");
    assertThat(runUnchanged(3, "bind", "off@3000").err()).contains("\"disabled\"");
  }

  private void driverMissing() {
    assertThat(runUnchanged(69, "bind", "door", "--driver", "spidev").err()).contains("spidev");
  }

  private void missingSupplier() {
    assertThat(runUnchanged(75, "bind", "waiting", "--timeout", "0.4").err())
        .contains("did not appear within 400 ms", "/lost");
  }

  private void withoutGpios() {
    assertThat(runUnchanged(1, "bind", "plain").err()).contains("gpios");
  }

  private void hogged() {
    assertThat(runUnchanged(1, "bind", "hogged").err()).contains("EBUSY", "taken-line");
  }

  private void ambiguous() {
    assertThat(works("lines", "twice").out().lines()).hasSize(4);
    Result strict = run("lines", "--strict", "twice");
    assertThat(strict.exit()).isEqualTo(3);
    assertThat(strict.err()).contains("3 lines of this system are named twice");
    assertThat(run("lines", "no-such-line").exit()).isEqualTo(3);
  }

  private void drift() {
    works("bind", "door");
    assertThat(
            sysfs
                .write("/sys/bus/platform/drivers/gpio-aggregator/unbind", Bytes.latin1("door"))
                .failure())
        .isEmpty();
    assertThat(run("status").exit()).isEqualTo(5);
    works("unbind", "door");
    assertThat(works("status").exit()).isZero();
  }
}
