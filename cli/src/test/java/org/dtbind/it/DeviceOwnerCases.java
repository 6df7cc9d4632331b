// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.cli.Run;

/**
 * Checks the owner, group, mode and link of the nodes of devices that {@code bind} and {@code
 * apply} set, with and without udev. Finding D12 of the ownership review.
 */
final class DeviceOwnerCases {

  private final Target target;

  DeviceOwnerCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("bindSetsNodeOwnerWithoutUdev", this::boundWithoutUdev),
        new Case("bindSetsNodeOwnerByUdevRule", this::boundWithUdev),
        new Case("applySetsDeclaredNodeOwner", this::applied),
        new Case("applyWithoutBindSetsOnlyNodeOwner", this::applyWithoutBind),
        new Case("applyWithoutBindSetsOnlyNodeOwnerWithoutUdev", this::applyWithoutBindWithoutUdev),
        new Case("ownerOfDeviceWithoutDriverIsRejected", this::withoutDriver),
        new Case("failedApplyRestoresNodeOwner", this::failedApply),
        new Case("invalidNodeOwnersAreRejected", this::invalidOwners),
        new Case("neighborInTheSamePageRequiresForce", this::neighbors),
        new Case("deviceThatAccessesMemoryRequiresForce", this::masters));
  }

  private static final String STAT_DOOR = DistributionRule.STAT + "/dev/gpio/door";

  private static String chipOfDoor() throws IOException {
    return "/dev/" + shell("basename $(ls -d /sys/devices/platform/door/gpiochip*)").strip();
  }

  private void boundWithoutUdev() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String[] bind = {"bind", "door", "--owner", "nobody", "--link", "door"};
    assertThat(
            Run.ending(0, "bind", "door", "--owner", "nobody", "--link", "door", "--dry-run").out())
        .contains(
            "set up its device node: owner nobody, group root, mode 0600, link /dev/gpio/door");
    assertThat(Run.ending(0, bind).out()).contains("set up /dev/gpiochip", "owner nobody");
    assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
    assertThat(Run.ending(0, bind).out()).contains("already");
    Run.ending(0, "status");
    shell("chown games " + chipOfDoor());
    assertThat(Run.ending(5, "status").err()).contains("its owner is games, not nobody");
    assertThat(Run.ending(0, "bind", "door").out())
        .contains("set up /dev/gpiochip")
        .doesNotContain("already");
    assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
    shell("rm /dev/gpio/door");
    assertThat(Run.ending(5, "status").err())
        .contains("/dev/gpio/door does not point to /dev/gpiochip");
    Run.ending(0, "bind", "door");
    // Replaces the first link.
    Run.ending(0, "bind", "door", "--group", "games", "--link", "gate");
    assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
    assertThat(shell(DistributionRule.STAT + "/dev/gpio/gate")).isEqualTo("root games 660\n");
    Run.ending(0, "unbind", "door");
    assertThat(target.kernel().files().linked("/dev/gpio/gate")).isEmpty();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private static void rebindDoor() throws IOException {
    String driver = "/sys/bus/platform/drivers/gpio-aggregator/";
    shell("echo door > %sunbind; echo door > %sbind; udevadm settle".formatted(driver, driver));
  }

  private void boundWithUdev() throws Exception {
    DistributionRule.with(
        target,
        () -> {
          Run.ending(0, "bind", "door", "--owner", "nobody", "--link", "door");
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          for (String action : List.of("change", "add")) {
            shell("udevadm trigger --settle --action=" + action);
            assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          }
          rebindDoor();
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          assertThat(Run.ending(0, "bind", "door").out()).contains("already");
          Run.ending(0, "unbind", "door");
          shell("udevadm settle");
          assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
          assertThat(shell("ls /run/udev/rules.d")).isEqualTo("99-com.rules\n");
          // Without an owner, the system's rules apply.
          Run.ending(0, "bind", "door");
          shell("udevadm settle");
          assertThat(shell(DistributionRule.STAT + chipOfDoor())).isEqualTo("root games 660\n");
          // udev may apply the rule before dtbind tells it to.
          assertThat(Run.ending(0, "bind", "door", "--owner", "nobody").out())
              .contains("wrote /run/udev/rules.d/");
          assertThat(shell(DistributionRule.STAT + chipOfDoor())).isEqualTo("nobody root 600\n");
          Run.ending(0, "unbind", "door");
        });
  }

  private static void declare(String access) throws IOException {
    shell(
        "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n  - { node: /door, bind:"
            + " gpio-aggregator%s }\\n' > /tmp/given.yaml".formatted(access));
  }

  private void applied() throws Exception {
    DistributionRule.with(
        target,
        () -> {
          declare(", owner: nobody, mode: \"0600\", link: door");
          String[] spec = {"--spec", "/tmp/given.yaml"};
          Run.ending(0, "apply", spec[0], spec[1]);
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          assertThat(Run.ending(0, "apply", "--dry-run", "--check", spec[0], spec[1]).out())
              .contains("as declared: 1 of 1");
          Run.ending(0, "status", spec[0], spec[1]);
          rebindDoor();
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          shell("chgrp games /dev/gpio/door; chmod 660 /dev/gpio/door");
          assertThat(Run.ending(5, "status", spec[0], spec[1]).err())
              .contains("its group is games, not root, as set by " + DistributionRule.FILE + ":1");
          assertThat(Run.ending(5, "apply", "--dry-run", "--check", spec[0], spec[1]).out())
              .contains("set up /dev/gpiochip", "as declared: 0 of 1");
          Run.ending(0, "apply", spec[0], spec[1]);
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          declare(", group: tty");
          Run.ending(0, "apply", spec[0], spec[1]);
          assertThat(shell(DistributionRule.STAT + chipOfDoor())).isEqualTo("root tty 660\n");
          // udev removes the former link after it has set the owner.
          shell("udevadm settle");
          assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
          declare("");
          Run.ending(0, "apply", spec[0], spec[1]);
          shell("udevadm settle");
          assertThat(shell(DistributionRule.STAT + chipOfDoor())).isEqualTo("root games 660\n");
          assertThat(Run.ending(0, "apply", "--dry-run", "--check", spec[0], spec[1]).out())
              .contains("as declared: 1 of 1");
          Run.ending(0, "unbind", "door");
        });
  }

  private static final String[] WITHOUT_BIND_SPEC = {"--spec", "/tmp/kept.yaml"};

  private static final String STAT_OTHER = DistributionRule.STAT + "/dev/gpio/other";

  /** Writes a declaration without 'bind', so that the devices keep their drivers. */
  private static void declareWithoutBind(String devices, String more) throws IOException {
    shell(
        "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n%s%s' > /tmp/kept.yaml"
            .formatted(devices, more));
  }

  private static String sim2Entry(String access) {
    return "  - { node: /sim2%s }\\n".formatted(access);
  }

  private String chipOfSim2() throws IOException {
    return "/dev/" + shell("basename $(ls -d /sys/devices/platform/sim2/gpiochip*)").strip();
  }

  private void applyWithoutBind() throws Exception {
    DistributionRule.with(
        target,
        () -> {
          declareWithoutBind(sim2Entry(", owner: nobody, link: other"), "");
          assertThat(Run.ending(5, "status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).err())
              .contains("not nobody");
          assertThat(
                  Run.ending(
                          5,
                          "apply",
                          "--dry-run",
                          "--check",
                          "--force",
                          WITHOUT_BIND_SPEC[0],
                          WITHOUT_BIND_SPEC[1])
                      .out())
              .contains("set up /dev/gpiochip", "as declared: 0 of 1");
          assertThat(Run.ending(5, "apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).err())
              .contains("members of group games could open it until now", "use --force");
          applyWithForce();
          assertThat(shell(STAT_OTHER)).isEqualTo("nobody root 600\n");
          assertThat(target.device("sim2").override().driver()).isEmpty();
          Run.ending(0, "status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          Run.ending(0, "status");
          assertThat(
                  Run.ending(
                          0,
                          "apply",
                          "--dry-run",
                          "--check",
                          WITHOUT_BIND_SPEC[0],
                          WITHOUT_BIND_SPEC[1])
                      .out())
              .contains("as declared: 1 of 1");
          shell("udevadm trigger --settle --action=add; udevadm trigger --settle");
          assertThat(shell(STAT_OTHER)).isEqualTo("nobody root 600\n");
          shell("chmod 666 " + chipOfSim2());
          Run.ending(5, "status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          assertThat(Run.ending(5, "apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).err())
              .contains("all users could open it until now");
          applyWithForce();
          assertThat(shell(STAT_OTHER)).isEqualTo("nobody root 600\n");
          // A failed apply restores everything.
          declareWithoutBind(
              sim2Entry(", owner: games, link: gate"),
              "  - { node: /sim, bind: gpio-aggregator }\\n");
          assertThat(
                  Run.of("apply", "--force", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).status())
              .isNotZero();
          shell("udevadm settle");
          assertThat(shell(STAT_OTHER)).isEqualTo("nobody root 600\n");
          assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
          // Pruning returns the node to the system, and the device keeps its driver.
          declareWithoutBind("  - { node: /door, bind: gpio-aggregator }\\n", "");
          Run.ending(5, "apply", "--prune", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          Run.ending(0, "apply", "--prune", "--force", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          shell("udevadm settle");
          assertThat(shell(DistributionRule.STAT + chipOfSim2())).isEqualTo("root games 660\n");
          assertThat(target.kernel().files().linked("/dev/gpio/other")).isEmpty();
          assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
          // dtbind also sets the owner of a device that it has bound.
          declareWithoutBind("  - { node: /door, group: tty }\\n", "");
          Run.ending(0, "apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          assertThat(shell(DistributionRule.STAT + chipOfDoor())).isEqualTo("root tty 660\n");
          rebindDoor();
          assertThat(shell(DistributionRule.STAT + chipOfDoor())).isEqualTo("root tty 660\n");
          Run.ending(0, "unbind", "door");
          assertThat(target.device("door").driver()).isEmpty();
        });
  }

  private static void applyWithForce() {
    Run.ending(0, "apply", "--force", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
  }

  private void applyWithoutBindWithoutUdev() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String node = shell(DistributionRule.STAT + chipOfSim2());
    declareWithoutBind(sim2Entry(", group: games, mode: \"0640\", link: other"), "");
    Run.ending(0, "apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
    assertThat(shell(STAT_OTHER)).isEqualTo("root games 640\n");
    Run.ending(0, "status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
    Run.ending(5, "unbind", "sim2");
    assertThat(Run.ending(0, "unbind", "--force", "sim2").out())
        .contains("returned /dev/gpiochip", " to root");
    assertThat(shell(DistributionRule.STAT + chipOfSim2())).isEqualTo(node);
    assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void withoutDriver() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    declareWithoutBind("  - { node: /door, owner: nobody }\\n", "");
    assertThat(Run.ending(1, "apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).err())
        .contains(
            "(/door) has no driver, and therefore no device node",
            "help: specify the driver (bind:");
    assertThat(Run.ending(5, "status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).err())
        .contains("has no device node");
    Run.ending(1, "apply", "--dry-run", "--check", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void failedApply() throws Exception {
    DistributionRule.with(
        target,
        () -> {
          Run.ending(0, "bind", "door", "--owner", "nobody", "--link", "door");
          SystemSnapshot before = SystemSnapshot.of(target.kernel());
          String rules = shell("cat /run/udev/rules.d/70-*");
          shell(
              "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n  - { node: /door, bind:"
                  + " gpio-aggregator, owner: games, link: gate }\\n  - { node: /sim2, bind:"
                  + " gpio-aggregator }\\n' > /tmp/given.yaml");
          Run run = Run.of("apply", "--force", "--spec", "/tmp/given.yaml");
          assertThat(run.status()).as(run.toString()).isNotZero();
          shell("udevadm settle");
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          assertThat(target.kernel().files().linked("/dev/gpio/gate")).isEmpty();
          assertThat(shell("cat /run/udev/rules.d/70-*")).isEqualTo(rules);
          assertThat(SystemSnapshot.of(target.kernel()).devices()).isEqualTo(before.devices());
          // The device is bound to another driver and back; the former owner gets the node again.
          shell(
              "sed -i 's/door, bind: gpio-aggregator.*}/door, bind: gpio-sim }/' /tmp/given.yaml");
          run = Run.of("apply", "--force", "--spec", "/tmp/given.yaml");
          assertThat(run.err()).contains("sim2");
          assertThat(run.status()).as(run.toString()).isNotZero();
          shell("udevadm settle");
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          Run.ending(0, "unbind", "door");
        });
  }

  private void invalidOwners() {
    assertThat(Run.ending(3, "bind", "door", "--owner", "no-such-user").err())
        .contains("this system has no user no-such-user");
    assertThat(Run.ending(64, "bind", "door", "--mode", "9").err()).contains("--mode");
    assertThat(Run.ending(64, "bind", "door", "--link", "a/b").err()).contains("link");
    assertThat(Run.ending(64, "bind", "door", "late", "--link", "door").err())
        .contains("--link is for one device");
    assertThat(target.device("door").driver()).isEmpty();
  }

  private static final String NEIGHBOR =
      "uio_pdrv_genirq maps whole pages, which also contain registers of /soc/mid/masked@20";

  private static final String[] UIO = {"bind", "40000010.dev", "--driver", "uio_pdrv_genirq"};

  private static String[] uio(String... more) {
    return Stream.concat(Stream.of(UIO), Stream.of(more)).toArray(String[]::new);
  }

  private static final String STAT_UIO =
      DistributionRule.STAT + "/dev/$(ls /sys/devices/platform/soc/soc:mid/40000010.dev/uio)";

  private void neighbors() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    for (String[] access :
        new String[][] {
          {"--owner", "games"}, {"--group", "games"}, {"--owner", "root", "--mode", "0606"}
        }) {
      Run no = Run.ending(1, uio(access));
      assertThat(no.err()).contains(NEIGHBOR, "use --force");
      assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    }
    declareUio("owner: games");
    assertThat(Run.ending(1, "apply", "--spec", "/tmp/uio.yaml").err())
        .contains("/tmp/uio.yaml:3.", NEIGHBOR, "use --force");
    assertThat(Run.ending(1, "apply", "--dry-run", "--spec", "/tmp/uio.yaml").err())
        .contains(NEIGHBOR);
    assertThat(Run.ending(0, uio("--dry-run")).err()).contains(NEIGHBOR);
    assertThat(Run.ending(0, UIO).err()).contains(NEIGHBOR);
    String directory = "/sys/devices/platform/soc/soc:mid/40000010.dev/uio/uio*/maps/map0/";
    // The kernel maps more than the 16 bytes of the device.
    assertThat(shell("cat " + directory + "size")).isEqualTo("0x0000000000001000\n");
    assertThat(Run.ending(0, "explain", "40000010.dev").out()).contains(NEIGHBOR);
    assertThat(Run.ending(1, uio("--owner", "games")).err()).contains(NEIGHBOR);
    assertThat(shell(STAT_UIO)).isEqualTo("root root 600\n");
    assertThat(Run.ending(0, uio("--owner", "games", "--force")).err()).contains(NEIGHBOR);
    assertThat(shell(STAT_UIO)).isEqualTo("games root 600\n");
    // What was accepted once is not rejected again.
    assertThat(Run.ending(0, uio("--owner", "games")).out()).contains("already");
    Run.ending(0, "apply", "--spec", "/tmp/uio.yaml");
    assertThat(Run.ending(5, "unbind", "40000010.dev").err())
        .contains("user games could open it until now", "registers that are mapped");
    Run.ending(0, "unbind", "--force", "40000010.dev");
    assertThat(Run.ending(0, "apply", "--force", "--spec", "/tmp/uio.yaml").err())
        .contains(NEIGHBOR);
    assertThat(shell(STAT_UIO)).isEqualTo("games root 600\n");
    Run.ending(0, "status", "--spec", "/tmp/uio.yaml");
    Run.ending(0, "unbind", "--force", "40000010.dev");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private static void declareUio(String access) throws IOException {
    shell(
        ("printf 'apiVersion: dtbind/v1\\ndevices:\\n  - { node: /soc/mid/dev@10, bind:"
                + " uio_pdrv_genirq, %s }\\n' > /tmp/uio.yaml")
            .formatted(access));
  }

  private void masters() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String why = "the property dma-coherent shows that the device accesses memory by itself (DMA)";
    String[] bind = {"bind", "2000.twin", "--driver", "uio_pdrv_genirq", "--owner", "games"};
    assertThat(Run.ending(1, bind).err()).contains(why, "use --force");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    String[] forced = Stream.concat(Stream.of(bind), Stream.of("--force")).toArray(String[]::new);
    assertThat(Run.ending(0, forced).err()).contains(why);
    Run.ending(0, "unbind", "--force", "2000.twin");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }
}
