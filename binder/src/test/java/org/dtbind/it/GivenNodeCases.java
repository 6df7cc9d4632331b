// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * A node that was given to somebody stays theirs alone, whatever rules a distribution has and
 * whatever becomes of the driver: on a kernel that was booted as those of {@link KernelCases} are,
 * with udev at work.
 */
public final class GivenNodeCases {

  private static final String CREATE = "/sys/bus/platform/drivers/gpio-aggregator/new_device";
  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";

  /** As Raspberry Pi OS has it, but for the group, which is one of this system's. */
  private static final String DISTRIBUTION = "/run/udev/rules.d/99-com.rules";

  private static final String ALL_CHIPS = "SUBSYSTEM==\"gpio\", GROUP=\"games\", MODE=\"0660\"";

  private static final String STAT = "stat -L -c '%U %G %a' ";

  private final Target target;

  private GivenNodeCases(Target target) {
    this.target = target;
  }

  /**
   * Runs the cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    Tap.run(target.kernel().sysfs(), new GivenNodeCases(target).all());
  }

  private List<Case> all() {
    return List.of(
        new Case("aLaterRuleDoesNotTakeAChipAwayD1", this::laterRule),
        new Case("whoHasAChipKeepsItOverTheDriversReturnD2", this::driverReturns),
        new Case("theNumberOfADeviceThatWentGivesNothingToAnybodyD2", this::numberIsReused));
  }

  /** With udev, and a rule of the distribution that gives all chips to a group. */
  private void withDistribution(Case.Body body) throws Exception {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      shell("mkdir -p /run/udev/rules.d; echo '%s' > %s".formatted(ALL_CHIPS, DISTRIBUTION));
      shell("udevadm control --reload; udevadm trigger --settle --subsystem-match=gpio");
      body.run();
      shell("rm " + DISTRIBUTION);
      shell("udevadm control --reload; udevadm trigger --settle --subsystem-match=gpio");
      shell("chown root:root /dev/gpiochip*; chmod 600 /dev/gpiochip*");
    }
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private static Run done(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
    return run;
  }

  private static Run create(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("aggregator", "create", "anna", "gpio2:20-21", "--owner", "nobody"));
    args.addAll(List.of(more));
    return done(args.toArray(String[]::new));
  }

  private static void isAnnas() throws IOException {
    assertThat(shell(STAT + "/dev/gpio/anna")).isEqualTo("nobody root 600\n");
  }

  private void laterRule() throws Exception {
    withDistribution(
        () -> {
          assertThat(shell(STAT + "/dev/gpiochip0")).isEqualTo("root games 660\n");
          create();
          isAnnas();
          for (String action : List.of("change", "add")) {
            shell("udevadm trigger --settle --action=%s --subsystem-match=gpio".formatted(action));
            isAnnas();
            shell("udevadm trigger --settle --action=%s".formatted(action));
            isAnnas();
          }
          assertThat(create().out()).contains("is there already");
          done("aggregator", "delete", "anna");
          // Only a group is named: nobody else's, and its members may read and write.
          done("aggregator", "create", "tty", "gpio2:20", "--group", "tty");
          assertThat(shell(STAT + "/dev/gpio/tty")).isEqualTo("root tty 660\n");
          done("aggregator", "delete", "tty");
          // Given to nobody: as the system has it.
          done("aggregator", "create", "all", "gpio2:20");
          assertThat(shell(STAT + "/dev/gpio/all")).isEqualTo("root games 660\n");
          done("aggregator", "delete", "all");
        });
  }

  private void driverReturns() throws Exception {
    withDistribution(
        () -> {
          create();
          String device =
              shell("basename $(ls -d /sys/devices/platform/gpio-aggregator.*)").strip();
          String driver = "/sys/bus/platform/drivers/gpio-aggregator/";
          for (int i = 0; i < 2; i++) {
            shell("echo %s > %sunbind; udevadm settle".formatted(device, driver));
            assertThat(target.kernel().files().linked("/dev/gpio/anna")).isEmpty();
            shell("echo %s > %sbind; udevadm settle".formatted(device, driver));
            isAnnas();
          }
          shell("udevadm trigger --settle --action=add");
          isAnnas();
          assertThat(create().out()).contains("is there already");
          done("aggregator", "delete", "anna");
        });
  }

  private void numberIsReused() throws Exception {
    withDistribution(
        () -> {
          create("--group", "tty");
          boolean bySysfs =
              shell("ls /sys/kernel/config/gpio-aggregator/ 2>/dev/null || true").isBlank();
          if (bySysfs) {
            target.write(DELETE, "gpio-aggregator.0");
          } else {
            shell(
                "cd /sys/kernel/config/gpio-aggregator/anna; echo 0 > live; rmdir line1 line0;"
                    + " cd ..; rmdir anna");
          }
          target.write(CREATE, "gpio2 24-25");
          shell("udevadm settle; test -e /sys/devices/platform/gpio-aggregator.0");
          String chip =
              "/dev/$(basename $(ls -d /sys/devices/platform/gpio-aggregator.0/gpiochip*))";
          for (String action : List.of("change", "add", "bind")) {
            assertThat(shell(STAT + chip)).as(action).isEqualTo("root games 660\n");
            assertThat(target.kernel().files().linked("/dev/gpio/anna")).isEmpty();
            shell("udevadm trigger --settle --action=" + action);
          }
          target.write(DELETE, "gpio-aggregator.0");
          shell("udevadm settle");
          done("aggregator", "delete", "anna");
        });
  }
}
