// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.dtbind.cli.Run;

/**
 * Tests the exit codes and messages of {@code dtbind bind}. After each case, including the unbind
 * after a successful bind, the system is as it was before.
 */
final class OutcomeCases {

  private static final String SIMULATOR = "/sys/bus/platform/drivers/gpio-sim/";

  private final Target target;

  OutcomeCases(Target target) {
    this.target = target;
  }

  /**
   * An expected outcome.
   *
   * @param name the name of the case
   * @param exit the expected exit code
   * @param texts that standard output and standard error together have to contain
   * @param run runs dtbind
   */
  private record Outcome(String name, int exit, List<String> texts, Supplier<Run> run) {}

  List<Case> all() {
    List<Outcome> outcomes = new ArrayList<>();
    outcomes.addAll(deviceNames());
    // These run before the cases that bind, which would fail if a permission change were left over.
    outcomes.addAll(permissions());
    outcomes.addAll(drivers());
    outcomes.addAll(suppliers());
    return outcomes.stream().map(one -> new Case(one.name(), () -> check(one))).toList();
  }

  private void check(Outcome outcome) {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    Run run = outcome.run().get();
    assertThat(run.status()).as(run.toString()).isEqualTo(outcome.exit());
    assertThat(run.out() + run.err()).contains(outcome.texts());
    // A success prints to standard output; a failure prints only to standard error.
    assertThat(run.out().isEmpty()).as(run.toString()).isEqualTo(outcome.exit() != 0);
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private static Outcome bind(String name, int exit, List<String> texts, String... args) {
    return new Outcome(name, exit, texts, () -> bind(args));
  }

  private static Run bind(String... args) {
    List<String> all = new ArrayList<>(List.of("bind"));
    all.addAll(List.of(args));
    return Run.of(all.toArray(String[]::new));
  }

  /** Cases for the name of the device. */
  private List<Outcome> deviceNames() {
    return List.of(
        bind(
            "exit3ForAnUnknownName",
            3,
            List.of("no device is named \"dor\"", "help: did you mean 'door'?"),
            "dor"),
        bind(
            "exit3ForANameOfTwoNodes",
            3,
            List.of(
                "\"twin\" matches 2 devices",
                "platform device 1000.twin (/soc/twin@1000)",
                "platform device 2000.twin (/soc/twin@2000)",
                "help: specify one of platform/1000.twin, platform/2000.twin"),
            "twin"),
        bind(
            "exit3ForANameOnTwoBuses",
            3,
            List.of(
                "\"clocksource0\" matches 2 devices",
                "clocksource device clocksource0\n",
                "platform device clocksource0 (/clocksource0)",
                "help: specify one of clocksource/clocksource0, platform/clocksource0"),
            "clocksource0"),
        bind(
            "exit3ForADisabledNode",
            3,
            List.of("Linux has not created a device for /soc/off@3000: ", "\"disabled\""),
            "off_label"),
        bind(
            "exit3ForANodeWhoseParentIsNotABus",
            3,
            List.of(
                "Linux has not created a device for /notbus/win: ", "/notbus, which is not a bus"),
            "/notbus/win"),
        bind(
            "exit3ForANodeWithoutCompatible",
            3,
            List.of("Linux has not created a device for /notbus: ", "compatible"),
            "/notbus"),
        bind(
            "exit3ForAnOppTableNode",
            3,
            List.of("Linux has not created a device for /opp-table: ", "operating-points-v2"),
            "opp-table"));
  }

  /** Cases for the driver. */
  private List<Outcome> drivers() {
    return List.of(
        new Outcome(
            "exit0ForADeviceThatIsAlreadyBound",
            0,
            List.of("platform device door (/door) is already bound to gpio-aggregator: "),
            () -> {
              assertThat(Run.of("bind", "door").status()).isZero();
              SystemSnapshot bound = SystemSnapshot.of(target.kernel());
              Run again = bind("/door");
              assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(bound);
              assertThat(Run.of("unbind", "door").status()).isZero();
              return again;
            }),
        bind(
            "exit69ForADriverOfAnotherBus",
            69,
            List.of("no driver \"spidev\" on bus platform", "spidev is for bus spi"),
            "door",
            "--driver",
            "spidev"),
        bind(
            "exit69ForADriverMissingFromTheKernel",
            69,
            List.of(
                "this kernel has no driver \"vfio-platform\" on bus platform",
                "CONFIG_VFIO_PLATFORM=y or =m"),
            "door",
            "--driver",
            "vfio-platform"),
        bind(
            "exit69ForAMisspeltDriver",
            69,
            List.of("no driver \"gpio-agregator\"", "did you mean 'gpio-aggregator'?"),
            "door",
            "--driver",
            "gpio-agregator"),
        bind(
            "exit1ForANodeWithoutGpios",
            1,
            List.of(
                "platform device plain (/plain) has no \"gpios\"",
                "it has \"open-gpios\", which dtbind does not use here"),
            "plain"),
        bind(
            "exit1ForAHoggedLine",
            1,
            List.of(
                "gpio-aggregator does not accept platform device hogged (/hogged): EBUSY",
                "gpios[1] is line 3 of gpio2 (gpiochip0), which is used by \"taken-line\""),
            "hogged"),
        bind(
            "exit1ForADeviceBoundToItsOwnDriver",
            1,
            List.of("platform device sim (/sim) is bound to gpio-sim", "use --force"),
            "sim",
            "--driver",
            "uio_pdrv_genirq"),
        bind(
            "exit1ForADriverThatIsNotGeneric",
            1,
            List.of("gpio-sim is not a known generic driver", "use --force"),
            "door",
            "--driver",
            "gpio-sim"));
  }

  /** Cases for suppliers of the device. */
  private List<Outcome> suppliers() {
    return List.of(
        bind(
            "exit75ForASupplierThatNeverAppears",
            75,
            List.of(
                "platform device waiting (/waiting) waits for something that did not appear within"
                    + " 400 ms",
                "gpios[0] refers to /lost, which currently has no GPIO chip",
                "supplier platform:lost has no driver"),
            "waiting",
            "--timeout",
            "0.4"),
        new Outcome(
            "exit0ForASupplierThatAppearsLate",
            0,
            List.of("platform device late (/late) is bound to gpio-aggregator: ", "late-line"),
            this::supplierAppearsLate));
  }

  private Run supplierAppearsLate() {
    target.write(SIMULATOR + "unbind", "sim2");
    Thread supplier =
        new Thread(
            () -> {
              // The bind writes its record before it waits.
              while (!target.kernel().sysfs().exists("/run/dtbind/bindings/platform:late")) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
              }
              LockSupport.parkNanos(Duration.ofMillis(400).toNanos());
              target.write(SIMULATOR + "bind", "sim2");
            });
    supplier.start();
    Run run = bind("late", "--timeout", "30");
    try {
      supplier.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(Run.of("unbind", "late").status()).isZero();
    return run;
  }

  /** Cases for permissions. */
  private List<Outcome> permissions() {
    List<String> noGroup =
        List.of(
            "cannot ",
            "EACCES",
            "help: group membership and udev rules cannot grant this to user 4242: run this "
                + "command as root (sudo), or with CAP_DAC_OVERRIDE");
    return List.of(
        new Outcome(
            "exit77ForAnOrdinaryUser",
            77,
            noGroup,
            () -> Unprivileged.run(Unprivileged.USER, "bind", "door")),
        new Outcome(
            "exit77IfSysfsIsReadOnly",
            77,
            List.of("EROFS", "help: it is mounted read-only, as is usual in containers"),
            () -> Unprivileged.run(Unprivileged.CONTAINER, "bind", "door")),
        new Outcome(
            "exit77ForChipsOwnedByRoot",
            77,
            List.of(
                "none of the 2 GPIO chips of this system can be read: cannot open /dev/gpiochip0",
                "help: its owner, group and mode are root:root, rw-------: run this command as "
                    + "root, or give a group access with a udev rule such as SUBSYSTEM==\"gpio\""),
            () -> Unprivileged.run(Unprivileged.USER, "lines", "-q")),
        new Outcome(
            "exit77ForChipsOwnedByAnotherGroup",
            77,
            List.of(
                "help: its owner, group and mode are root:games, rw-rw----: join group games "
                    + "(usermod -aG games USER"),
            () -> {
              shell("chgrp games /dev/gpiochip*; chmod 660 /dev/gpiochip*");
              Run run = Unprivileged.run(Unprivileged.USER, "lines", "-q");
              shell("chgrp root /dev/gpiochip*; chmod 600 /dev/gpiochip*");
              return run;
            }));
  }

  private static void shell(String command) {
    try {
      assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command, e);
    }
  }
}
