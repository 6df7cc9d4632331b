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
 * Checks that only the owner of a node can use it, whatever udev rules a distribution has, and even
 * if the driver is unbound and bound again. Runs with udev on a kernel that was booted like that of
 * {@link KernelCases}. The cases cover finding 16 of the security review, and D1, D2 and D7 of the
 * ownership review.
 */
public final class NodeOwnerCases {

  private static final String CREATE = "/sys/bus/platform/drivers/gpio-aggregator/new_device";

  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";

  private final Target target;

  private NodeOwnerCases(Target target) {
    this.target = target;
  }

  /**
   * Runs the cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    Tap.run(target.kernel().sysfs(), new NodeOwnerCases(target).all());
  }

  private List<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.addAll(
        List.of(
            new Case("laterUdevRuleDoesNotChangeChipOwner", this::laterRule),
            new Case("ownerKeepsChipAfterDriverRebind", this::driverRebind),
            new Case("repeatedCreateRepairsNodeAndLink", this::repeatedCreate),
            new Case("openChipIsDeletedOnlyWithForce", this::opened),
            new Case("reusedDeviceNumberDoesNotGetFormerOwner", this::numberIsReused)));
    cases.addAll(new AggregatorIdentityCases(target).all());
    cases.addAll(new DeviceOwnerCases(target).all());
    return cases;
  }

  private static Run createAnna(String... more) {
    return createAnna(0, "300", more);
  }

  private static Run createAnna(int status, String timeout, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("aggregator", "create", "anna", "gpio2:20-21", "--owner", "nobody"));
    args.addAll(List.of("--timeout", timeout));
    args.addAll(List.of(more));
    return Run.ending(status, args.toArray(String[]::new));
  }

  private static void assertAnnaOwnsChip() throws IOException {
    assertThat(shell(DistributionRule.STAT + "/dev/gpio/anna")).isEqualTo("nobody root 600\n");
  }

  private void laterRule() throws Exception {
    DistributionRule.with(
        target,
        () -> {
          assertThat(shell(DistributionRule.STAT + "/dev/gpiochip0")).isEqualTo("root games 660\n");
          createAnna();
          assertAnnaOwnsChip();
          for (String action : List.of("change", "add")) {
            shell("udevadm trigger --settle --action=%s --subsystem-match=gpio".formatted(action));
            assertAnnaOwnsChip();
            shell("udevadm trigger --settle --action=%s".formatted(action));
            assertAnnaOwnsChip();
          }
          assertThat(createAnna().out()).contains("already exists");
          Run.ending(0, "aggregator", "delete", "anna");
          // With only a group, root owns the node, and the group may read and write.
          Run.ending(0, "aggregator", "create", "tty", "gpio2:20", "--group", "tty");
          assertThat(shell(DistributionRule.STAT + "/dev/gpio/tty")).isEqualTo("root tty 660\n");
          Run.ending(0, "aggregator", "delete", "tty");
          // Without an owner, the system's rules apply.
          Run.ending(0, "aggregator", "create", "all", "gpio2:20");
          assertThat(shell(DistributionRule.STAT + "/dev/gpio/all")).isEqualTo("root games 660\n");
          Run.ending(0, "aggregator", "delete", "all");
        });
  }

  private void driverRebind() throws Exception {
    DistributionRule.with(
        target,
        () -> {
          createAnna();
          String device =
              shell("basename $(ls -d /sys/devices/platform/gpio-aggregator.*)").strip();
          String driver = "/sys/bus/platform/drivers/gpio-aggregator/";
          for (int i = 0; i < 2; i++) {
            shell("echo %s > %sunbind; udevadm settle".formatted(device, driver));
            assertThat(target.kernel().files().linked("/dev/gpio/anna")).isEmpty();
            shell("echo %s > %sbind; udevadm settle".formatted(device, driver));
            assertAnnaOwnsChip();
          }
          shell("udevadm trigger --settle --action=add");
          assertAnnaOwnsChip();
          assertThat(createAnna().out()).contains("already exists");
          Run.ending(0, "aggregator", "delete", "anna");
        });
  }

  private void numberIsReused() throws Exception {
    DistributionRule.with(
        target,
        () -> {
          createAnna("--group", "tty");
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
            assertThat(shell(DistributionRule.STAT + chip))
                .as(action)
                .isEqualTo("root games 660\n");
            assertThat(target.kernel().files().linked("/dev/gpio/anna")).isEmpty();
            shell("udevadm trigger --settle --action=" + action);
          }
          target.write(DELETE, "gpio-aggregator.0");
          shell("udevadm settle");
          Run.ending(0, "aggregator", "delete", "anna");
        });
  }

  private void repeatedCreate() throws Exception {
    DistributionRule.with(
        target,
        () -> {
          createAnna();
          shell("chgrp games /dev/gpio/anna; chmod 660 /dev/gpio/anna");
          assertThat(Run.ending(5, "status").err())
              .contains(
                  "aggregator anna: /dev/gpiochip", "as set by " + DistributionRule.FILE + ":1");
          assertThat(Run.of("doctor").out())
              .containsPattern("missing +device nodes and aggregators")
              .contains("99-com.rules:1");
          assertThat(createAnna().err())
              .contains("only set up its device node, link and files again");
          assertThat(Run.of("doctor").out()).doesNotContain("device nodes and aggregators");
          assertAnnaOwnsChip();
          Run.ending(0, "status");
          shell("rm /dev/gpio/anna");
          createAnna();
          assertAnnaOwnsChip();
          shell("rm /run/udev/rules.d/70-dtbind-aggregator-anna.rules");
          AggregatorNodeCases.control("--reload");
          shell("udevadm trigger --settle --subsystem-match=gpio");
          assertThat(shell("ls /run/udev/rules.d")).isEqualTo("99-com.rules\n");
          assertThat(createAnna().out()).doesNotContain("already");
          assertAnnaOwnsChip();
          assertThat(createAnna().out()).contains("already exists");
          // A rule with an earlier file name and final assignments.
          shell(
              "echo 'SUBSYSTEM==\"gpio\", GROUP:=\"games\", MODE:=\"0660\"' >"
                  + " /run/udev/rules.d/10-first.rules");
          AggregatorNodeCases.control("--reload");
          shell("udevadm trigger --settle --subsystem-match=gpio");
          Run run = createAnna(1, "3");
          assertThat(run.err()).contains("udev did not set up /dev/gpiochip", "10-first.rules:1");
          shell("rm /run/udev/rules.d/10-first.rules");
          AggregatorNodeCases.control("--reload");
          createAnna();
          assertAnnaOwnsChip();
          Run.ending(0, "aggregator", "delete", "anna");
        });
  }

  private void opened() throws Exception {
    createAnna();
    try (LineTaker taker = LineTaker.take("nobody", "/dev/gpio/anna", "")) {
      assertThat(taker).isNotNull();
      assertThat(Run.ending(1, "aggregator", "delete", "anna").err())
          .contains("anna is in use", "has /dev/gpiochip", "--force");
      assertAnnaOwnsChip();
      Run.ending(0, "aggregator", "delete", "--force", "anna");
    }
    assertThat(target.kernel().sysfs().exists("/sys/bus/platform/devices/gpio-aggregator.0"))
        .isFalse();
  }
}
