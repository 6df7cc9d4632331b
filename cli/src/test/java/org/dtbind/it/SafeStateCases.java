// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.cli.Run.ending;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.cli.Run;
import org.dtbind.device.RemovedChips;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableSysfs;

/**
 * Tests {@code safeState} of device lines: dtbind sets it before it releases the device. The door
 * has lines 19 and 20 of sim's chip; line 20 is active low. The attribute {@code value} of gpio-sim
 * is the physical level.
 */
final class SafeStateCases {

  static final Path SPEC = Path.of("/tmp/safe.yaml");

  private static final String UNBIND = "/sys/bus/platform/drivers/gpio-aggregator/unbind";

  private final Target target;
  private final WritableSysfs sysfs;

  SafeStateCases(Target target) {
    this.target = target;
    this.sysfs = target.kernel().sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("unbindSetsLinesToTheirSafeStatesFirst", this::setBeforeRelease),
        new Case("safeStateIsSetOnTheDeclaredLine", this::partialDeclaration),
        new Case("applyRefusesLinesThatTheNodeLacks", this::otherLines),
        new Case("applyRecordsSafeStatesDeclaredLaterOnce", this::declaredLater),
        new Case("persistentDeviceKeepsItsSafeStates", () -> WritableRoot.with(this::persistent)),
        new Case("lineInUsePreventsTheRelease", this::inUse),
        new Case("failedReleaseReportsLinesThatWereNotRolledBack", this::failedRelease),
        new Case("recoverReportsLinesThatWereNotRolledBack", this::recover),
        new Case("gpioSimResetsTheLevelOfAReleasedLine", this::levelAfterRelease));
  }

  /** Writes {@link #SPEC}; the parameters are {@code safeState} of each line, or empty. */
  static void declare(String open, String lock) {
    String line = "      - { name: %s, controller: gpio2, offset: %d%s }\n";
    try {
      Files.writeString(
          SPEC,
          "apiVersion: dtbind/v1\n"
              + "devices:\n"
              + "  - node: /door\n"
              + "    bind: gpio-aggregator\n"
              + "    gpios:\n"
              + line.formatted("open", 19, open)
              + line.formatted("lock", 20, ", flags: [active-low]" + lock));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void declare(List<String> lines) {
    String device = "apiVersion: dtbind/v1\ndevices:\n  - node: /door\n    bind: gpio-aggregator\n";
    try {
      Files.writeString(SPEC, device + "    gpios:\n      - " + String.join("\n      - ", lines));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void apply() {
    ending(0, "apply", "--spec", SPEC.toString());
  }

  /** Unbinds the door, and adds the physical levels of both lines right before the unbind. */
  private Result<DeviceSubject> release(List<String> levels, boolean refused) {
    WritableSysfs watched =
        new Altered(
            sysfs,
            path -> false,
            path -> {
              if (path.equals(UNBIND)) {
                levels.add(level(19) + level(20));
              }
              return refused && path.equals(UNBIND);
            });
    return new Binder(ReplacedPort.in(target.kernel(), watched)).unbind(UnbindRequest.of("door"));
  }

  private String level(int line) {
    return level(sysfs, line);
  }

  /** {@return the physical level of a line of sim's chip, 0 or 1} */
  static String level(WritableSysfs sysfs, int line) {
    return sysfs.text(attributes(line) + "/value").orElse("?");
  }

  private static String attributes(int line) {
    return "/sys/devices/platform/sim/gpiochip0/sim_gpio" + line;
  }

  private void setBeforeRelease() throws IOException {
    declare(", safeState: active", ", safeState: inactive");
    apply();
    assertThat(ending(0, "unbind", "--dry-run", "door").out())
        .containsSubsequence(
            "set line 0 of /dev/gpiochip",
            " active  # its safe state, which is not rolled back",
            "set line 1 of /dev/gpiochip",
            " inactive",
            "unbind");
    shell("gpioset $(ls /sys/devices/platform/door | grep '^gpiochip') 0=0 1=1");
    assertThat(level(19) + level(20)).isEqualTo("00");
    List<String> levels = new ArrayList<>();
    Done<DeviceSubject> done = Target.done(release(levels, false));
    assertThat(levels).containsExactly("11");
    assertThat(done.notes())
        .anyMatch(note -> note.matches("line 1 of /dev/gpiochip\\d+ was set to inactive; .*"));
  }

  /** The declaration may list only some of the node's lines, in any order. */
  private void partialDeclaration() {
    declare(List.of("{ name: lock, controller: gpio2, offset: 20, safeState: active }"));
    apply();
    assertThat(ending(0, "unbind", "--dry-run", "door").out())
        .contains("set line 1 of /dev/gpiochip")
        .doesNotContain("set line 0");
    ending(0, "unbind", "door");
    declare(
        List.of(
            "{ name: lock, controller: gpio2, offset: 20 }",
            "{ name: open, controller: gpio2, offset: 19, safeState: inactive }"));
    apply();
    assertThat(ending(0, "unbind", "--dry-run", "door").out())
        .contains("set line 0 of /dev/gpiochip")
        .doesNotContain("set line 1");
    ending(0, "unbind", "door");
  }

  /** The system was booted with the overlay of an earlier declaration. */
  private void otherLines() {
    declare(List.of("{ name: open, controller: gpio2, offset: 21, safeState: active }"));
    assertThat(ending(5, "apply", "--spec", SPEC.toString()).err())
        .contains(
            "/door in the running system's devicetree does not contain line 21 of &gpio2, which"
                + " the declaration lists",
            "its lines are line 19 of /sim/bank, line 20 of /sim/bank",
            "declared at /tmp/safe.yaml:3.",
            "help: if you changed the declaration");
    declare(List.of("{ name: shut, controller: gpio2, offset: 19 }"));
    String name = "does not contain the declared name \"shut\" for line 19 of &gpio2";
    assertThat(ending(5, "apply", "--spec", SPEC.toString()).err()).contains(name);
    assertThat(ending(5, "apply", "--dry-run", "--check", "--spec", SPEC.toString()).err())
        .contains(name);
    assertThat(sysfs.exists("/sys/devices/platform/door/driver")).isFalse();
    declare("", "");
    apply();
    declare(List.of("{ name: shut, controller: gpio2, offset: 19 }"));
    Run status = ending(5, "status", "--spec", SPEC.toString());
    assertThat(status.out() + status.err()).contains(name);
    ending(0, "unbind", "door");
  }

  private void declaredLater() {
    declare("", "");
    apply();
    assertThat(ending(0, "unbind", "--dry-run", "door").out()).doesNotContain("set line");
    declare("", ", safeState: active");
    assertThat(ending(5, "apply", "--dry-run", "--check", "--spec", SPEC.toString()).err())
        .contains("dtbind recorded the safe states of the lines");
    apply();
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    apply();
    ending(0, "apply", "--dry-run", "--check", "--spec", SPEC.toString());
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    // A command line cannot set safe states, and keeps the recorded ones.
    ending(0, "bind", "door");
    List<String> levels = new ArrayList<>();
    Target.done(release(levels, false));
    assertThat(levels).containsExactly("00");
  }

  private void persistent() throws Exception {
    declarePersistent("");
    apply();
    declarePersistent(", safeState: active");
    assertThat(ending(5, "apply", "--dry-run", "--check", "--spec", SPEC.toString()).out())
        .contains("write file /var/lib/dtbind/bindings/platform:door");
    apply();
    reboot();
    ending(0, "apply", "--dry-run", "--check", "--spec", SPEC.toString());
    assertThat(ending(0, "unbind", "--dry-run", "door").out())
        .containsPattern("set line 1 of /dev/gpiochip\\d+ to active");
    declarePersistent("");
    apply();
    reboot();
    assertThat(ending(0, "unbind", "--dry-run", "door").out()).doesNotContain("set line");
    declarePersistent(", safeState: inactive");
    apply();
    reboot();
    List<String> levels = new ArrayList<>();
    Target.done(release(levels, false));
    assertThat(levels).first().asString().endsWith("1");
    ending(0, "unbind", "--persist", "door");
  }

  private static void declarePersistent(String lock) throws IOException {
    declare("", lock);
    Files.writeString(SPEC, "    persist: true\n", StandardOpenOption.APPEND);
  }

  /** Removes what a reboot removes from dtbind's records of devices. */
  private static void reboot() throws Exception {
    shell("rm -r /run/dtbind/bindings");
  }

  private void inUse() throws Exception {
    declare("", ", safeState: active");
    apply();
    String chip = shell("ls /sys/devices/platform/door | grep '^gpiochip'").strip();
    Process user = new ProcessBuilder("gpioset", "--mode=signal", chip, "1=0").start();
    try {
      shell("until gpioinfo " + chip + " | grep -q gpioset; do sleep 0.02; done");
      assertThat(ending(1, "unbind", "door").err()).contains("help: ", "--force");
      if (RemovedChips.crash(target.kernel().sysfs())) {
        assertThat(ending(1, "unbind", "--force", "door").err()).contains("and crash later");
      }
      assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    } finally {
      user.destroy();
      user.waitFor();
    }
    ending(0, "unbind", "door");
  }

  private void failedRelease() {
    declare("", ", safeState: active");
    apply();
    Failed<DeviceSubject> failed =
        Target.failed(release(new ArrayList<>(), true), ExitStatus.FAILED);
    assertThat(failed.problem().details())
        .anyMatch(
            line -> line.matches("not rolled back: line 1 of /dev/gpiochip\\d+ was set to active"));
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    ending(0, "unbind", "door");
  }

  /**
   * Shows why the other cases read levels before the release: when a line is freed, gpio-sim resets
   * its level to its pull (drivers/gpio/gpio-sim.c, {@code gpio_sim_free()}).
   */
  private void levelAfterRelease() throws Exception {
    try {
      for (String pull : List.of("0", "1")) {
        target.write(attributes(19) + "/pull", pull.equals("0") ? "pull-down" : "pull-up");
        assertThat(level(19)).isEqualTo(pull);
        String other = pull.equals("0") ? "1" : "0";
        Process user =
            new ProcessBuilder("gpioset", "--mode=signal", "gpiochip0", "19=" + other).start();
        try {
          shell(
              "until [ $(cat " + attributes(19) + "/value) = " + other + " ]; do sleep 0.02; done");
        } finally {
          user.destroy();
          user.waitFor();
        }
        assertThat(level(19)).isEqualTo(pull);
      }
    } finally {
      target.write(attributes(19) + "/pull", "pull-down");
    }
  }

  private void recover() throws IOException {
    Files.writeString(
        Path.of("/run/dtbind/journal"),
        RecoveryCases.DOOR
            + """
            step=0 set line 1 of /dev/gpiochip2 to active\
              # its safe state, which is not rolled back
            """);
    assertThat(ending(0, "recover").err())
        .contains("not rolled back: set line 1 of /dev/gpiochip2 to active");
  }
}
