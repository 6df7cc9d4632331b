// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Tests dtbind in a kernel whose generic driver is a module, with the devicetree of {@link
 * KernelCases}. The module is unloaded before and after each case.
 */
public final class ModuleCases {

  private static final Path DRIVER = Path.of("/sys/bus/platform/drivers/gpio-aggregator");
  private static final Path HELPER = Path.of("/proc/sys/kernel/modprobe");

  private ModuleCases() {}

  /**
   * Runs the cases.
   *
   * @param args {@code present} if {@code /lib/modules} has this kernel's modules, or {@code
   *     absent}
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    OnDemandCases onDemand = new OnDemandCases(target);
    List<Case> cases =
        new ArrayList<>(
            switch (args[0]) {
              case "present" -> present();
              case "absent" -> absent();
              default -> throw new IllegalArgumentException(args[0]);
            });
    cases.addAll(args[0].equals("present") ? onDemand.present() : onDemand.absent());
    Tap.run(target.kernel().sysfs(), cases);
  }

  private static List<Case> present() {
    return List.of(
        new Case("aggregatorCreateLoadsTheModule", ModuleCases::aggregator),
        new Case("driverAppearsAndDisappearsWithItsModule", ModuleCases::loaded),
        new Case("kernelRequestsAModuleForAnUnknownFileSystem", ModuleCases::requested));
  }

  private static List<Case> absent() {
    return List.of(
        new Case("modprobeOfAMissingModuleFails", ModuleCases::missing),
        new Case("aggregatorCreateFailsWithoutTheModule", ModuleCases::refused));
  }

  private static void aggregator() throws IOException, InterruptedException {
    Run plan = Run.of("aggregator", "create", "x", "gpio2:1", "--dry-run");
    assertThat(plan.out()).contains("-b -- gpio_aggregator", "new_device \"gpio2 1\"");
    // A failed command unloads the module again.
    Run taken = Run.of("aggregator", "create", "x", "gpio2:3");
    assertThat(taken.status()).as(taken.toString()).isEqualTo(1);
    assertThat(DRIVER).doesNotExist();
    assertThat(Run.of("doctor").out())
        .containsPattern("ok +driver gpio-aggregator +module, loaded");
    Run made = Run.of("aggregator", "create", "x", "gpio2:1");
    assertThat(made.status()).as(made.toString()).isZero();
    assertThat(Run.of("aggregator", "delete", "x").status()).isZero();
    assertThat(run("modprobe", "-r", "gpio-aggregator")).isEqualTo("status 0\n");
  }

  private static void refused() {
    Run run = Run.of("aggregator", "create", "x", "gpio2:1");
    assertThat(run.status()).as(run.toString()).isEqualTo(69);
    assertThat(run.err()).contains("CONFIG_GPIO_AGGREGATOR=y or =m");
    Run doctor = Run.of("doctor");
    assertThat(doctor.status()).isEqualTo(69);
    assertThat(doctor.out()).containsPattern("missing +driver gpio-aggregator");
  }

  private static void loaded() throws IOException, InterruptedException {
    assertThat(DRIVER).doesNotExist();
    assertThat(run("modprobe", "gpio-aggregator")).isEqualTo("status 0\n");
    assertThat(DRIVER).isDirectory();
    assertThat(run("modprobe", "-r", "gpio-aggregator")).isEqualTo("status 0\n");
    assertThat(DRIVER).doesNotExist();
  }

  private static void missing() throws IOException, InterruptedException {
    assertThat(run("modprobe", "gpio-aggregator")).contains("not found").endsWith("status 1\n");
    assertThat(DRIVER).doesNotExist();
  }

  /** To mount an unknown file system, the kernel runs the program in HELPER. */
  private static void requested() throws IOException, InterruptedException {
    String usual = Files.readString(HELPER).strip();
    assertThat(Path.of(usual)).isExecutable();
    Path arguments = Path.of("/tmp/arguments");
    Path helper =
        Files.writeString(Path.of("/tmp/helper"), "#!/bin/sh\necho \"$*\" > /tmp/arguments\n");
    assertThat(helper.toFile().setExecutable(true)).isTrue();
    try {
      Files.writeString(HELPER, helper.toString());
      run("mount", "-t", "dtbindfs", "none", "/mnt");
      assertThat(arguments).hasContent("-q -- fs-dtbindfs");
    } finally {
      Files.writeString(HELPER, usual);
      Files.deleteIfExists(arguments);
      Files.deleteIfExists(helper);
    }
  }

  /** Returns both outputs of a program, followed by a line with its exit status. */
  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as(String.join(" ", command)).isTrue();
    return output + "status " + process.exitValue() + "\n";
  }
}
