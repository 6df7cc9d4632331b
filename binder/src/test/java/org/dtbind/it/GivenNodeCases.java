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
        new Case("aDeviceIsGivenWithoutUdevD12", this::boundWithoutUdev),
        new Case("aDeviceIsGivenByARuleD12", this::boundWithUdev),
        new Case("aDeviceIsGivenAsDeclaredD12", this::applied),
        new Case("whatFailsGivesADeviceBackD12", this::broughtBack),
        new Case("whoCannotHaveANodeIsSaidD12", this::impossible),
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

  private static final String DOOR = STAT + "/dev/gpio/door";

  private static String chip() throws IOException {
    return "/dev/" + shell("basename $(ls -d /sys/devices/platform/door/gpiochip*)").strip();
  }

  private static Run ends(int status, String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  private void boundWithoutUdev() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String[] bind = {"bind", "door", "--owner", "nobody", "--link", "door"};
    assertThat(ends(0, "bind", "door", "--owner", "nobody", "--link", "door", "--dry-run").out())
        .contains(
            "give its node in /dev: owner nobody, group root, mode 0600, link /dev/gpio/door");
    assertThat(done(bind).out()).contains("gave /dev/gpiochip", "owner nobody");
    assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
    assertThat(done(bind).out()).contains("already");
    done("status");
    shell("chown games " + chip());
    assertThat(ends(5, "status").err()).contains("it belongs to user games, not nobody");
    assertThat(done("bind", "door").out()).contains("gave /dev/gpiochip").doesNotContain("already");
    assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
    shell("rm /dev/gpio/door");
    assertThat(ends(5, "status").err()).contains("/dev/gpio/door does not lead to /dev/gpiochip");
    done("bind", "door");
    // Another link in place of the first.
    done("bind", "door", "--group", "games", "--link", "gate");
    assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
    assertThat(shell(STAT + "/dev/gpio/gate")).isEqualTo("root games 660\n");
    done("unbind", "door");
    assertThat(target.kernel().files().linked("/dev/gpio/gate")).isEmpty();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private static void comesBack() throws IOException {
    String driver = "/sys/bus/platform/drivers/gpio-aggregator/";
    shell("echo door > %sunbind; echo door > %sbind; udevadm settle".formatted(driver, driver));
  }

  private void boundWithUdev() throws Exception {
    withDistribution(
        () -> {
          done("bind", "door", "--owner", "nobody", "--link", "door");
          assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
          for (String action : List.of("change", "add")) {
            shell("udevadm trigger --settle --action=" + action);
            assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
          }
          comesBack();
          assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
          assertThat(done("bind", "door").out()).contains("already");
          done("unbind", "door");
          shell("udevadm settle");
          assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
          assertThat(shell("ls /run/udev/rules.d")).isEqualTo("99-com.rules\n");
          // Given to nobody: as the system has it.
          done("bind", "door");
          shell("udevadm settle");
          assertThat(shell(STAT + chip())).isEqualTo("root games 660\n");
          assertThat(done("bind", "door", "--owner", "nobody").out()).contains("gave /dev/gpio");
          assertThat(shell(STAT + chip())).isEqualTo("nobody root 600\n");
          done("unbind", "door");
        });
  }

  private static void declare(String access) throws IOException {
    shell(
        "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n  - { node: /door, bind:"
            + " gpio-aggregator%s }\\n' > /tmp/given.yaml".formatted(access));
  }

  private void applied() throws Exception {
    withDistribution(
        () -> {
          declare(", owner: nobody, mode: \"0600\", link: door");
          String[] spec = {"--spec", "/tmp/given.yaml"};
          done("apply", spec[0], spec[1]);
          assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
          assertThat(done("plan", "--check", spec[0], spec[1]).out())
              .contains("1 of 1 as declared");
          done("status", spec[0], spec[1]);
          comesBack();
          assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
          shell("chgrp games /dev/gpio/door; chmod 660 /dev/gpio/door");
          assertThat(ends(5, "status", spec[0], spec[1]).err())
              .contains("it is of group games, not root, which " + DISTRIBUTION + ":1 sets");
          assertThat(ends(5, "plan", "--check", spec[0], spec[1]).out())
              .contains("give /dev/gpiochip", "0 of 1 as declared");
          done("apply", spec[0], spec[1]);
          assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
          declare(", group: tty");
          done("apply", spec[0], spec[1]);
          assertThat(shell(STAT + chip())).isEqualTo("root tty 660\n");
          assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
          declare("");
          done("apply", spec[0], spec[1]);
          shell("udevadm settle");
          assertThat(shell(STAT + chip())).isEqualTo("root games 660\n");
          assertThat(done("plan", "--check", spec[0], spec[1]).out())
              .contains("1 of 1 as declared");
          done("unbind", "door");
        });
  }

  private void broughtBack() throws Exception {
    withDistribution(
        () -> {
          done("bind", "door", "--owner", "nobody", "--link", "door");
          SystemSnapshot before = SystemSnapshot.of(target.kernel());
          String rules = shell("cat /run/udev/rules.d/70-*");
          shell(
              "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n  - { node: /door, bind:"
                  + " gpio-aggregator, owner: games, link: gate }\\n  - { node: /sim2, bind:"
                  + " gpio-aggregator }\\n' > /tmp/given.yaml");
          Run run = Run.of("apply", "--force", "--spec", "/tmp/given.yaml");
          assertThat(run.status()).as(run.toString()).isNotZero();
          shell("udevadm settle");
          assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
          assertThat(target.kernel().files().linked("/dev/gpio/gate")).isEmpty();
          assertThat(shell("cat /run/udev/rules.d/70-*")).isEqualTo(rules);
          assertThat(SystemSnapshot.of(target.kernel()).devices()).isEqualTo(before.devices());
          // Taken to another driver and back: its owner has it again.
          shell(
              "sed -i 's/door, bind: gpio-aggregator.*}/door, bind: gpio-sim }/' /tmp/given.yaml");
          run = Run.of("apply", "--force", "--spec", "/tmp/given.yaml");
          assertThat(run.err()).contains("sim2");
          assertThat(run.status()).as(run.toString()).isNotZero();
          shell("udevadm settle");
          assertThat(shell(DOOR)).isEqualTo("nobody root 600\n");
          done("unbind", "door");
        });
  }

  private void impossible() {
    assertThat(ends(3, "bind", "door", "--owner", "no-such-user").err())
        .contains("this system has no user no-such-user");
    assertThat(ends(64, "bind", "door", "--mode", "9").err()).contains("--mode");
    assertThat(ends(64, "bind", "door", "--link", "a/b").err()).contains("link");
    assertThat(target.device("door").driver()).isEmpty();
  }
}
