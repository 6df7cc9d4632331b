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
import org.dtbind.aggregator.AggregatorSubject;
import org.dtbind.aggregator.Aggregators;
import org.dtbind.aggregator.DeleteRequest;
import org.dtbind.aggregator.live.LiveAggregator;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.cli.Run;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.WritableSysfs;

/**
 * Tests {@code safeState} of aggregator lines: dtbind sets it before it deletes the aggregator. The
 * tests use lines 9, 19 and 20 of sim's chip.
 */
final class SafeAggregatorCases {

  private static final Path SPEC = Path.of("/tmp/safe-aggregator.yaml");
  private static final Path RECORD = Path.of("/run/dtbind/aggregators/valves");

  private final Target target;
  private final WritableSysfs sysfs;

  SafeAggregatorCases(Target target) {
    this.target = target;
    this.sysfs = target.kernel().sysfs();
  }

  List<Case> all() {
    return List.of(
        restoringInputs(new Case("deleteSetsLinesToTheirSafeStatesFirst", this::setBeforeDelete)),
        restoringInputs(
            new Case("applyRecordsChangedSafeStatesWithoutRecreating", this::changedSafeStates)),
        restoringInputs(
            new Case("failedPruneReportsLinesThatWereNotRolledBack", this::failedDelete)),
        restoringInputs(
            new Case(
                "persistentAggregatorKeepsItsSafeStates",
                () -> WritableRoot.with(this::persistent))));
  }

  /** Makes the lines inputs again after the case, because other cases expect inputs. */
  private static Case restoringInputs(Case one) {
    return new Case(
        one.name(),
        () -> {
          try {
            one.body().run();
          } finally {
            Run.of("aggregator", "delete", "--force", "--persist", "valves");
            shell("gpioget gpiochip0 9 19 20");
          }
        });
  }

  /** Writes {@link #SPEC}; {@code named} and {@code byNumber} are {@code safeState} or empty. */
  private static void declare(String named, String byNumber, String more) {
    try {
      Files.writeString(
          SPEC,
          "apiVersion: dtbind/v1\naggregators:\n  - name: valves\n    lines:\n"
              + "      - { name: nine-byte%s }\n".formatted(named)
              + "      - { chip: gpio2, offsets: \"19-20\"%s }\n%s".formatted(byNumber, more));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void apply() {
    ending(0, "apply", "--spec", SPEC.toString());
  }

  private LiveAggregator valves() {
    return new Aggregators(target.kernel())
        .list().stream()
            .filter(one -> one.name().filter("valves"::equals).isPresent())
            .findFirst()
            .orElseThrow();
  }

  private String levels() {
    return SafeStateCases.level(sysfs, 9)
        + SafeStateCases.level(sysfs, 19)
        + SafeStateCases.level(sysfs, 20);
  }

  /** Returns whether a write to this path deletes the aggregator. */
  private static boolean deletesAggregator(String path) {
    return path.endsWith("/delete_device") || path.endsWith("/valves/live");
  }

  private Result<AggregatorSubject> delete(List<String> levels, boolean refused) {
    WritableSysfs watched =
        new Altered(
            sysfs,
            path -> false,
            path -> {
              if (deletesAggregator(path)) {
                levels.add(levels());
              }
              return refused && deletesAggregator(path);
            });
    return new Aggregators(ReplacedPort.in(target.kernel(), watched))
        .delete(DeleteRequest.of("valves").persistent());
  }

  private void setBeforeDelete() throws Exception {
    declare(", safeState: inactive", ", safeState: active", "");
    apply();
    String chip = valves().chip().orElseThrow().name();
    assertThat(ending(0, "aggregator", "delete", "--dry-run", "valves").out())
        .containsSubsequence(
            "set line 0 of /dev/"
                + chip
                + " to inactive  # its safe state, which is not rolled back",
            "set line 1 of /dev/" + chip + " to active",
            "set line 2 of /dev/" + chip + " to active",
            "write /sys");
    shell("gpioset " + chip + " 0=1 1=0 2=0");
    assertThat(levels()).isEqualTo("100");
    Process user = new ProcessBuilder("gpioset", "--mode=signal", chip, "1=0").start();
    try {
      shell("until gpioinfo " + chip + " | grep -q gpioset; do sleep 0.02; done");
      assertThat(ending(1, "aggregator", "delete", "valves").err()).contains("in use", "--force");
      assertThat(levels()).isEqualTo("100");
    } finally {
      user.destroy();
      user.waitFor();
    }
    List<String> levels = new ArrayList<>();
    Result<AggregatorSubject> result = delete(levels, false);
    assertThat(levels).startsWith("011");
    assertThat(result).isInstanceOf(Done.class);
    assertThat(((Done<AggregatorSubject>) result).notes())
        .contains(
            "line 0 of /dev/"
                + chip
                + " was set to inactive; whether it keeps this state depends on its chip")
        .noneMatch(note -> note.contains("keep their levels"));
  }

  private void changedSafeStates() throws IOException {
    declare("", "", "");
    apply();
    String device = valves().device().orElseThrow();
    String chip = valves().chip().orElseThrow().name();
    assertThat(ending(0, "aggregator", "delete", "--dry-run", "valves").out())
        .doesNotContain("set line");
    declare("", ", safeState: active", "");
    Run drifted = ending(5, "status", "--spec", SPEC.toString());
    assertThat(drifted.out()).contains("drifted");
    assertThat(drifted.err()).contains("the safe states of its lines differ from the declaration");
    ending(5, "apply", "--dry-run", "--check", "--spec", SPEC.toString());
    apply();
    assertThat(valves().device()).hasValue(device);
    assertThat(valves().chip().orElseThrow().name()).isEqualTo(chip);
    assertThat(Files.readString(RECORD)).contains("safe=1 active\nsafe=2 active\n");
    ending(0, "status", "--spec", SPEC.toString());
    ending(0, "apply", "--dry-run", "--check", "--spec", SPEC.toString());
    // A command line cannot set safe states, and keeps the recorded ones.
    ending(0, "aggregator", "create", "valves", "nine-byte", "gpio2:19-20");
    assertThat(Files.readString(RECORD)).contains("safe=1 active\nsafe=2 active\n");
    Files.delete(Path.of("/dev/gpio/valves"));
    ending(0, "aggregator", "create", "valves", "nine-byte", "gpio2:19-20");
    assertThat(Files.readString(RECORD)).contains("safe=1 active\nsafe=2 active\n");
    declare("", "", "");
    apply();
    assertThat(Files.readString(RECORD)).doesNotContain("safe=");
  }

  private void failedDelete() throws IOException {
    declare(", safeState: active", "", "");
    apply();
    List<String> levels = new ArrayList<>();
    Result<AggregatorSubject> result = delete(levels, true);
    assertThat(levels).first().isEqualTo("100");
    assertThat(result).isInstanceOf(Failed.class);
    assertThat(((Failed<AggregatorSubject>) result).problem().details())
        .anyMatch(
            line -> line.matches("not rolled back: line 0 of /dev/gpiochip\\d+ was set to active"));
    assertThat(valves().chip()).isPresent();
    assertThat(Files.readString(RECORD)).contains("safe=0 active\n");
    assertThat(Path.of("/run/dtbind/journal")).doesNotExist();
    // A failed apply creates the pruned aggregator again, but its lines were already set.
    Files.writeString(
        SPEC,
        "apiVersion: dtbind/v1\ndevices:\n  - { node: /door, bind: gpio-aggregator }\n"
            + "aggregators:\n  - { name: taken, lines: [\"gpio2:3\"] }\n");
    Run pruned = Run.of("apply", "--prune", "--spec", SPEC.toString());
    assertThat(pruned.status()).as(pruned.toString()).isNotZero();
    assertThat(pruned.err())
        .containsPattern("not rolled back: line 0 of /dev/gpiochip\\d+ was set");
    assertThat(valves().chip()).isPresent();
    assertThat(Files.readString(RECORD)).contains("safe=0 active\n");
  }

  private void persistent() throws IOException {
    declare("", ", safeState: inactive", "    persist: true\n");
    apply();
    String declaration = Files.readString(Path.of("/etc/dtbind/aggregators/valves.conf"));
    assertThat(declaration).contains("\nsafe 1 inactive\nsafe 2 inactive\n");
    // As at boot: the script creates missing aggregators without Java.
    String script = "sh /etc/dtbind/dtbind-target -c /etc/dtbind/aggregators ";
    shell(script + "stop && " + script + "start");
    assertThat(Files.readString(RECORD)).contains("safe=1 inactive\nsafe=2 inactive\nend\n");
    assertThat(ending(0, "aggregator", "delete", "--dry-run", "--persist", "valves").out())
        .contains("set line 1 of /dev/gpiochip", "set line 2 of /dev/gpiochip");
    ending(0, "status", "--spec", SPEC.toString());
    declare("", ", safeState: active", "    persist: true\n");
    apply();
    assertThat(Files.readString(Path.of("/etc/dtbind/aggregators/valves.conf")))
        .contains("\nsafe 1 active\nsafe 2 active\n");
    List<String> levels = new ArrayList<>();
    assertThat(delete(levels, false)).isInstanceOf(Done.class);
    assertThat(levels).first().asString().endsWith("11");
    assertThat(Path.of("/etc/dtbind/aggregators/valves.conf")).doesNotExist();
  }
}
