// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.device.KernelModules;

/** Tests {@code dtbind bind} with a driver that is a module, whether present or missing. */
final class OnDemandCases {

  private static final String MODULE = "gpio_aggregator";

  private final Target target;

  OnDemandCases(Target target) {
    this.target = target;
  }

  /** The cases for a module that is present but not loaded. */
  List<Case> present() {
    return List.of(
        new Case("bindLoadsTheDriverModule", () -> unchanged(this::loadsModule)),
        new Case("dryRunPrintsTheModuleToLoad", () -> unchanged(OnDemandCases::dryRun)),
        new Case("moduleIsUnloadedIfTheBindFails", () -> unchanged(this::unloadsAfterFailure)),
        new Case(
            "moduleIsUnloadedIfOneOfSeveralBindsFails", () -> unchanged(OnDemandCases::several)),
        new Case("moduleInUseByAnotherDeviceStaysLoaded", () -> unchanged(this::moduleInUse)),
        new Case("exit69ForABlacklistedModule", () -> unchanged(OnDemandCases::blacklisted)),
        new Case(
            "exit77WithoutPermissionToLoadModules", () -> unchanged(OnDemandCases::noPermission)),
        new Case(
            "exit1ForADeviceThatMatchesAnotherModule",
            () -> unchanged(this::matchesAnotherModule)));
  }

  /** The cases for a kernel without a module directory. */
  List<Case> absent() {
    return List.of(
        new Case(
            "exit69ForADriverWhoseModuleIsMissing", () -> unchanged(OnDemandCases::missingModule)));
  }

  private void unchanged(Case.Body body) throws Exception {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    assertThat(before.modules()).doesNotContain(MODULE);
    body.run();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private static Run run(int exit, String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isEqualTo(exit);
    return run;
  }

  private boolean isLoaded() {
    return KernelModules.of(target.kernel()).loaded().containsKey(MODULE);
  }

  private void unload() {
    assertThat(target.binder().unload(List.of(MODULE))).isEmpty();
  }

  private void loadsModule() {
    Run run = run(0, "bind", "door");
    assertThat(run.out()).startsWith("platform device door (/door) is bound to gpio-aggregator: ");
    assertThat(run.err()).isEqualTo("dtbind: loaded modules: gpio_aggregator\n");
    assertThat(isLoaded()).isTrue();
    assertThat(target.binder().unload(List.of(MODULE)))
        .containsExactly("module gpio_aggregator was not unloaded: it is in use (door)");
    run(0, "unbind", "door");
    assertThat(isLoaded()).as("the module stays loaded after a successful bind").isTrue();
    unload();
  }

  private static void dryRun() {
    assertThat(run(0, "bind", "--dry-run", "door").out())
        .startsWith("run /sbin/modprobe -b -- gpio_aggregator  # load the module of gpio-agg");
    assertThat(run(0, "bind", "--dry-run", "door", "--format", "json").out())
        .containsSubsequence("\"modules\" : [", "\"gpio_aggregator\"", "\"notes\"");
  }

  private void unloadsAfterFailure() {
    Run run = run(1, "bind", "hogged", "-v");
    assertThat(run.err())
        .contains(
            "run /sbin/modprobe -b -- gpio_aggregator",
            "dtbind: loaded: gpio_aggregator\n",
            "which is used by \"taken-line\"",
            "dtbind: unload module gpio_aggregator\n");
    assertThat(isLoaded()).isFalse();
  }

  private static void several() {
    assertThat(run(1, "bind", "door", "hogged").out())
        .endsWith("platform device door (/door) is without a driver again\n");
  }

  /** Another device has an override for the driver, so it binds as soon as the module loads. */
  private void moduleInUse() {
    target.write("/sys/devices/platform/late/driver_override", "gpio-aggregator");
    Run run = run(1, "bind", "hogged");
    assertThat(run.err())
        .contains("  module gpio_aggregator was not unloaded: it is in use (late)\n");
    assertThat(target.device("late").driver()).hasValue("gpio-aggregator");
    target.write("/sys/devices/platform/late/driver_override", "\n");
    target.write("/sys/bus/platform/drivers/gpio-aggregator/unbind", "late");
    unload();
  }

  private static void blacklisted() throws IOException {
    Path directory = Files.createDirectories(Path.of("/run/modprobe.d"));
    Path file = Files.writeString(directory.resolve("no.conf"), "blacklist gpio-aggregator\n");
    try {
      assertThat(run(69, "bind", "door").err())
          .contains(
              "/sbin/modprobe succeeded, but did not load gpio_aggregator",
              "help: check whether /etc/modprobe.d blacklists it");
    } finally {
      Files.delete(file);
      Files.delete(directory);
    }
  }

  private static void noPermission() {
    Run run = Unprivileged.run(List.of("setpriv", "--bounding-set=-sys_module"), "bind", "door");
    assertThat(run.status()).as(run.toString()).isEqualTo(77);
    assertThat(run.err())
        .contains(
            "cannot load module gpio_aggregator (/sbin/modprobe exited with code 1)",
            "Operation not permitted",
            "help: root has no CAP_SYS_MODULE here");
  }

  private void matchesAnotherModule() throws IOException, InterruptedException {
    Path list = Path.of(KernelModules.of(target.kernel()).directory(), "modules.alias");
    Path other = Path.of("/tmp/modules.alias");
    Files.writeString(
        other, Files.readString(list) + "alias of:N*T*Cmyvendor,umlaut umlaut-driver\n");
    mount("mount", "--bind", other.toString(), list.toString());
    try {
      assertThat(run(1, "bind", "umlaut").err())
          .contains(
              "platform device umlaut (/umlaut) has its own driver, in module umlaut-driver",
              "help: run modprobe umlaut-driver to load that driver, or use --force to reserve the "
                  + "device for");
      run(0, "bind", "umlaut", "--force");
      run(0, "unbind", "umlaut");
      unload();
    } finally {
      mount("umount", list.toString());
    }
  }

  private static void mount(String... command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  private static void missingModule() {
    assertThat(run(69, "bind", "door").err())
        .contains(
            "this kernel has no driver \"gpio-aggregator\" on bus platform",
            "modules.dep",
            "help: build the kernel with CONFIG_GPIO_AGGREGATOR=y or =m, or install the package");
  }
}
