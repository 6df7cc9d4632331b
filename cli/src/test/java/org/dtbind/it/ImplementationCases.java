// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;
import static org.dtbind.it.Implementation.Action.PLAN;
import static org.dtbind.it.Implementation.Action.START;
import static org.dtbind.it.Implementation.Action.STOP;
import static org.dtbind.it.Implementation.Action.VERIFY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.cli.Run;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.RemovedChips;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;

/** What dtbind and its script for targets without Java both must do, once for each. */
final class ImplementationCases {

  private static final String LOCK = "/run/dtbind/lock";
  private static final Path RECORDS = Path.of("/run/dtbind/aggregators");
  private static final Path GROUPS = Path.of("/sys/kernel/config/gpio-aggregator");
  private static final String NEW = "/sys/bus/platform/drivers/gpio-aggregator/new_device";
  private static final String DELETE = "/sys/bus/platform/drivers/gpio-aggregator/delete_device";
  private static final String DOOR = device("door", "");
  private static final String LONG_NAME = "a-line-name-of-more-than-thirty-one-bytes";
  private static final String MINE = aggregator(LONG_NAME);

  private final Target target;
  private final WritableKernel kernel;
  private final boolean isComplete;

  /**
   * Creates an instance.
   *
   * @param isComplete whether each case runs in both shells, instead of in one of them
   */
  ImplementationCases(Target target, boolean isComplete) {
    this.target = target;
    this.kernel = target.kernel();
    this.isComplete = isComplete;
  }

  List<Case> all() {
    List<Case> all = new ArrayList<>(with(new Implementation.Dtbind()));
    all.addAll(TargetScript.inShells(isComplete, this::with));
    return all;
  }

  private List<Case> with(Implementation by) {
    return Stream.of(
            new Case("bindsVerifiesAndReleases", () -> binds(by)),
            new Case("createsAndDeletesAggregator", () -> aggregates(by)),
            new Case("changesNothingWhileTheLockIsHeld", () -> locked(by)),
            new Case("changesNothingAfterAnInterruptedChange", () -> interrupted(by)),
            new Case("restoresTheFormerDriverAfterAFailure", () -> refused(by)),
            new Case("restoresTheStateWhenStopped", () -> stopped(by)),
            new Case("repairsOwnerAndMode", () -> owner(by)),
            new Case("changesNothingIfItCannotRecord", () -> unwritable(by)),
            new Case("deletesWhatAKilledRunLeft", () -> killed(by)),
            new Case("deletesAnAggregatorWhoseDeviceIsGone", () -> withoutDevice(by)),
            new Case("replacesAnAggregatorOfOtherLines", () -> otherLines(by)),
            new Case("keepsAnAggregatorOfTheDeclaredLines", () -> declaredLines(by)),
            new Case("restoresAnAggregatorIfItsNewLinesAreInUse", () -> newLinesInUse(by)),
            new Case("movesLinesBetweenAggregators", () -> swapped(by)),
            new Case("keepsAChipThatWouldStayInTheList", () -> inUse(by)),
            new Case("deletesAnAggregatorBeforeItsDevice", () -> ofDevice(by)),
            new Case("keepsTheAggregatorOfOthers", () -> others(by)),
            new Case("recreatedDeviceIsNotMistaken", () -> recreated(by)))
        .map(one -> new Case(one.name() + "With" + by.name(), () -> leavesNothing(one)))
        .toList();
  }

  private void leavesNothing(Case one) throws Exception {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    one.body().run();
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  private static String device(String name, String more) {
    return "devices:\n  - { node: /%s, bind: gpio-aggregator%s }\n".formatted(name, more);
  }

  static String lines(String chip, String offsets) {
    return "{ chip: %s, offsets: \"%s\" }".formatted(chip, offsets);
  }

  static String aggregator(String lines) {
    return "aggregators:\n  - { name: mine, lines: [%s] }\n".formatted(lines);
  }

  private void binds(Implementation by) throws Exception {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    by.ends(5, VERIFY, DOOR);
    by.ends(0, PLAN, DOOR);
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
    startsAndStops(
        by,
        DOOR,
        () -> {
          assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
          target.write("/sys/bus/platform/drivers/gpio-aggregator/unbind", "door");
          by.ends(5, VERIFY, DOOR);
          by.ends(0, START, DOOR);
        });
  }

  private void aggregates(Implementation by) throws Exception {
    startsAndStops(
        by,
        aggregator(LONG_NAME + ", " + lines("gpio2", "20") + ", " + lines("other", "5-6")),
        () -> assertThat(sources()).containsExactly("gpio2:7", "gpio2:20", "other:5", "other:6"));
    assertThat(by.ends(1, START, aggregator(lines("gpio2", "3"))).err())
        .contains(by.plans() ? "used by \"taken-line\"" : "see dmesg and /sys/kernel/debug/gpio");
  }

  private void startsAndStops(Implementation by, String declaration, Case.Body whileStarted)
      throws Exception {
    by.ends(0, START, declaration);
    whileStarted.run();
    SystemSnapshot started = SystemSnapshot.of(kernel);
    by.ends(0, START, declaration);
    by.ends(0, VERIFY, declaration);
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(started);
    by.ends(0, STOP, declaration);
    by.ends(5, VERIFY, declaration);
  }

  private void locked(Implementation by) throws Exception {
    try (Lock.Held held = kernel.lock().take(LOCK).value().orElseThrow()) {
      assertThat(held).isNotNull();
      assertThat(by.ends(75, START, DOOR + MINE).err())
          .contains(LOCK, "process " + ProcessHandle.current().pid());
    }
  }

  private void interrupted(Implementation by) throws Exception {
    Path journal = Files.writeString(Path.of("/run/dtbind/journal"), "");
    try {
      for (Implementation.Action action : List.of(START, STOP)) {
        assertThat(by.ends(4, action, DOOR + MINE).err()).contains("dtbind recover");
      }
    } finally {
      Files.delete(journal);
    }
  }

  /** Runs a case with a device that gpio-sim is bound to, and keeps. */
  static void simulated(Target target, String device, Case.Body body) throws Exception {
    WritableKernel kernel = target.kernel();
    String override = "/sys/devices/platform/" + device + "/driver_override";
    target.write(override, "gpio-sim");
    // Early after the boot, the kernel defers this until it stops waiting for a supplier.
    kernel.sysfs().write("/sys/bus/platform/drivers_probe", Bytes.latin1(device));
    TargetScriptCases.await(() -> target.device(device).driver().isPresent());
    DeviceSnapshot before = DeviceSnapshot.read(kernel.sysfs());
    body.run();
    assertThat(DeviceSnapshot.read(kernel.sysfs())).isEqualTo(before);
    target.write("/sys/bus/platform/drivers/gpio-sim/unbind", device);
    target.write(override, "\n");
  }

  private void refused(Implementation by) throws Exception {
    simulated(
        target,
        "hogged",
        () ->
            assertThat(by.ends(by.refusal(), START, device("hogged", "")).err())
                .contains(
                    by.plans()
                        ? "used by \"taken-line\""
                        : "its driver_override is 'gpio-sim', for which it is not declared"));
  }

  /** What it waits for never comes. */
  private void stopped(Implementation by) throws Exception {
    if (!by.plans()) {
      return; // InterruptedScriptCases stops the script at each step.
    }
    simulated(
        target,
        "orphan",
        () -> {
          Process process = by.starting(device("orphan", "")).inheritIO().start();
          TargetScriptCases.await(
              () ->
                  target
                      .device("orphan")
                      .override()
                      .driver()
                      .equals(Optional.of("gpio-aggregator")));
          process.destroy();
          assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
          assertThat(process.exitValue()).isEqualTo(143);
        });
  }

  /** No udevd runs. */
  private void owner(Implementation by) throws Exception {
    String owned = device("door", ", owner: games, group: tty, mode: \"0660\"");
    by.ends(0, START, owned);
    String node = shell("cd /sys/devices/platform/door; echo -n /dev/$(ls -d gpiochip*)");
    String stat = "stat -c '%U %G %a' " + node;
    assertThat(shell(stat)).isEqualTo("games tty 660\n");
    shell("chown root:root " + node);
    by.ends(5, VERIFY, owned);
    by.ends(0, START, owned);
    assertThat(shell(stat)).isEqualTo("games tty 660\n");
    // All users could have opened it.
    shell("chmod 666 " + node);
    by.ends(5, VERIFY, owned);
    if (!by.plans()) {
      by.ends(by.refusal(), START, owned);
      assertThat(shell(stat)).isEqualTo("games tty 666\n");
      by.ends(0, STOP, owned);
    }
    by.ends(0, START, owned);
    by.ends(0, VERIFY, owned);
    by.ends(0, STOP, owned);
  }

  private void unwritable(Implementation by) throws Exception {
    Files.createDirectories(RECORDS);
    shell("mount -t tmpfs -o ro none " + RECORDS);
    try {
      Run run = by.run(START, 1, MINE);
      assertThat(run.status()).as(run.toString()).isNotZero();
      assertThat(run.err()).contains(RECORDS.toString());
    } finally {
      shell("umount " + RECORDS);
    }
  }

  /** Recreates the state that a run leaves if it is killed after its first steps. */
  private void killed(Implementation by) throws Exception {
    Files.createDirectories(RECORDS);
    String record = "dtbind-aggregator=1\nname=mine\nby=%s\n%sline=20 gpio2 \nend\n";
    if (Files.isDirectory(GROUPS)) {
      Files.writeString(RECORDS.resolve("mine"), record.formatted("configfs", ""));
      Files.createDirectories(GROUPS.resolve("mine/line0"));
      by.ends(0, STOP, MINE);
      assertThat(GROUPS).isEmptyDirectory();
    }
    target.write(NEW, "gpio2 20");
    Files.writeString(
        RECORDS.resolve("mine"), record.formatted("sysfs", "device=gpio-aggregator.0\n"));
    by.ends(0, STOP, MINE);
  }

  private void withoutDevice(Implementation by) throws Exception {
    if (Files.isDirectory(GROUPS)) {
      by.ends(0, START, MINE);
      target.write(GROUPS + "/mine/live", "0");
      by.ends(0, STOP, MINE);
      assertThat(GROUPS).isEmptyDirectory();
      by.ends(0, START, MINE);
      by.ends(0, STOP, MINE);
    }
  }

  /** dtbind would also make the link, which the script leaves to udev. */
  private static Set<Implementation> creators(Implementation by) {
    return new LinkedHashSet<>(List.of(new Implementation.Dtbind(), by));
  }

  private List<String> sources() {
    return AggregatorCases.sources(new Aggregators(kernel).list().get(0));
  }

  /** The declaration changes while the aggregator exists. */
  private void otherLines(Implementation by) throws Exception {
    String before = aggregator(LONG_NAME + ", " + lines("gpio2", "6"));
    Map<String, List<String>> others =
        Map.of(
            LONG_NAME + ", " + lines("gpio2", "24"),
            List.of("gpio2:7", "gpio2:24"),
            lines("gpio2", "6") + ", " + LONG_NAME,
            List.of("gpio2:6", "gpio2:7"),
            LONG_NAME + ", " + lines("gpio2", "6,21"),
            List.of("gpio2:7", "gpio2:6", "gpio2:21"),
            LONG_NAME,
            List.of("gpio2:7"));
    for (Implementation creator : creators(by)) {
      for (Map.Entry<String, List<String>> other : others.entrySet()) {
        String after = aggregator(other.getKey());
        creator.ends(0, START, before);
        SystemSnapshot started = SystemSnapshot.of(kernel);
        by.ends(5, VERIFY, after);
        by.ends(by.plans() ? 0 : 5, PLAN, after);
        assertThat(SystemSnapshot.of(kernel)).isEqualTo(started);
        if (!by.plans()) {
          assertThat(by.ends(5, START, after).err())
              .contains("made up of other lines: run dtbind-target stop, then dtbind-target start");
          assertThat(SystemSnapshot.of(kernel)).isEqualTo(started);
          by.ends(0, STOP, after);
        }
        by.ends(0, START, after);
        assertThat(sources()).isEqualTo(other.getValue());
        by.ends(0, VERIFY, after);
        by.ends(5, VERIFY, before);
        new Implementation.Dtbind().ends(0, STOP, after);
      }
    }
  }

  /** Only dtbind replaces an aggregator. */
  private void newLinesInUse(Implementation by) throws Exception {
    if (!by.plans()) {
      return;
    }
    String lines = LONG_NAME + ", " + lines("gpio2", "20");
    String owned = aggregator(lines).replace("] }\n", "], owner: games }\n");
    for (String before : List.of(aggregator(lines), owned)) {
      for (Implementation creator : creators(by)) {
        newLinesInUse(creator, by, before, List.of("gpio2:7", "gpio2:20"));
      }
    }
    if (Files.isDirectory(GROUPS)) {
      String named = aggregator("{ chip: gpio2, offsets: 20, names: [T\u00fcr] }");
      newLinesInUse(new Implementation.Dtbind(), by, named, List.of("gpio2:20"));
    }
  }

  private void newLinesInUse(
      Implementation creator, Implementation by, String before, List<String> sources)
      throws Exception {
    creator.ends(0, START, before);
    by.ends(1, START, aggregator(lines("gpio2", "3,20")));
    assertThat(sources()).isEqualTo(sources);
    by.ends(0, VERIFY, before);
    new Implementation.Dtbind().ends(0, STOP, before);
  }

  private void swapped(Implementation by) throws Exception {
    if (!by.plans()) {
      return;
    }
    String before = swapped("20", "21");
    String after = swapped("21", "20");
    by.ends(0, START, before);
    SystemSnapshot started = SystemSnapshot.of(kernel);
    by.ends(0, PLAN, after);
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(started);
    by.ends(0, START, after);
    by.ends(0, VERIFY, after);
    by.ends(5, VERIFY, before);
    by.ends(0, STOP, after);
  }

  private static String swapped(String first, String second) {
    return aggregator(lines("gpio2", first))
        + "  - { name: other, lines: [%s] }\n".formatted(lines("gpio2", second));
  }

  /** The records of both can specify the same line in different ways. */
  private void declaredLines(Implementation by) throws Exception {
    String named = "{ chip: gpio2, offsets: 20, names: [front door] }";
    List<String> declarations =
        List.of(
            LONG_NAME + ", " + lines("gpio2", "20") + ", " + lines("other", "5-6"),
            Files.isDirectory(GROUPS) ? named : lines("gpio2", "7"));
    for (String declared : declarations) {
      for (Implementation creator : creators(by)) {
        creator.ends(0, START, aggregator(declared));
        SystemSnapshot started = SystemSnapshot.of(kernel);
        by.ends(0, VERIFY, aggregator(declared));
        by.ends(0, START, aggregator(declared));
        assertThat(SystemSnapshot.of(kernel)).isEqualTo(started);
        new Implementation.Dtbind().ends(0, STOP, aggregator(declared));
      }
    }
  }

  private void inUse(Implementation by) throws Exception {
    if (!RemovedChips.crash(kernel.sysfs())) {
      return;
    }
    for (String declaration : List.of(MINE, DOOR)) {
      by.ends(0, START, declaration);
      String chip =
          LiveGpio.read(kernel).chips().stream()
              .filter(found -> found.label().orElse("").matches("door|gpio-aggregator.*"))
              .map(found -> "/dev/" + found.name())
              .findFirst()
              .orElseThrow();
      try (LineTaker taker = LineTaker.take("root", chip, "a user", "0")) {
        assertThat(taker.process().isAlive()).isTrue();
        assertThat(by.ends(by.refusal(), STOP, declaration).err())
            .contains("is used by \"a user\"");
        by.ends(0, VERIFY, declaration);
        if (declaration.equals(MINE)) {
          by.ends(by.refusal(), START, aggregator(lines("gpio2", "24")));
          by.ends(0, VERIFY, declaration);
        }
      }
      by.ends(0, STOP, declaration);
    }
  }

  /** The aggregator has the lines of the device's chip. */
  private void ofDevice(Implementation by) throws Exception {
    String both = DOOR + aggregator(lines("door", "0-1"));
    by.ends(0, START, both);
    by.ends(0, VERIFY, both);
    assertThat(sources()).containsExactly("door:0", "door:1");
    by.ends(0, STOP, both);
  }

  private void others(Implementation by) throws Exception {
    if (Files.isDirectory(GROUPS)) {
      Path group = Files.createDirectory(GROUPS.resolve("mine"));
      assertThat(by.ends(by.refusal(), START, MINE).err()).contains("mine");
      by.ends(0, STOP, MINE);
      assertThat(group).exists();
      Files.delete(group);
    }
  }

  /**
   * Deletes the aggregator by hand, and creates another, to which the kernel gives the same name.
   */
  private void replacedByHand() throws IOException {
    if (Files.isDirectory(GROUPS)) {
      shell("cd %s/mine; echo 0 > live; rmdir line1 line0; cd ..; rmdir mine".formatted(GROUPS));
    } else {
      target.write(DELETE, "gpio-aggregator.0");
    }
    target.write(NEW, "gpio2 24-25");
    assertThat(kernel.sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
  }

  private void recreated(Implementation by) throws Exception {
    String mine = aggregator(lines("gpio2", "20-21"));
    by.ends(0, START, mine);
    by.ends(0, VERIFY, mine);
    String inode = "stat -c %i /sys/devices/platform/gpio-aggregator.0";
    String before = shell(inode);
    replacedByHand();
    assertThat(shell(inode)).isNotEqualTo(before);
    shell("chmod 666 /dev/gpiochip0");
    try (LineTaker taker =
        LineTaker.take("nobody", "/dev/gpiochip0", "gpio-aggregator.0", "20", "21")) {
      assertThat(taker).isNotNull();
      by.ends(5, VERIFY, mine);
      assertThat(Run.ending(0, "aggregator", "list").out())
          .containsPattern("mine +- +missing")
          .containsPattern("gpio-aggregator.0 +sysfs");
    }
    shell("chmod 600 /dev/gpiochip0");
    // This does not delete the other aggregator.
    by.ends(0, STOP, mine);
    assertThat(kernel.sysfs().exists("/sys/devices/platform/gpio-aggregator.0")).isTrue();
    // dtbind leaves a link to a chip that is not its own.
    shell("rm -rf /dev/gpio");
    target.write(DELETE, "gpio-aggregator.0");
  }
}
