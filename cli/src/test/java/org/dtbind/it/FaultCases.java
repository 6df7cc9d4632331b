// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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
  private static final Path JOURNAL = Path.of("/run/dtbind/journal");
  private static final Path LASTING = Path.of("/etc/dtbind/journal");
  private static final String BOOT = "/proc/sys/kernel/random/boot_id";

  /** What changes names in folders, and what waits until that is stored. */
  private static final String CALLS = "write,rename,unlink,symlink,mkdir,fsync,fdatasync";

  private static final List<String> BIND = List.of("bind", "--persist", "door");

  private static final List<String> CREATE =
      List.of("aggregator", "create", "--persist", "kept", "gpio2:20-21");

  private static final List<Lasting> LASTING_CHANGES =
      List.of(
          new Lasting("bind", List.of(), BIND),
          new Lasting("unbind", List.of(BIND), List.of("unbind", "--persist", "door")),
          new Lasting("create", List.of(), CREATE),
          new Lasting(
              "delete", List.of(CREATE), List.of("aggregator", "delete", "--persist", "kept")));

  /** More calls than any of the runs has. */
  private static final int MOST = 200;

  private final Kernel kernel;
  private final KilledRun program;
  private int cases;
  private int losses;

  private FaultCases(Kernel kernel, KilledRun program) {
    this.kernel = kernel;
    this.program = program;
  }

  /**
   * What is killed.
   *
   * @param prepare makes the state before
   * @param command is run
   * @param status of it, where it is not killed
   * @param end undoes what it has done; also {@code prepare}, where nothing was done
   * @param begun is done right before each kill
   * @param cut looks at what a kill has left, before anything is recovered
   */
  private record Scenario(
      Runnable prepare,
      List<String> command,
      int status,
      Runnable end,
      Runnable begun,
      Runnable cut) {

    Scenario(Runnable prepare, List<String> command, int status, Runnable end) {
      this(prepare, command, status, end, () -> {}, () -> {});
    }
  }

  /**
   * What is done for each boot to come.
   *
   * @param name for {@link FaultTest#LONG}
   * @param before makes the state before
   * @param command is run
   */
  private record Lasting(String name, List<List<String>> before, List<String> command) {}

  /**
   * Runs them.
   *
   * @param args which: {@code bind}, the short one; one of {@link FaultTest#LONG}
   */
  public static void main(String[] args) throws IOException {
    FaultCases faults =
        new FaultCases(LinuxKernel.open(Path.of("/"), Trace.NONE), KilledRun.ofThisClassPath());
    Map<String, Case> cases = new HashMap<>();
    LASTING_CHANGES.forEach(
        change ->
            cases.put(
                "power-" + change.name(),
                new Case("aLossOfPowerAtAnyCallLeavesAllOrNothing", () -> faults.calls(change))));
    cases.putAll(
        Map.ofEntries(
            Map.entry(
                "aggregators",
                new Case(
                    "killedAnywhereAnApplyWithAggregatorsIsWholeOrUndone", faults::aggregators)),
            Map.entry("bind", new Case("killedAnywhereABindIsWholeOrUndone", faults::one)),
            Map.entry(
                "persist",
                new Case("killedAnywhereABindForEachBootIsWholeOrUndone", faults::persist)),
            Map.entry("order", new Case("whatOutlivesABootIsStoredBeforeItIsSaid", faults::order)),
            Map.entry("apply", new Case("killedAnywhereAnApplyIsWholeOrUndone", faults::apply)),
            Map.entry(
                "prune", new Case("killedAnywhereAPruningApplyIsWholeOrUndone", faults::prune)),
            Map.entry(
                "failing", new Case("killedAnywhereAnApplyThatFailsIsUndone", faults::failing)),
            Map.entry(
                "moving",
                new Case("killedAnywhereAMoveToAnotherDriverIsWholeOrUndone", faults::moving)),
            Map.entry(
                "recovering", new Case("killedAnywhereARecoveryIsBegunAgain", faults::recovering)),
            Map.entry(
                "safe",
                new Case("killedAnywhereAReleaseThatSetsAStateIsWholeOrUndone", faults::safe))));
    Tap.run(faults.kernel.sysfs(), List.of(Objects.requireNonNull(cases.get(args[0]))));
    System.out.printf("# cases=%d losses=%d%n", faults.cases, faults.losses);
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

  private static void quietly(String command) {
    try {
      AggregatorCases.shell(command);
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

  private PowerCases power() {
    return new PowerCases(kernel, () -> PowerCases.reset(new Target(kernel)));
  }

  private void begin(PowerCases power, List<List<String>> commands) {
    power.clear();
    commands.forEach(command -> works(command.toArray(String[]::new)));
  }

  /**
   * Security review 8, by the calls of the program: {@link PowerCases} has the same by its ports.
   */
  private void order() throws Exception {
    PowerCases power = power();
    program.whole(List.of("status"), 0);
    WritableRoot.with(
        () -> {
          for (Lasting one : LASTING_CHANGES) {
            begin(power, one.before());
            new SyncOrder(program.traced(CALLS, one.command())).check();
            cases++;
          }
          power.clear();
        });
  }

  private void calls(Lasting change) throws Exception {
    PowerCases power = power();
    program.whole(List.of("status"), 0);
    WritableRoot.with(
        () -> {
          cutAtCalls(power, change.before(), change.command());
          power.clear();
        });
  }

  private void cutAtCalls(PowerCases power, List<List<String>> before, List<String> command)
      throws Exception {
    begin(power, before);
    Map<String, String> old = PowerCases.files();
    works(command.toArray(String[]::new));
    Map<String, String> next = PowerCases.files();
    for (String call : CALLS.split(",", -1)) {
      for (int n = 1; n < MOST; n++) {
        begin(power, before);
        boolean killed = program.killed(call, n, command, 0);
        PowerCases.stop();
        AggregatorCases.shell("echo 0-1-2 > /tmp/boot && mount --bind /tmp/boot " + BOOT);
        try {
          works("recover");
        } finally {
          AggregatorCases.shell("umount " + BOOT);
        }
        String where = command + " interrupted at " + call + " " + n;
        assertThat(LASTING).as(where).doesNotExist();
        assertThat(PowerCases.files()).as(where).isIn(killed ? List.of(old, next) : List.of(next));
        if (!killed) {
          break;
        }
        cases++;
      }
    }
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

  /**
   * A release that sets a line to its safe state first. Once the line is free, gpio-sim forgets its
   * level ({@link SafeStateCases} shows that); until then the line has to have it as soon as the
   * release is on its way, and must not be touched before the journal says so.
   */
  private void safe() throws Exception {
    AtomicInteger early = new AtomicInteger();
    AtomicInteger late = new AtomicInteger();
    Runnable before =
        () -> {
          SafeStateCases.declare(", safeState: active", "");
          works("apply", "--spec", SafeStateCases.SPEC.toString());
        };
    killed(
        new Scenario(
            before,
            List.of("unbind", "door"),
            0,
            () -> {},
            () -> quietly("gpioset $(ls /sys/devices/platform/door | grep '^gpiochip') 0=0"),
            () -> {
              String journal = kernel.files().read(JOURNAL.toString()).value().orElseThrow().get();
              boolean bound = kernel.sysfs().exists("/sys/devices/platform/door/driver");
              String level = SafeStateCases.level(kernel.sysfs(), 19);
              if (!journal.contains("set line 0 of ")) {
                assertThat(level).as(journal).isEqualTo("0");
                early.incrementAndGet();
              } else if (bound && journal.contains("/unbind ")) {
                assertThat(level).as(journal).isEqualTo("1");
                late.incrementAndGet();
              }
            }));
    assertThat(early).hasPositiveValue();
    assertThat(late).hasPositiveValue();
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
    before.run();
    program.whole(List.of("recover"), 0);
    check("recover", Set.of(free));
    int first = cases;
    for (String call : List.of("write", "fsync", "rename", "unlink")) {
      for (int n = 1; n < MOST; n++) {
        before.run();
        boolean killed = program.killed(call, n, List.of("recover"), 0);
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
    program.whole(scenario.command(), scenario.status());
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
        scenario.begun().run();
        boolean killed = program.killed(call, n, scenario.command(), scenario.status());
        if (Files.exists(JOURNAL) || Files.exists(LASTING)) {
          scenario.cut().run();
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
    if (!allowed.contains(now) || Files.exists(JOURNAL) || Files.exists(LASTING)) {
      losses++;
      System.out.println("# lost: " + where + ": " + now);
    }
    assertThat(allowed).as(where).contains(now);
    assertThat(JOURNAL).doesNotExist();
    assertThat(LASTING).doesNotExist();
    return now;
  }

  private DriverState state() {
    return DriverState.of(kernel);
  }
}
