// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Kills {@code dtbind} at each of its writes, renames, fsyncs and unlinks in turn, with strace, and
 * looks at what is left: all as before, or all as declared, or a journal with which {@code dtbind
 * recover} gets to one of them. What is printed is {@link Tap}'s, and the counts.
 */
public final class FaultCases {

  private static final Path SPEC = Path.of("/tmp/faults.yaml");
  private static final Path JNA = Path.of("/tmp/jna");
  private static final Path JOURNAL = Path.of("/run/dtbind/journal");

  /** 128 and SIGKILL. */
  private static final int KILLED = 137;

  /** More calls than any of the runs has. */
  private static final int MOST = 200;

  private final Kernel kernel;
  private int cases;
  private int losses;

  private FaultCases(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * What is killed.
   *
   * @param prepare makes the state before
   * @param command is run
   * @param status of it, where it is not killed
   * @param end undoes what it has done; also {@code prepare}, where nothing was done
   */
  private record Scenario(Runnable prepare, List<String> command, int status, Runnable end) {}

  /**
   * Runs them.
   *
   * @param args which: {@code bind}, the short one; one of {@link FaultTest#LONG}
   */
  public static void main(String[] args) throws IOException {
    FaultCases faults = new FaultCases(LinuxKernel.open(Path.of("/"), Trace.NONE));
    faults.unpackJna();
    Map<String, Case> cases =
        Map.of(
            "aggregators",
            new Case("killedAnywhereAnApplyWithAggregatorsIsWholeOrUndone", faults::aggregators),
            "bind",
            new Case("killedAnywhereABindIsWholeOrUndone", faults::one),
            "persist",
            new Case("killedAnywhereABindForEachBootIsWholeOrUndone", faults::persist),
            "apply",
            new Case("killedAnywhereAnApplyIsWholeOrUndone", faults::apply),
            "prune",
            new Case("killedAnywhereAPruningApplyIsWholeOrUndone", faults::prune),
            "failing",
            new Case("killedAnywhereAnApplyThatFailsIsUndone", faults::failing),
            "moving",
            new Case("killedAnywhereAMoveToAnotherDriverIsWholeOrUndone", faults::moving),
            "recovering",
            new Case("killedAnywhereARecoveryIsBegunAgain", faults::recovering));
    Tap.run(faults.kernel.sysfs(), List.of(Objects.requireNonNull(cases.get(args[0]))));
    System.out.printf("# killed %d times, %d losses%n", faults.cases, faults.losses);
  }

  /** Unpacking would be a hundred writes more. */
  private void unpackJna() throws IOException {
    Files.createDirectories(JNA);
    String library = "/com/sun/jna/linux-x86-64/libjnidispatch.so";
    try (InputStream in = com.sun.jna.Native.class.getResourceAsStream(library)) {
      Files.copy(Objects.requireNonNull(in), JNA.resolve("libjnidispatch.so"));
    }
  }

  private static void declare(String... nodes) {
    StringBuilder text = new StringBuilder("apiVersion: dtbind/v1\ndevices:\n");
    for (String node : nodes) {
      text.append("  - { node: \"").append(node).append("\", bind: gpio-aggregator }\n");
    }
    write(SPEC, text.toString());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void works(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
  }

  private void one() throws Exception {
    killed(
        new Scenario(
            () -> declare("/door"),
            List.of("apply", "--spec", SPEC.toString()),
            0,
            () -> works("unbind", "door")));
  }

  private void apply() throws Exception {
    Runnable before = () -> declare("/door", "/late");
    killed(
        new Scenario(
            before,
            List.of("apply", "--spec", SPEC.toString()),
            0,
            () -> works("unbind", "door", "late")));
  }

  /** With files in /etc and a record in /var/lib, each of which may be the last. */
  private void persist() throws Exception {
    WritableRoot.with(
        () -> {
          killed(
              new Scenario(
                  () -> {},
                  List.of("bind", "--persist", "door"),
                  0,
                  () -> works("unbind", "--persist", "door")));
          killed(
              new Scenario(
                  () -> works("bind", "--persist", "door"),
                  List.of("unbind", "--persist", "door"),
                  0,
                  () -> {}));
          works("unbind", "--persist", "door");
        });
  }

  /** One on lines of the device, and one that goes. */
  private void aggregators() throws Exception {
    String[] apply = {"apply", "--prune", "--spec", SPEC.toString()};
    String one = "apiVersion: dtbind/v1\naggregators:\n  - { name: %s, lines: [%s] }\n";
    String door = "devices:\n  - { node: /door, bind: gpio-aggregator }\n";
    Runnable before =
        () -> {
          write(SPEC, one.formatted("old", "\"gpio2:24\", nine-byte"));
          works(apply);
          write(SPEC, one.formatted("bolt", "lock, \"gpio2:24\"") + door);
        };
    killed(
        new Scenario(
            before,
            List.of(apply),
            0,
            () -> {
              works("aggregator", "delete", "bolt");
              works("unbind", "door");
            }));
    works("aggregator", "delete", "old");
  }

  private void prune() throws Exception {
    Runnable before =
        () -> {
          declare("/door", "/late");
          works("apply", "--spec", SPEC.toString());
          declare("/late");
        };
    killed(
        new Scenario(
            before,
            List.of("apply", "--prune", "--spec", SPEC.toString()),
            0,
            () -> works("unbind", "late")));
    works("unbind", "door", "late");
  }

  private void failing() throws Exception {
    killed(
        new Scenario(
            () -> declare("/door", "/late", "/hogged"),
            List.of("apply", "--spec", SPEC.toString()),
            1,
            () -> {}));
  }

  private void moving() throws Exception {
    Runnable before =
        () -> {
          works("bind", "--force", "--driver", "gpio-sim", "door");
          declare("/late", "/door");
        };
    killed(
        new Scenario(
            before,
            List.of("apply", "--force", "--spec", SPEC.toString()),
            0,
            () -> works("unbind", "door", "late")));
    works("unbind", "door");
  }

  /** The journal of a run that was killed behind its last step, again and again. */
  private void recovering() throws Exception {
    declare("/door", "/late");
    DriverState free = state();
    String head =
        "dtbind-journal=1\nprocess=1\n"
            + block("door")
            + block("late")
            + "begin\nstep=0 w\nstep=0 w\nstep=1 w\nstep=1 w\n";
    Runnable before =
        () -> {
          works("apply", "--spec", SPEC.toString());
          write(JOURNAL, head);
        };
    int first = cases;
    for (String call : List.of("write", "fsync", "rename", "unlink")) {
      for (int n = 1; n < MOST; n++) {
        before.run();
        boolean killed = run(call, n, List.of("recover"), 0);
        works("recover");
        check("recover, killed at " + call + " " + n, Set.of(free));
        if (!killed) {
          break;
        }
        cases++;
      }
    }
    assertThat(cases - first).isGreaterThan(5);
  }

  private static String block(String device) {
    return """
        change=device
        bus=platform
        device=%s
        node=/%s
        next-driver=gpio-aggregator
        next-override=gpio-aggregator
        offered=no
        kept=yes
        """
        .formatted(device, device);
  }

  private void killed(Scenario scenario) throws Exception {
    scenario.prepare().run();
    DriverState before = state();
    assertThat(run("none", 0, scenario.command(), scenario.status())).isFalse();
    DriverState after = state();
    scenario.end().run();
    int first = cases;
    for (String call : List.of("write", "fsync", "rename", "unlink")) {
      for (int n = 1; n < MOST; n++) {
        if (!state().equals(before)) {
          scenario.prepare().run();
        }
        assertThat(state()).isEqualTo(before);
        String where = scenario.command() + " killed at " + call + " " + n;
        boolean killed = run(call, n, scenario.command(), scenario.status());
        if (Files.exists(JOURNAL)) {
          Run refused = Run.of("bind", "umlaut");
          assertThat(refused.status()).as(where + refused).isEqualTo(4);
          works("recover");
        }
        // Of a run that fails the two are the same.
        Set<DriverState> allowed = new HashSet<>(List.of(before, after));
        if (check(where, allowed).equals(after) && !after.equals(before)) {
          scenario.end().run();
        }
        if (!killed) {
          break;
        }
        cases++;
      }
    }
    // As many as the calls that a look at a trace shows, at the least.
    assertThat(cases - first).isGreaterThan(15);
    if (!state().equals(before)) {
      scenario.prepare().run();
    }
  }

  /** Returns the state, which is one of those that are allowed. */
  private DriverState check(String where, Set<DriverState> allowed) {
    DriverState now = state();
    if (!allowed.contains(now) || Files.exists(JOURNAL)) {
      losses++;
      System.out.println("# lost: " + where + ": " + now);
    }
    assertThat(allowed).as(where).contains(now);
    assertThat(JOURNAL).doesNotExist();
    return now;
  }

  /** Runs the program; returns whether it was killed. */
  private static boolean run(String call, int n, List<String> args, int status) throws Exception {
    List<String> command = new ArrayList<>();
    if (n > 0) {
      command.addAll(List.of("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call));
      command.addAll(List.of("-e", "inject=" + call + ":signal=KILL:when=" + n));
    }
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-Djna.boot.library.path=" + JNA, "-Djna.nosys=false"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add("org.dtbind.cli.Main");
    command.addAll(args);
    Path said = Path.of("/tmp/said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    int ended = process.waitFor();
    assertThat(ended)
        .as(call + " " + n + " of " + args + ": " + Files.readString(said))
        .isIn(KILLED, status);
    return ended == KILLED;
  }

  private DriverState state() {
    return DriverState.of(kernel);
  }
}
