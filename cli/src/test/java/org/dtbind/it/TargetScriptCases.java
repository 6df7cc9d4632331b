// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.cli.Run;
import org.dtbind.it.FormerUser.Way;

/** Tests the script that dtbind exports for targets without Java, with dash and busybox. */
final class TargetScriptCases {

  private static final String LOCK = "/run/dtbind/lock";

  private static final String OVERRIDE = "/sys/devices/platform/door/driver_override";

  static final String DOOR =
      """
      device /door
      name door
      bus platform
      driver gpio-aggregator
      class gpio
      """;

  private static final String MISSING =
      """
      device /nowhere
      bus platform
      driver gpio-aggregator
      """;

  private final Target target;
  private final boolean isComplete;

  /**
   * Creates an instance.
   *
   * @param isComplete whether each case runs in both shells, instead of in one of them
   */
  TargetScriptCases(Target target, boolean isComplete) {
    this.target = target;
    this.isComplete = isComplete;
  }

  List<Case> all() {
    List<Case> all = new ArrayList<>(TargetScript.inShells(isComplete, this::in));
    all.add(new Case("scriptNamesMissingProgram", TargetScriptCases::missingProgram));
    return all;
  }

  private List<Case> in(TargetScript script) {
    List<Case> cases = new ArrayList<>();
    String in = script.name().replace("Script", "");
    cases.add(new Case("scriptLeavesTheOverrideOfOthers" + in, () -> printsAndLeaves(script)));
    cases.add(new Case("scriptReportsAggregators" + in, () -> names(script)));
    cases.add(new Case("scriptRefusesAnUnusableLock" + in, () -> unusableLock(script)));
    cases.add(new Case("dtbindWaitsForTheLockOfTheScript" + in, () -> dtbindWaits(script)));
    cases.add(new Case("scriptWaitsForSecondsOfTheClock" + in, () -> waitsForSeconds(script)));
    cases.add(new Case("scriptMendsOwnerAndMode" + in, () -> mends(script)));
    cases.add(new Case("scriptGivesAChipOnlyAfterItsRelease" + in, () -> endsAccess(script)));
    cases.add(
        new Case("scriptGivesAnAggregatorOnlyAfterItsDeletion" + in, () -> endsAggregator(script)));
    cases.add(new Case("scriptRefusesWhatItCannotEnd" + in, () -> refusesAccess(script)));
    cases.add(new Case("scriptKeepsAUioDeviceOfItsFormerUser" + in, () -> keepsUio(script)));
    cases.add(new Case("scriptTriggersUdevAgain" + in, () -> triggersAgain(script)));
    cases.add(new Case("scriptSaysThatUdevMakesLinks" + in, () -> links(script)));
    cases.add(new Case("scriptSaysWhereToSeeTheUserOfALine" + in, () -> lineInUse(script)));
    cases.add(new Case("scriptRefusesInDryRunsWhatItRefuses" + in, () -> dryRefusals(script)));
    return cases;
  }

  static void await(BooleanSupplier until) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!until.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static void missingProgram() throws Exception {
    Path few = Files.createTempDirectory("programs");
    for (String program : List.of("id", "flock", "stat", "readlink", "grep")) {
      Files.createSymbolicLink(few.resolve(program), Path.of("/usr/bin", program));
    }
    assertThat(Run.ended(TargetScript.IN_DASH.withPrograms(few.toString(), DOOR, "start")))
        .isEqualTo(
            new Run(
                69,
                "",
                "dtbind-target: sed is missing: install util-linux (flock), coreutils, grep and sed,"
                    + " or a busybox that contains it\n"));
  }

  private void printsAndLeaves(TargetScript script) throws Exception {
    assertThat(script.run(DOOR, "-n", "start"))
        .isEqualTo(
            new Run(
                0,
                """
                write 'gpio-aggregator' to /sys/bus/platform/devices/door/driver_override
                write 'door' to /sys/bus/platform/drivers_probe
                """,
                ""));
    assertThat(script.run(DOOR, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(script.run(DOOR, "verify")).isEqualTo(new Run(0, "", ""));
    assertThat(script.run(DOOR, "status").out())
        .matches("device /door \\(door\\): gpio-aggregator, /dev/gpiochip\\d+\n");
    // dtbind treats a binding of the script like one of any other program.
    Target.done(target.binder().bind(BindRequest.of("door")));
    target.write(OVERRIDE, "other");
    assertThat(script.run(DOOR, "stop"))
        .isEqualTo(
            new Run(
                0,
                "",
                "dtbind-target: device /door: left bound to gpio-aggregator, because another"
                    + " program has set its driver_override to 'other'\n"
                    + "dtbind-target: the lines keep their levels: dtbind-target does not reset"
                    + " them\n"));
    target.write(OVERRIDE, "\n");
    assertThat(script.run(DOOR, "stop").err())
        .contains("left bound to gpio-aggregator, because its driver_override is not set\n");
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    target.write(OVERRIDE, "gpio-aggregator");
    assertThat(script.run(DOOR, "stop").status()).isZero();
    Target.done(target.binder().unbind(UnbindRequest.of("door")));
    assertThat(script.run("nonsense\n", "status").status()).isEqualTo(64);
    assertThat(script.run(DOOR, "begin").status()).isEqualTo(64);
  }

  private void names(TargetScript script) throws Exception {
    String lines = "aggregator mine\nkey 6d\nclass gpio\nline nine-byte\n";
    assertThat(script.run(lines, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(script.run(lines, "status").out())
        .matches("aggregator mine: gpio-aggregator\\.\\d+, /dev/gpiochip\\d+\n");
    assertThat(script.run(lines, "stop").status()).isZero();
    assertThat(script.run(lines, "verify").out())
        .isEqualTo("aggregator mine: missing: not created\n");
    Run none = script.run(lines + "line nobody has this\n", "-t", "1", "start");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("aggregator mine: the kernel did not create a chip");
    assertThat(target.kernel().files().names("/sys/bus/platform/devices"))
        .noneMatch(name -> name.startsWith("gpio-aggregator."));
  }

  /** A look at so many devices takes longer than the script waits between two looks. */
  private void waitsForSeconds(TargetScript script) throws Exception {
    String conf = MISSING.repeat(50);
    long start = System.nanoTime();
    script.run(conf, "verify");
    Duration look = Duration.ofNanos(System.nanoTime() - start);
    start = System.nanoTime();
    Run run = script.run(conf, "-t", "3", "verify");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6).plus(look.multipliedBy(5)));
    assertThat(run)
        .isEqualTo(new Run(5, "device /nowhere: missing: no such device\n".repeat(50), ""));
  }

  /** No udevd runs. */
  private void mends(TargetScript script) throws Exception {
    String conf = DOOR + "owner games\ngroup tty\nmode 660\n";
    assertThat(script.run(conf, "start")).isEqualTo(new Run(0, "", ""));
    String node = chip("door");
    AggregatorCases.shell("chown root:root " + node);
    assertThat(script.run(conf, "-n", "start"))
        .isEqualTo(new Run(0, "set owner, group and mode of " + node + "\n", ""));
    assertThat(script.run(conf, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(AggregatorCases.shell("stat -c '%U %G %a' " + node)).isEqualTo("games tty 660\n");
    // All users could open it.
    AggregatorCases.shell("chmod 666 " + node);
    Run refused =
        new Run(
            5,
            "",
            ("dtbind-target: device /door: %s has mode 666, not 660, and others may have it open: "
                    + "run dtbind-target stop, then dtbind-target start\n")
                .formatted(node));
    assertThat(script.run(conf, "-n", "start")).isEqualTo(refused);
    assertThat(script.run(conf, "start")).isEqualTo(refused);
    assertThat(script.run(conf, "stop").status()).isZero();
    assertThat(script.run(conf, "start")).isEqualTo(new Run(0, "", ""));
    node = chip("door");
    RevocationCases.grantGames(node);
    // busybox does not show access control lists.
    if (!script.usesBusybox()) {
      assertThat(script.run(conf, "verify").out())
          .endsWith(node + " has an access control list (ACL)\n");
      assertThat(script.run(conf, "-t", "1", "start").status()).isEqualTo(5);
    }
    assertThat(script.run(conf, "stop").status()).isZero();
  }

  private static String chip(String device) throws IOException {
    return AggregatorCases.shell(
        "cd /sys/devices/platform/%s; echo -n /dev/$(ls -d gpiochip*)".formatted(device));
  }

  private static String owned(String owner) {
    return "owner %s\ngroup root\nmode 600\n".formatted(owner);
  }

  private static final String STAT = "stat -c %U ";

  /** Only the release of the device ends access, so the script leaves it to the user. */
  private void endsAccess(TargetScript script) throws Exception {
    assertThat(script.run(DOOR + owned("games"), "start")).isEqualTo(new Run(0, "", ""));
    for (Way way : List.of(Way.SOCKET, Way.CONTAINER)) {
      String node = chip("door");
      try (FormerUser games = FormerUser.having(way, "gpio", node)) {
        Run refused = script.run(DOOR + owned("nobody"), "start");
        assertThat(refused.err())
            .contains(node + " belonged to games:root until now, and others may have it open");
        assertThat(refused.status()).isEqualTo(5);
        // Another program may have changed the owner, as udev does by new rules.
        AggregatorCases.shell("chown nobody " + node);
        assertThat(script.run(DOOR + owned("nobody"), "start")).isEqualTo(refused);
        assertThat(games.uses()).isEqualTo("works");
        assertThat(script.run(DOOR, "stop").status()).isZero();
        assertThat(games.uses()).isEqualTo("No such device");
      }
      assertThat(script.run(DOOR + owned("nobody"), "start")).isEqualTo(new Run(0, "", ""));
      assertThat(AggregatorCases.shell(STAT + chip("door"))).isEqualTo("nobody\n");
      assertThat(script.run(DOOR, "stop").status()).isZero();
      assertThat(script.run(DOOR + owned("games"), "start")).isEqualTo(new Run(0, "", ""));
    }
    // If another program releases it and binds it again, access has ended, too.
    target.write("/sys/bus/platform/drivers/gpio-aggregator/unbind", "door");
    target.write("/sys/bus/platform/drivers/gpio-aggregator/bind", "door");
    assertThat(script.run(DOOR + owned("nobody"), "start")).isEqualTo(new Run(0, "", ""));
    assertThat(Path.of("/run/dtbind/given/platform:door")).exists();
    assertThat(script.run(DOOR, "stop").status()).isZero();
    // What the former driver gave does not count any more.
    assertThat(Path.of("/run/dtbind/given/platform:door")).doesNotExist();
  }

  private void endsAggregator(TargetScript script) throws Exception {
    String lines = "aggregator mine\nkey 6d\nclass gpio\nchip other\noffset 5\n";
    String find = "echo -n /dev/$(cd /sys/devices/platform/gpio-aggregator.*; ls -d gpiochip*)";
    assertThat(script.run(lines + owned("games"), "start")).isEqualTo(new Run(0, "", ""));
    try (FormerUser games = FormerUser.having(Way.OPEN, "gpio", AggregatorCases.shell(find))) {
      Run run = script.run(lines + owned("nobody"), "start");
      assertThat(run.status()).isEqualTo(5);
      assertThat(run.err()).contains("run dtbind-target stop, then dtbind-target start");
      assertThat(games.uses()).isEqualTo("works");
      assertThat(script.run(lines, "stop").status()).isZero();
      assertThat(games.uses()).isEqualTo("No such device");
    }
    assertThat(script.run(lines + owned("nobody"), "start")).isEqualTo(new Run(0, "", ""));
    assertThat(AggregatorCases.shell(STAT + AggregatorCases.shell(find))).isEqualTo("nobody\n");
    assertThat(script.run(lines, "stop").status()).isZero();
  }

  /** A chip with its regular driver. */
  private void refusesAccess(TargetScript script) throws Exception {
    String other = "device /sim2\nname sim2\nbus platform\nclass gpio\n";
    assertThat(script.run(other + owned("games"), "start")).isEqualTo(new Run(0, "", ""));
    String node = chip("sim2");
    try (FormerUser games = FormerUser.having(Way.LINES_V1, "gpio", node)) {
      for (int again = 0; again < 2; again++) {
        Run run = script.run(other + owned("nobody"), "-t", "1", "start");
        assertThat(run.status()).isEqualTo(5);
        assertThat(run.err())
            .contains(
                node + " belonged to games:root until now, and others than root may use " + node);
        assertThat(games.uses()).isEqualTo("works");
        assertThat(script.run(other + owned("games"), "stop").status()).isZero();
        // The script remembers him, even if the permissions no longer show it.
        AggregatorCases.shell("chown nobody " + node);
      }
    }
    Run refused = script.run(other + owned("nobody"), "start");
    accept(refused);
    // Only root could open it.
    assertThat(script.run(other + owned("nobody"), "start")).isEqualTo(new Run(0, "", ""));
    AggregatorCases.shell("rm /run/dtbind/given/platform:sim2; chown root " + node);
  }

  /** Runs the commands that the script suggests. */
  private static void accept(Run refused) throws IOException {
    assertThat(refused.err()).contains(" accept that they keep it: ");
    AggregatorCases.shell(
        refused.err().replaceAll("(?s).* accept that they keep it: ([^\n]*)\n.*", "$1"));
  }

  private void keepsUio(TargetScript script) throws Exception {
    String uio =
        "device /soc/mid/dev@10\nname 40000010.dev\nbus platform\ndriver uio_pdrv_genirq\n"
            + "class uio\n";
    assertThat(script.run(uio + owned("games"), "start")).isEqualTo(new Run(0, "", ""));
    String node =
        AggregatorCases.shell("echo -n /dev/$(ls /sys/bus/platform/devices/40000010.dev/uio)");
    String why = "until the system restarts: restart it, or accept that they keep it: ";
    for (String action : List.of("start", "stop")) {
      Run run = script.run(uio + owned("nobody"), "-t", "1", action);
      assertThat(run.err()).contains(why);
      assertThat(run.status()).isEqualTo(5);
      assertThat(AggregatorCases.shell(STAT + node)).isEqualTo("games\n");
    }
    String free = uio.replace("driver uio_pdrv_genirq\nclass uio\n", "driver none\n");
    // A declaration without an owner.
    String unowned = uio.replace("class uio\n", "");
    assertThat(script.run(free, "start").err())
        .contains("its driver_override is 'uio_pdrv_genirq', for which it is not declared");
    target.write("/sys/bus/platform/devices/40000010.dev/driver_override", "\n");
    for (String conf : List.of(free, unowned)) {
      Run run = script.run(conf, "-t", "1", "start");
      assertThat(run.err()).contains(why);
      assertThat(run.status()).isEqualTo(5);
      assertThat(AggregatorCases.shell(STAT + node)).isEqualTo("games\n");
    }
    target.write("/sys/bus/platform/devices/40000010.dev/driver_override", "uio_pdrv_genirq");
    Run kept = script.run(uio, "stop");
    accept(kept);
    assertThat(script.run(uio, "stop").status()).isZero();
  }

  /** A udev that misses the first event. */
  private void triggersAgain(TargetScript script) throws Exception {
    String trigger =
        "        put \"/sys/dev/char/$(($(stat -c 0x%t \"$file\"))):$(($(stat -c 0x%T"
            + " \"$file\")))/uevent\" change";
    Path events = Path.of("/tmp/events");
    String udev = "echo >> %s; [ $(wc -l < %1$s) -lt 2 ] || chown games $file".formatted(events);
    Path control = Path.of("/run/udev/control");
    Files.createDirectories(control.getParent());
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(control));
      assertThat(Run.ended(script.changed(Map.of(trigger, udev), DOOR + "owner games\n", "start")))
          .isEqualTo(new Run(0, "", ""));
      assertThat(Files.readAllLines(events)).hasSize(2);
    } finally {
      Files.deleteIfExists(control);
      Files.deleteIfExists(events);
    }
    assertThat(script.run(DOOR, "stop").status()).isZero();
  }

  /** Trials C13. No udevd runs. */
  private void links(TargetScript script) throws Exception {
    String conf = DOOR + "link front\n";
    Run run = script.run(conf, "-t", "1", "start");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .matches(
            "dtbind-target: device /door: /dev/gpio/front does not lead to /dev/gpiochip\\d+,"
                + " because udev, which makes this link, does not run\n");
    assertThat(script.run(conf, "stop").status()).isZero();
  }

  private void lineInUse(TargetScript script) throws Exception {
    String lines = "aggregator mine\nkey 6d\nclass gpio\nchip other\noffset 5\noffset 6\n";
    String see = ": see dmesg and /sys/kernel/debug/gpio\n";
    try (LineTaker taker = LineTaker.take("root", "/dev/gpiochip1", "a user (of it)", "6")) {
      assertThat(taker).isNotNull();
      Run run = script.run(lines, "-t", "1", "start");
      assertThat(run.err()).contains("aggregator mine: the kernel did not create a chip", see);
      assertThat(run.status()).isEqualTo(1);
    }
    String door = DOOR + "use 19 /sim/bank\nuse 20 /sim/bank\n";
    try (LineTaker taker = LineTaker.take("root", "/dev/gpiochip0", "somebody", "20")) {
      assertThat(taker).isNotNull();
      Run run = script.run(door, "-t", "1", "start");
      assertThat(run.err()).contains("gpio-aggregator has not bound to it yet", see);
      assertThat(run.status()).isEqualTo(1);
    }
    assertThat(script.run(door, "start").status()).isZero();
    assertThat(script.run(door, "-n", "start").status()).isZero();
    assertThat(script.run(door, "stop").status()).isZero();
  }

  private void dryRefusals(TargetScript script) throws Exception {
    String lines = "aggregator mine\nkey 6d\nclass gpio\nchip other\noffset 5\n";
    Path configfs = Path.of("/sys/kernel/config/gpio-aggregator");
    if (Files.exists(configfs)) {
      Path group = Files.createDirectory(configfs.resolve("mine"));
      assertThat(script.run(lines, "-n", "start")).isEqualTo(script.run(lines, "start"));
      assertThat(script.run(lines, "-n", "start").err()).contains("did not create it");
      Files.delete(group);
    }
    Path journal = Files.writeString(Path.of("/run/dtbind/journal"), "");
    assertThat(script.run(DOOR, "-n", "start")).isEqualTo(script.run(DOOR, "start"));
    assertThat(script.run(DOOR, "-n", "start").status()).isEqualTo(4);
    Files.delete(journal);
  }

  private void unusableLock(TargetScript script) throws Exception {
    Files.deleteIfExists(Path.of(LOCK));
    Files.createDirectories(Path.of(LOCK));
    assertThat(script.run(DOOR, "start"))
        .isEqualTo(new Run(69, "", "dtbind-target: " + LOCK + " is not a file: remove it\n"));
    Files.delete(Path.of(LOCK));
    Path moved = Files.move(Path.of("/run/dtbind"), Path.of("/run/dtbind.moved"));
    Files.writeString(Path.of("/run/dtbind"), "");
    Run refused = script.run(DOOR, "start");
    Files.delete(Path.of("/run/dtbind"));
    Files.move(moved, Path.of("/run/dtbind"));
    assertThat(refused)
        .isEqualTo(
            new Run(
                69,
                "",
                "dtbind-target: cannot create the directory /run/dtbind: remove the file in its"
                    + " place, or make /run writable\n"));
    assertThat(target.device("door").override().driver()).isEmpty();
  }

  private void dtbindWaits(TargetScript script) throws Exception {
    Process process = script.process(MISSING, "-t", "60", "start").inheritIO().start();
    try {
      String holder = "process " + process.pid();
      await(() -> target.kernel().lock().holder(LOCK).equals(holder));
      Problem rejected =
          Target.rejected(
              target.binder().bind(BindRequest.of("door").withTimeout(Duration.ofMillis(300))),
              Reason.LOCKED);
      assertThat(rejected.exit()).isEqualTo(ExitStatus.TEMPORARY);
      assertThat(rejected.message()).contains(holder);
      assertThat(target.device("door").driver()).isEmpty();
    } finally {
      process.destroy();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(target.kernel().lock().holder(LOCK)).isEmpty();
    Target.done(target.binder().bind(BindRequest.of("door")));
    Target.done(target.binder().unbind(UnbindRequest.of("door")));
  }
}
