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
        new Case("aCreationAgainSeesNodeAndLinkD2", this::createdAgain),
        new Case("whoHasAChipOpenKeepsItFromBeingDeletedD7", this::opened),
        new Case("whatIsTakenBeforeItIsGivenIsNotGiven16", this::openedBefore),
        new Case("aStrangersConsumerIsNotBelieved2", () -> spoofed("gpio-aggregator.0")),
        new Case("aConsumerOfTheNumberToComeIsNotBelieved2", () -> spoofed("gpio-aggregator.1")),
        new Case("aDeviceThatWasMadeAgainIsAnotherOne2", this::madeAgain),
        new Case("theScriptKnowsADeviceThatWasMadeAgain6", () -> script("dash")),
        new Case("theScriptKnowsADeviceThatWasMadeAgainInBusybox6", () -> script("busybox", "ash")),
        new Case("aDeviceIsGivenWithoutUdevD12", this::boundWithoutUdev),
        new Case("aDeviceIsGivenByARuleD12", this::boundWithUdev),
        new Case("aDeviceIsGivenAsDeclaredD12", this::applied),
        new Case("aDeviceThatKeepsItsDriverIsGivenAsDeclaredD12", this::kept),
        new Case("aDeviceThatKeepsItsDriverIsGivenWithoutUdevD12", this::keptWithoutUdev),
        new Case("whatKeepsItsDriverAndHasNoNodeIsRefusedD12", this::keptInVain),
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
          assertThat(create().out()).contains("already exists");
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
          assertThat(create().out()).contains("already exists");
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
    assertThat(ends(5, "status").err()).contains("its owner is games, not nobody");
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
              .contains("its group is games, not root, which " + DISTRIBUTION + ":1 sets");
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

  private static final String[] KEPT = {"--spec", "/tmp/kept.yaml"};

  private static final String OTHER = STAT + "/dev/gpio/other";

  /** Without 'bind': the devices keep the drivers that they have. */
  private static void keep(String devices, String more) throws IOException {
    shell(
        "umask 022; printf 'apiVersion: dtbind/v1\\ndevices:\\n%s%s' > /tmp/kept.yaml"
            .formatted(devices, more));
  }

  private static String other(String access) {
    return "  - { node: /sim2%s }\\n".formatted(access);
  }

  private String chipOfOther() throws IOException {
    return "/dev/" + shell("basename $(ls -d /sys/devices/platform/sim2/gpiochip*)").strip();
  }

  private void kept() throws Exception {
    withDistribution(
        () -> {
          keep(other(", owner: nobody, link: other"), "");
          assertThat(ends(5, "status", KEPT[0], KEPT[1]).err()).contains("not nobody");
          assertThat(ends(5, "plan", "--check", KEPT[0], KEPT[1]).out())
              .contains("give /dev/gpiochip", "0 of 1 as declared");
          done("apply", KEPT[0], KEPT[1]);
          assertThat(shell(OTHER)).isEqualTo("nobody root 600\n");
          assertThat(target.device("sim2").override().driver()).isEmpty();
          done("status", KEPT[0], KEPT[1]);
          done("status");
          assertThat(done("plan", "--check", KEPT[0], KEPT[1]).out())
              .contains("1 of 1 as declared");
          shell("udevadm trigger --settle --action=add; udevadm trigger --settle");
          assertThat(shell(OTHER)).isEqualTo("nobody root 600\n");
          shell("chmod 666 " + chipOfOther());
          ends(5, "status", KEPT[0], KEPT[1]);
          done("apply", KEPT[0], KEPT[1]);
          assertThat(shell(OTHER)).isEqualTo("nobody root 600\n");
          // What fails takes back all.
          keep(other(", owner: games, link: gate"), "  - { node: /sim, bind: gpio-aggregator }\\n");
          assertThat(Run.of("apply", "--force", KEPT[0], KEPT[1]).status()).isNotZero();
          shell("udevadm settle");
          assertThat(shell(OTHER)).isEqualTo("nobody root 600\n");
          assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
          // What is no more declared is the system's again, and keeps its driver.
          keep("  - { node: /door, bind: gpio-aggregator }\\n", "");
          done("apply", "--prune", KEPT[0], KEPT[1]);
          shell("udevadm settle");
          assertThat(shell(STAT + chipOfOther())).isEqualTo("root games 660\n");
          assertThat(target.kernel().files().linked("/dev/gpio/other")).isEmpty();
          assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
          // What dtbind has bound is given, too.
          keep("  - { node: /door, group: tty }\\n", "");
          done("apply", KEPT[0], KEPT[1]);
          assertThat(shell(STAT + chip())).isEqualTo("root tty 660\n");
          comesBack();
          assertThat(shell(STAT + chip())).isEqualTo("root tty 660\n");
          done("unbind", "door");
          assertThat(target.device("door").driver()).isEmpty();
        });
  }

  private void keptWithoutUdev() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String node = shell(STAT + chipOfOther());
    keep(other(", group: games, mode: \"0640\", link: other"), "");
    done("apply", KEPT[0], KEPT[1]);
    assertThat(shell(OTHER)).isEqualTo("root games 640\n");
    done("status", KEPT[0], KEPT[1]);
    assertThat(done("unbind", "sim2").out()).contains("gave /dev/gpiochip", "back to root");
    assertThat(shell(STAT + chipOfOther())).isEqualTo(node);
    assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void keptInVain() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    keep("  - { node: /door, owner: nobody }\\n", "");
    assertThat(ends(1, "apply", KEPT[0], KEPT[1]).err())
        .contains(
            "(/door) has no driver, and therefore no node in /dev",
            "help: specify the driver (bind:");
    assertThat(ends(5, "status", KEPT[0], KEPT[1]).err()).contains("has no node in /dev");
    ends(1, "plan", "--check", KEPT[0], KEPT[1]);
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
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
    assertThat(ends(64, "bind", "door", "late", "--link", "door").err())
        .contains("--link is for one device");
    assertThat(target.device("door").driver()).isEmpty();
  }

  private void createdAgain() throws Exception {
    withDistribution(
        () -> {
          create();
          shell("chgrp games /dev/gpio/anna; chmod 660 /dev/gpio/anna");
          assertThat(ends(5, "status").err())
              .contains("aggregator anna: /dev/gpiochip", "which " + DISTRIBUTION + ":1 sets");
          assertThat(Run.of("doctor").out())
              .containsPattern("missing +nodes that were given")
              .contains("99-com.rules:1");
          assertThat(create().err()).contains("only set up its node and link again");
          assertThat(Run.of("doctor").out()).doesNotContain("nodes that were given");
          isAnnas();
          done("status");
          shell("rm /dev/gpio/anna");
          create();
          isAnnas();
          shell("rm /run/udev/rules.d/70-dtbind-aggregator-anna.rules; udevadm control --reload");
          shell("udevadm trigger --settle --subsystem-match=gpio");
          assertThat(shell("ls /run/udev/rules.d")).isEqualTo("99-com.rules\n");
          assertThat(create().out()).doesNotContain("already");
          isAnnas();
          assertThat(create().out()).contains("already exists");
          // A rule that comes before, and is final, too.
          shell(
              "echo 'SUBSYSTEM==\"gpio\", GROUP:=\"games\", MODE:=\"0660\"' >"
                  + " /run/udev/rules.d/10-first.rules; udevadm control --reload");
          shell("udevadm trigger --settle --subsystem-match=gpio");
          Run run =
              ends(
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
          shell("rm /run/udev/rules.d/10-first.rules; udevadm control --reload");
          create();
          isAnnas();
          done("aggregator", "delete", "anna");
        });
  }

  private void opened() throws Exception {
    create();
    try (LineTaker taker = LineTaker.take("nobody", "/dev/gpio/anna", "")) {
      assertThat(taker).isNotNull();
      assertThat(ends(1, "aggregator", "delete", "anna").err())
          .contains("anna is in use", "has /dev/gpiochip", "--force");
      isAnnas();
      done("aggregator", "delete", "--force", "anna");
    }
    assertThat(target.kernel().sysfs().exists("/sys/bus/platform/devices/gpio-aggregator.0"))
        .isFalse();
  }

  /** As rules of the system allow it between the kernel's first word of a chip and its owner. */
  private void openedBefore() throws IOException {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    List<LineTaker> takers = new ArrayList<>();
    Files real = target.kernel().files();
    Files slow =
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
            slow,
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
    done("aggregator", "create", "ben", "gpio2:22-23", "--owner", "games");
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    String chip = shell("readlink -f /dev/gpio/ben").strip();
    shell("chmod 666 /dev/gpiochip0");
    List<LineTaker> takers = new ArrayList<>();
    Sysfs crowded =
        new Altered(
            Altered.withoutConfigfs(target.kernel().sysfs()),
            path -> false,
            path -> {
              if (path.equals(CREATE)) {
                takers.add(taken(consumer));
              }
              return false;
            });
    Result<AggregatorSubject> outcome =
        new Aggregators(target.kernel().withSysfs(crowded))
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
    done("aggregator", "delete", "ben");
  }

  private static LineTaker taken(String consumer) {
    try {
      // While it is made, nobody else learns of which lines.
      Path record = Path.of("/run/dtbind/aggregators/anna");
      assertThat(PosixFilePermissions.toString(java.nio.file.Files.getPosixFilePermissions(record)))
          .isEqualTo("rw-------");
      return LineTaker.take("nobody", "/dev/gpiochip0", consumer, "20", "21");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Deleted by hand; and another one is made, which the kernel gives the same name. */
  private void replacedByHand() throws IOException {
    String group = "/sys/kernel/config/gpio-aggregator/anna";
    if (target.kernel().sysfs().isFolder(group)) {
      shell("cd %s; echo 0 > live; rmdir line1 line0; cd ..; rmdir anna".formatted(group));
    } else {
      target.write(DELETE, "gpio-aggregator.0");
    }
    target.write(CREATE, "gpio2 24-25");
    assertThat(target.kernel().sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
  }

  private void madeAgain() throws IOException {
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
      assertThat(done("aggregator", "list").out())
          .containsPattern("anna +- +missing")
          .containsPattern("gpio-aggregator.0 +sysfs");
      assertThat(ends(5, "status").out()).containsPattern("aggregator/anna +- +gone");
    }
    shell("chmod 600 /dev/gpiochip0");
    done("aggregator", "delete", "anna");
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
    // What stop finds is not its own.
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
