// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.cli.Run.ending;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.result.Cause;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.kernel.Sysfs;

/**
 * Lines that are set to a state before they are released. The door's are lines 19 and 20 of sim's
 * chip, the second one active low; {@code value} of gpio-sim is the level on the wire.
 */
final class SafeStateCases {

  /** What {@link #declare} writes. */
  static final Path SPEC = Path.of("/tmp/safe.yaml");

  private static final String UNBIND = "/sys/bus/platform/drivers/gpio-aggregator/unbind";

  private final Target target;
  private final Sysfs sysfs;

  SafeStateCases(Target target) {
    this.target = target;
    this.sysfs = target.kernel().sysfs();
  }

  List<Case> all() {
    return List.of(
        inputsAgain("aLineIsSetBeforeItIsReleased", this::set),
        inputsAgain("whatIsDeclaredLaterIsRememberedAndOnceOnly", this::later),
        inputsAgain("aLineThatIsInUseHoldsUpTheRelease", this::inUse),
        inputsAgain("aReleaseThatFailsSaysWhatIsNotUndone", this::failing),
        inputsAgain("recoverSaysWhatIsNotUndone", this::recovered),
        inputsAgain("theSimulatedChipForgetsALevelOnceALineIsFree", this::forgets));
  }

  /** A line that was set stays an output, which other cases do not expect. */
  private static Case inputsAgain(String name, Case.Body body) {
    return new Case(
        name,
        () -> {
          try {
            body.run();
          } finally {
            shell("gpioget gpiochip0 19 20");
          }
        });
  }

  /** Writes {@link #SPEC}; both are {@code safeState} of a line of the door, or nothing. */
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

  private static void apply() {
    ending(0, "apply", "--spec", SPEC.toString());
  }

  /** The levels of both lines on the wire, asked at the moment of the release. */
  private Result<DeviceSubject> released(List<String> levels, boolean refused) {
    Sysfs watched =
        new Altered(
            sysfs,
            path -> false,
            path -> {
              if (path.equals(UNBIND)) {
                levels.add(level(19) + level(20));
              }
              return refused && path.equals(UNBIND);
            });
    return new Binder(target.kernel().withSysfs(watched)).unbind(UnbindRequest.of("door"));
  }

  private String level(int line) {
    return level(sysfs, line);
  }

  /** {@return 0 or 1, as on the wire of a line of sim's chip} */
  static String level(Sysfs sysfs, int line) {
    return sysfs.text(wire(line) + "/value").orElse("?");
  }

  private static String wire(int line) {
    return "/sys/devices/platform/sim/gpiochip0/sim_gpio" + line;
  }

  private void set() throws IOException {
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
    Done<DeviceSubject> done = Target.done(released(levels, false));
    assertThat(levels).containsExactly("11");
    assertThat(done.notes())
        .anyMatch(note -> note.matches("line 1 of /dev/gpiochip\\d+ was set inactive; .*"));
  }

  private void later() {
    declare("", "");
    apply();
    assertThat(ending(0, "unbind", "--dry-run", "door").out()).doesNotContain("set line");
    declare("", ", safeState: active");
    assertThat(ending(5, "plan", "--check", "--spec", SPEC.toString()).err())
        .contains("dtbind recorded the safe states of its lines");
    apply();
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    apply();
    ending(0, "plan", "--check", "--spec", SPEC.toString());
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
    // What a command line does not say stays as it was.
    ending(0, "bind", "door");
    List<String> levels = new ArrayList<>();
    Target.done(released(levels, false));
    assertThat(levels).containsExactly("00");
  }

  private void inUse() throws Exception {
    declare("", ", safeState: active");
    apply();
    String chip = shell("ls /sys/devices/platform/door | grep '^gpiochip'").strip();
    Process user = new ProcessBuilder("gpioset", "--mode=signal", chip, "1=0").start();
    try {
      shell("until gpioinfo " + chip + " | grep -q gpioset; do sleep 0.02; done");
      assertThat(ending(1, "unbind", "door").err()).contains("help: ", "--force");
      assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    } finally {
      user.destroy();
      user.waitFor();
    }
    ending(0, "unbind", "door");
  }

  private void failing() {
    declare("", ", safeState: active");
    apply();
    Failed<DeviceSubject> failed = Target.failed(released(new ArrayList<>(), true), Cause.REFUSED);
    assertThat(failed.problem().details())
        .anyMatch(
            line -> line.matches("not rolled back: line 1 of /dev/gpiochip\\d+ was set active"));
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    ending(0, "unbind", "door");
  }

  /**
   * Why nobody can see afterwards what a line was set to before its release
   * (drivers/gpio/gpio-sim.c, {@code gpio_sim_free()}): its level is that of its pull then, up or
   * down, and it was the other one while somebody had it.
   */
  private void forgets() throws Exception {
    try {
      for (String pull : List.of("0", "1")) {
        target.write(wire(19) + "/pull", pull.equals("0") ? "pull-down" : "pull-up");
        assertThat(level(19)).isEqualTo(pull);
        String other = pull.equals("0") ? "1" : "0";
        Process user =
            new ProcessBuilder("gpioset", "--mode=signal", "gpiochip0", "19=" + other).start();
        try {
          shell("until [ $(cat " + wire(19) + "/value) = " + other + " ]; do sleep 0.02; done");
        } finally {
          user.destroy();
          user.waitFor();
        }
        assertThat(level(19)).isEqualTo(pull);
      }
    } finally {
      target.write(wire(19) + "/pull", "pull-down");
    }
  }

  private void recovered() throws IOException {
    Files.writeString(
        Path.of("/run/dtbind/journal"),
        RecoveryCases.DOOR
            + """
            step=0 set line 1 of /dev/gpiochip2 active  # its safe state, which is not rolled back
            """);
    assertThat(ending(0, "recover").err())
        .contains("not rolled back: set line 1 of /dev/gpiochip2 active");
  }
}
