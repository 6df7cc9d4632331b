// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.CreateRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Sysfs;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.spec.Access;

/**
 * Checks that only the owner of a node can use it, whatever udev rules a distribution has, and even
 * if the driver is unbound and bound again. Runs with udev on a kernel that was booted like that of
 * {@link KernelCases}. The cases cover findings 2, 6 and 16 of the security review, and D1, D2, D7
 * and D12 of the ownership review.
 */
public final class GivenNodeCases {

  private static final String CREATE = "/sys/bus/platform/drivers/gpio-aggregator/new_device";
  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";

  /** Like the rules of Raspberry Pi OS, except for the group, which exists on this system. */
  private static final String DISTRIBUTION_RULES = "/run/udev/rules.d/99-com.rules";

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
        new Case("laterUdevRuleDoesNotChangeChipOwner", this::laterRule),
        new Case("ownerKeepsChipAfterDriverRebind", this::driverRebind),
        new Case("repeatedCreateRepairsNodeAndLink", this::repeatedCreate),
        new Case("openChipIsDeletedOnlyWithForce", this::opened),
        new Case("nodeOpenedBeforeItsOwnerIsSetIsNotHandedOver", this::openedBefore),
        new Case(
            "spoofedConsumerOfExistingAggregatorIsIgnored", () -> spoofed("gpio-aggregator.0")),
        new Case("spoofedConsumerOfNextAggregatorIsIgnored", () -> spoofed("gpio-aggregator.1")),
        new Case("recreatedDeviceIsNotMistakenForTheOriginal", this::recreated),
        new Case("scriptDetectsRecreatedDevice", () -> script("dash")),
        new Case("scriptDetectsRecreatedDeviceInBusybox", () -> script("busybox", "ash")),
        new Case("bindSetsNodeOwnerWithoutUdev", this::boundWithoutUdev),
        new Case("bindSetsNodeOwnerByUdevRule", this::boundWithUdev),
        new Case("applySetsDeclaredNodeOwner", this::applied),
        new Case("applyWithoutBindSetsOnlyNodeOwner", this::applyWithoutBind),
        new Case("applyWithoutBindSetsOnlyNodeOwnerWithoutUdev", this::applyWithoutBindWithoutUdev),
        new Case("ownerOfDeviceWithoutDriverIsRejected", this::withoutDriver),
        new Case("failedApplyRestoresNodeOwner", this::failedApply),
        new Case("invalidNodeOwnersAreRejected", this::invalidOwners),
        new Case("reusedDeviceNumberDoesNotGetFormerOwner", this::numberIsReused));
  }

  /** Runs a case with udev, and a rule that gives all chips to a group. */
  private void withDistributionRule(Case.Body body) throws Exception {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    try (AutoCloseable udev = AggregatorNodeCases.udev()) {
      assertThat(udev).isNotNull();
      shell("mkdir -p /run/udev/rules.d; echo '%s' > %s".formatted(ALL_CHIPS, DISTRIBUTION_RULES));
      AggregatorNodeCases.control("--reload");
      shell("udevadm trigger --settle --subsystem-match=gpio");
      body.run();
      shell("rm " + DISTRIBUTION_RULES);
      AggregatorNodeCases.control("--reload");
      shell("udevadm trigger --settle --subsystem-match=gpio");
      shell("chown root:root /dev/gpiochip*; chmod 600 /dev/gpiochip*");
    }
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private static Run works(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
    return run;
  }

  private static Run createAnna(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("aggregator", "create", "anna", "gpio2:20-21", "--owner", "nobody"));
    args.addAll(List.of(more));
    return works(args.toArray(String[]::new));
  }

  private static void assertAnnaOwnsChip() throws IOException {
    assertThat(shell(STAT + "/dev/gpio/anna")).isEqualTo("nobody root 600\n");
  }

  private void laterRule() throws Exception {
    withDistributionRule(
        () -> {
          assertThat(shell(STAT + "/dev/gpiochip0")).isEqualTo("root games 660\n");
          createAnna();
          assertAnnaOwnsChip();
          for (String action : List.of("change", "add")) {
            shell("udevadm trigger --settle --action=%s --subsystem-match=gpio".formatted(action));
            assertAnnaOwnsChip();
            shell("udevadm trigger --settle --action=%s".formatted(action));
            assertAnnaOwnsChip();
          }
          assertThat(createAnna().out()).contains("already exists");
          works("aggregator", "delete", "anna");
          // With only a group, root owns the node, and the group may read and write.
          works("aggregator", "create", "tty", "gpio2:20", "--group", "tty");
          assertThat(shell(STAT + "/dev/gpio/tty")).isEqualTo("root tty 660\n");
          works("aggregator", "delete", "tty");
          // Without an owner, the system's rules apply.
          works("aggregator", "create", "all", "gpio2:20");
          assertThat(shell(STAT + "/dev/gpio/all")).isEqualTo("root games 660\n");
          works("aggregator", "delete", "all");
        });
  }

  private void driverRebind() throws Exception {
    withDistributionRule(
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
          works("aggregator", "delete", "anna");
        });
  }

  private void numberIsReused() throws Exception {
    withDistributionRule(
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
            assertThat(shell(STAT + chip)).as(action).isEqualTo("root games 660\n");
            assertThat(target.kernel().files().linked("/dev/gpio/anna")).isEmpty();
            shell("udevadm trigger --settle --action=" + action);
          }
          target.write(DELETE, "gpio-aggregator.0");
          shell("udevadm settle");
          works("aggregator", "delete", "anna");
        });
  }

  private static final String STAT_DOOR = STAT + "/dev/gpio/door";

  private static String chipOfDoor() throws IOException {
    return "/dev/" + shell("basename $(ls -d /sys/devices/platform/door/gpiochip*)").strip();
  }

  private static Run exits(int status, String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  private void boundWithoutUdev() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String[] bind = {"bind", "door", "--owner", "nobody", "--link", "door"};
    assertThat(exits(0, "bind", "door", "--owner", "nobody", "--link", "door", "--dry-run").out())
        .contains(
            "give its node in /dev: owner nobody, group root, mode 0600, link /dev/gpio/door");
    assertThat(works(bind).out()).contains("gave /dev/gpiochip", "owner nobody");
    assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
    assertThat(works(bind).out()).contains("already");
    works("status");
    shell("chown games " + chipOfDoor());
    assertThat(exits(5, "status").err()).contains("its owner is games, not nobody");
    assertThat(works("bind", "door").out())
        .contains("gave /dev/gpiochip")
        .doesNotContain("already");
    assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
    shell("rm /dev/gpio/door");
    assertThat(exits(5, "status").err()).contains("/dev/gpio/door does not lead to /dev/gpiochip");
    works("bind", "door");
    // Replaces the first link.
    works("bind", "door", "--group", "games", "--link", "gate");
    assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
    assertThat(shell(STAT + "/dev/gpio/gate")).isEqualTo("root games 660\n");
    works("unbind", "door");
    assertThat(target.kernel().files().linked("/dev/gpio/gate")).isEmpty();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private static void rebindDoor() throws IOException {
    String driver = "/sys/bus/platform/drivers/gpio-aggregator/";
    shell("echo door > %sunbind; echo door > %sbind; udevadm settle".formatted(driver, driver));
  }

  private void boundWithUdev() throws Exception {
    withDistributionRule(
        () -> {
          works("bind", "door", "--owner", "nobody", "--link", "door");
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          for (String action : List.of("change", "add")) {
            shell("udevadm trigger --settle --action=" + action);
            assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          }
          rebindDoor();
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          assertThat(works("bind", "door").out()).contains("already");
          works("unbind", "door");
          shell("udevadm settle");
          assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
          assertThat(shell("ls /run/udev/rules.d")).isEqualTo("99-com.rules\n");
          // Without an owner, the system's rules apply.
          works("bind", "door");
          shell("udevadm settle");
          assertThat(shell(STAT + chipOfDoor())).isEqualTo("root games 660\n");
          assertThat(works("bind", "door", "--owner", "nobody").out()).contains("gave /dev/gpio");
          assertThat(shell(STAT + chipOfDoor())).isEqualTo("nobody root 600\n");
          works("unbind", "door");
        });
  }

  private static void declare(String access) throws IOException {
    shell(
        "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n  - { node: /door, bind:"
            + " gpio-aggregator%s }\\n' > /tmp/given.yaml".formatted(access));
  }

  private void applied() throws Exception {
    withDistributionRule(
        () -> {
          declare(", owner: nobody, mode: \"0600\", link: door");
          String[] spec = {"--spec", "/tmp/given.yaml"};
          works("apply", spec[0], spec[1]);
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          assertThat(works("plan", "--check", spec[0], spec[1]).out())
              .contains("1 of 1 as declared");
          works("status", spec[0], spec[1]);
          rebindDoor();
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          shell("chgrp games /dev/gpio/door; chmod 660 /dev/gpio/door");
          assertThat(exits(5, "status", spec[0], spec[1]).err())
              .contains("its group is games, not root, which " + DISTRIBUTION_RULES + ":1 sets");
          assertThat(exits(5, "plan", "--check", spec[0], spec[1]).out())
              .contains("give /dev/gpiochip", "0 of 1 as declared");
          works("apply", spec[0], spec[1]);
          assertThat(shell(STAT_DOOR)).isEqualTo("nobody root 600\n");
          declare(", group: tty");
          works("apply", spec[0], spec[1]);
          assertThat(shell(STAT + chipOfDoor())).isEqualTo("root tty 660\n");
          assertThat(target.kernel().files().linked("/dev/gpio/door")).isEmpty();
          declare("");
          works("apply", spec[0], spec[1]);
          shell("udevadm settle");
          assertThat(shell(STAT + chipOfDoor())).isEqualTo("root games 660\n");
          assertThat(works("plan", "--check", spec[0], spec[1]).out())
              .contains("1 of 1 as declared");
          works("unbind", "door");
        });
  }

  private static final String[] WITHOUT_BIND_SPEC = {"--spec", "/tmp/kept.yaml"};

  private static final String STAT_OTHER = STAT + "/dev/gpio/other";

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
    withDistributionRule(
        () -> {
          declareWithoutBind(sim2Entry(", owner: nobody, link: other"), "");
          assertThat(exits(5, "status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).err())
              .contains("not nobody");
          assertThat(exits(5, "plan", "--check", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).out())
              .contains("give /dev/gpiochip", "0 of 1 as declared");
          works("apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          assertThat(shell(STAT_OTHER)).isEqualTo("nobody root 600\n");
          assertThat(target.device("sim2").override().driver()).isEmpty();
          works("status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          works("status");
          assertThat(works("plan", "--check", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).out())
              .contains("1 of 1 as declared");
          shell("udevadm trigger --settle --action=add; udevadm trigger --settle");
          assertThat(shell(STAT_OTHER)).isEqualTo("nobody root 600\n");
          shell("chmod 666 " + chipOfSim2());
          exits(5, "status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          works("apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
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
          works("apply", "--prune", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          shell("udevadm settle");
          assertThat(shell(STAT + chipOfSim2())).isEqualTo("root games 660\n");
          assertThat(target.kernel().files().linked("/dev/gpio/other")).isEmpty();
          assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
          // dtbind also sets the owner of a device that it has bound.
          declareWithoutBind("  - { node: /door, group: tty }\\n", "");
          works("apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
          assertThat(shell(STAT + chipOfDoor())).isEqualTo("root tty 660\n");
          rebindDoor();
          assertThat(shell(STAT + chipOfDoor())).isEqualTo("root tty 660\n");
          works("unbind", "door");
          assertThat(target.device("door").driver()).isEmpty();
        });
  }

  private void applyWithoutBindWithoutUdev() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String node = shell(STAT + chipOfSim2());
    declareWithoutBind(sim2Entry(", group: games, mode: \"0640\", link: other"), "");
    works("apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
    assertThat(shell(STAT_OTHER)).isEqualTo("root games 640\n");
    works("status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
    assertThat(works("unbind", "sim2").out()).contains("gave /dev/gpiochip", "back to root");
    assertThat(shell(STAT + chipOfSim2())).isEqualTo(node);
    assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void withoutDriver() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    declareWithoutBind("  - { node: /door, owner: nobody }\\n", "");
    assertThat(exits(1, "apply", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).err())
        .contains(
            "(/door) has no driver, and therefore no node in /dev",
            "help: specify the driver (bind:");
    assertThat(exits(5, "status", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]).err())
        .contains("has no node in /dev");
    exits(1, "plan", "--check", WITHOUT_BIND_SPEC[0], WITHOUT_BIND_SPEC[1]);
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void failedApply() throws Exception {
    withDistributionRule(
        () -> {
          works("bind", "door", "--owner", "nobody", "--link", "door");
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
          works("unbind", "door");
        });
  }

  private void invalidOwners() {
    assertThat(exits(3, "bind", "door", "--owner", "no-such-user").err())
        .contains("this system has no user no-such-user");
    assertThat(exits(64, "bind", "door", "--mode", "9").err()).contains("--mode");
    assertThat(exits(64, "bind", "door", "--link", "a/b").err()).contains("link");
    assertThat(exits(64, "bind", "door", "late", "--link", "door").err())
        .contains("--link is for one device");
    assertThat(target.device("door").driver()).isEmpty();
  }

  private void repeatedCreate() throws Exception {
    withDistributionRule(
        () -> {
          createAnna();
          shell("chgrp games /dev/gpio/anna; chmod 660 /dev/gpio/anna");
          assertThat(exits(5, "status").err())
              .contains(
                  "aggregator anna: /dev/gpiochip", "which " + DISTRIBUTION_RULES + ":1 sets");
          assertThat(Run.of("doctor").out())
              .containsPattern("missing +nodes that were given")
              .contains("99-com.rules:1");
          assertThat(createAnna().err()).contains("only set up its node and link again");
          assertThat(Run.of("doctor").out()).doesNotContain("nodes that were given");
          assertAnnaOwnsChip();
          works("status");
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
          Run run =
              exits(
                  1,
                  "aggregator",
                  "create",
                  "anna",
                  "gpio2:20-21",
                  "--owner",
                  "nobody",
                  "--timeout",
                  "3");
          assertThat(run.err()).contains("udev did not set up /dev/gpiochip", "10-first.rules:1");
          shell("rm /run/udev/rules.d/10-first.rules");
          AggregatorNodeCases.control("--reload");
          createAnna();
          assertAnnaOwnsChip();
          works("aggregator", "delete", "anna");
        });
  }

  private void opened() throws Exception {
    createAnna();
    try (LineTaker taker = LineTaker.take("nobody", "/dev/gpio/anna", "")) {
      assertThat(taker).isNotNull();
      assertThat(exits(1, "aggregator", "delete", "anna").err())
          .contains("anna is in use", "has /dev/gpiochip", "--force");
      assertAnnaOwnsChip();
      works("aggregator", "delete", "--force", "anna");
    }
    assertThat(target.kernel().sysfs().exists("/sys/bus/platform/devices/gpio-aggregator.0"))
        .isFalse();
  }

  /**
   * Another process opens the node after the kernel has announced it and before dtbind sets its
   * owner.
   */
  private void openedBefore() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    List<LineTaker> takers = new ArrayList<>();
    Files real = target.kernel().files();
    Files openingNodes =
        (Files)
            Proxy.newProxyInstance(
                Files.class.getClassLoader(),
                new Class<?>[] {Files.class},
                (proxy, method, args) -> {
                  if (method.getName().equals("give")) {
                    shell("chmod 666 " + args[0]);
                    takers.add(LineTaker.take("nobody", (String) args[0], "quick", "0"));
                  }
                  return method.invoke(real, args);
                });
    Kernel kernel = target.kernel();
    Kernel ports =
        new Kernel(
            kernel.sysfs(),
            kernel.chips(),
            kernel.uevents(),
            kernel.log(),
            kernel.lock(),
            openingNodes,
            kernel.modules(),
            kernel.udev(),
            kernel.vfio(),
            kernel.live(),
            kernel.trace());
    Access games =
        new Access(
            Optional.of("games"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Result<AggregatorSubject> outcome =
        new Aggregators(ports)
            .create(CreateRequest.of("anna", List.of("gpio2:20")).withAccess(games));
    assertThat(takers).isNotEmpty();
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed<AggregatorSubject>) outcome).problem().toString())
        .contains("was opened before dtbind set its owner", "python3[");
    assertThat(((Failed<AggregatorSubject>) outcome).notRestored()).isEmpty();
    takers.forEach(LineTaker::close);
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void spoofed(String consumer) throws IOException {
    works("aggregator", "create", "ben", "gpio2:22-23", "--owner", "games");
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String chip = shell("readlink -f /dev/gpio/ben").strip();
    shell("chmod 666 /dev/gpiochip0");
    List<LineTaker> takers = new ArrayList<>();
    Sysfs takingLines =
        new Altered(
            Altered.withoutConfigfs(target.kernel().sysfs()),
            path -> false,
            path -> {
              if (path.equals(CREATE)) {
                takers.add(takeLines(consumer));
              }
              return false;
            });
    Result<AggregatorSubject> outcome =
        new Aggregators(target.kernel().withSysfs(takingLines))
            .create(
                CreateRequest.of("anna", List.of("gpio2:20-21"))
                    .withTimeout(Duration.ofSeconds(2)));
    assertThat(takers).hasSize(1);
    assertThat(outcome).isInstanceOf(Failed.class);
    Failed<AggregatorSubject> failed = (Failed<AggregatorSubject>) outcome;
    assertThat(failed.notRestored()).isEmpty();
    assertThat(failed.exit()).isEqualTo(ExitStatus.FAILED);
    assertThat(failed.problem().details().toString())
        .contains("\"" + consumer + "\" has it (python3[" + takers.get(0).process().pid());
    takers.get(0).close();
    shell("chmod 600 /dev/gpiochip0");
    assertThat(shell("readlink -f /dev/gpio/ben").strip()).isEqualTo(chip);
    assertThat(shell(STAT + chip)).isEqualTo("games root 600\n");
    assertThat(target.kernel().files().linked("/dev/gpio/anna")).isEmpty();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    works("aggregator", "delete", "ben");
  }

  private static LineTaker takeLines(String consumer) {
    try {
      // While dtbind creates the aggregator, only root can read which lines it will have.
      Path record = Path.of("/run/dtbind/aggregators/anna");
      assertThat(PosixFilePermissions.toString(java.nio.file.Files.getPosixFilePermissions(record)))
          .isEqualTo("rw-------");
      return LineTaker.take("nobody", "/dev/gpiochip0", consumer, "20", "21");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Deletes the aggregator by hand, and creates another, to which the kernel gives the same name.
   */
  private void replacedByHand() throws IOException {
    String group = "/sys/kernel/config/gpio-aggregator/anna";
    if (target.kernel().sysfs().isDirectory(group)) {
      shell("cd %s; echo 0 > live; rmdir line1 line0; cd ..; rmdir anna".formatted(group));
    } else {
      target.write(DELETE, "gpio-aggregator.0");
    }
    target.write(CREATE, "gpio2 24-25");
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
  }

  private void recreated() throws IOException {
    new Aggregators(target.kernel().withSysfs(Altered.withoutConfigfs(target.kernel().sysfs())))
        .create(CreateRequest.of("anna", List.of("gpio2:20-21")));
    String inode = "stat -c %i /sys/devices/platform/gpio-aggregator.0";
    String before = shell(inode);
    replacedByHand();
    assertThat(shell(inode)).isNotEqualTo(before);
    shell("chmod 666 /dev/gpiochip0");
    try (LineTaker taker =
        LineTaker.take("nobody", "/dev/gpiochip0", "gpio-aggregator.0", "20", "21")) {
      assertThat(taker).isNotNull();
      assertThat(works("aggregator", "list").out())
          .containsPattern("anna +- +missing")
          .containsPattern("gpio-aggregator.0 +sysfs");
      assertThat(exits(5, "status").out()).containsPattern("aggregator/anna +- +gone");
    }
    shell("chmod 600 /dev/gpiochip0");
    works("aggregator", "delete", "anna");
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
    target.write(DELETE, "gpio-aggregator.0");
  }

  private void script(String... shell) throws Exception {
    String anna = "aggregator anna\nkey 616e6e61\nclass gpio\nchip gpio2\noffset 20\noffset 21\n";
    List<String> in = List.of(shell);
    assertThat(TargetScriptCases.run(in, anna, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(TargetScriptCases.run(in, anna, "verify").status()).isZero();
    assertThat(Run.of("aggregator", "list").out()).containsPattern("anna +gpio-aggregator.0");
    replacedByHand();
    Run verified = TargetScriptCases.run(in, anna, "verify");
    assertThat(verified.status()).isEqualTo(5);
    assertThat(verified.out()).isEqualTo("aggregator anna: missing: not created\n");
    // stop does not delete the other aggregator.
    assertThat(TargetScriptCases.run(in, anna, "stop").status()).isZero();
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
    assertThat(TargetScriptCases.run(in, anna, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(TargetScriptCases.run(in, anna, "status").out())
        .startsWith("aggregator anna: gpio-aggregator.1, ");
    assertThat(TargetScriptCases.run(in, anna, "stop").status()).isZero();
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.1")).isFalse();
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
    target.write(DELETE, "gpio-aggregator.0");
  }
}
