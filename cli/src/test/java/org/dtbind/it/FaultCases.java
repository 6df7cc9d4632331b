// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.cli.Run;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Kills {@code dtbind} with strace at each of its writes, renames, fsyncs and unlinks in turn, and
 * checks the state after that: everything is as before, or as declared, or there is a journal with
 * which {@code dtbind recover} gets to one of these. Prints the output of {@link Tap}, and counts.
 */
public final class FaultCases {

  private static final Path SPEC = Path.of("/tmp/faults.yaml");
  private static final Path JOURNAL = Path.of("/run/dtbind/journal");
  private static final Path PERSISTENT_JOURNAL = Path.of("/etc/dtbind/journal");
  private static final String BOOT_ID = "/proc/sys/kernel/random/boot_id";

  /** System calls that change files and directories, or wait until these are stored. */
  private static final String CALLS = "write,rename,unlink,symlink,mkdir,fsync,fdatasync";

  private static final List<String> BIND = List.of("bind", "--persist", "door");

  private static final List<String> CREATE =
      List.of("aggregator", "create", "--persist", "kept", "gpio2:20-21");

  private static final List<PersistentChange> PERSISTENT_CHANGES =
      List.of(
          new PersistentChange("bind", List.of(), BIND),
          new PersistentChange("unbind", List.of(BIND), List.of("unbind", "--persist", "door")),
          new PersistentChange("create", List.of(), CREATE),
          new PersistentChange(
              "delete", List.of(CREATE), List.of("aggregator", "delete", "--persist", "kept")));

  /** More calls than any of the runs makes. */
  private static final int MOST_CALLS = 200;

  private final WritableKernel kernel;
  private final KilledRun program;

  /** The runs are killed at the first of the calls, and at each {@code step}-th one after it. */
  private final int step;

  private int kills;
  private int losses;

  private FaultCases(WritableKernel kernel, KilledRun program, int step) {
    this.kernel = kernel;
    this.program = program;
    this.step = step;
  }

  /**
   * A command to kill.
   *
   * @param prepare makes the initial state
   * @param command to run
   * @param status of the command if it is not killed
   * @param end undoes the command, or {@code prepare} if the command did nothing
   * @param beforeKill runs right before each kill
   * @param afterKill checks the state after a kill, before the recovery
   */
  private record Scenario(
      Runnable prepare,
      List<String> command,
      int status,
      Runnable end,
      Runnable beforeKill,
      Runnable afterKill) {

    Scenario(Runnable prepare, List<String> command, int status, Runnable end) {
      this(prepare, command, status, end, () -> {}, () -> {});
    }
  }

  /**
   * A change that persists over boots.
   *
   * @param name for {@link FaultTest#LONG}
   * @param before commands that make the initial state
   * @param command to run
   */
  private record PersistentChange(String name, List<List<String>> before, List<String> command) {}

  /**
   * Runs scenarios.
   *
   * @param args the names of the scenarios, from {@link FaultTest#LONG}; {@code NAME/N} kills the
   *     program only at each N-th call
   */
  public static void main(String[] args) throws IOException {
    WritableKernel kernel = LinuxKernel.open(Path.of("/"), Trace.NONE);
    KilledRun program = KilledRun.ofThisClassPath();
    List<FaultCases> faults = new ArrayList<>();
    List<Case> cases = new ArrayList<>();
    for (String arg : args) {
      String[] parts = arg.split("/", 2);
      int step = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      FaultCases scenario = new FaultCases(kernel, program, step);
      faults.add(scenario);
      cases.add(Objects.requireNonNull(scenario.cases().get(parts[0])));
    }
    Tap.run(kernel.sysfs(), cases);
    System.out.printf(
        "# cases=%d losses=%d%n",
        faults.stream().mapToInt(one -> one.kills).sum(),
        faults.stream().mapToInt(one -> one.losses).sum());
  }

  /** Returns the case of each scenario. */
  private Map<String, Case> cases() {
    Map<String, Case> cases = new HashMap<>();
    PERSISTENT_CHANGES.forEach(
        change ->
            cases.put(
                "power-" + change.name(),
                new Case("powerLossAtAnySystemCallLeavesAllOrNothing", () -> powerLoss(change))));
    cases.putAll(
        Map.ofEntries(
            Map.entry(
                "aggregators",
                new Case("killedApplyWithAggregatorsIsDoneOrUndone", this::aggregators)),
            Map.entry("bind", new Case("killedApplyOfOneDeviceIsDoneOrUndone", this::oneDevice)),
            Map.entry("persist", new Case("killedPersistentBindIsDoneOrUndone", this::persist)),
            Map.entry(
                "order",
                new Case("persistentChangesAreSyncedBeforeTheyAreReported", this::syncOrder)),
            Map.entry("apply", new Case("killedApplyIsDoneOrUndone", this::apply)),
            Map.entry("prune", new Case("killedPruningApplyIsDoneOrUndone", this::prune)),
            Map.entry("failing", new Case("killedFailingApplyIsUndone", this::failing)),
            Map.entry("moving", new Case("killedDriverChangeIsDoneOrUndone", this::driverChange)),
            Map.entry("recovering", new Case("killedRecoveryCanBeRepeated", this::recovering)),
            Map.entry(
                "safe", new Case("killedReleaseWithSafeStateIsDoneOrUndone", this::safeState))));
    return cases;
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

  private static void shell(String command) {
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

  private void oneDevice() throws Exception {
    killAtEachCall(
        new Scenario(
            () -> declare("/door"),
            List.of("apply", "--spec", SPEC.toString()),
            0,
            () -> works("unbind", "door")));
  }

  private void apply() throws Exception {
    Runnable before = () -> declare("/door", "/late");
    killAtEachCall(
        new Scenario(
            before,
            List.of("apply", "--spec", SPEC.toString()),
            0,
            () -> works("unbind", "door", "late")));
  }

  /** Writes files in /etc and a record in /var/lib, either of which may be written last. */
  private void persist() throws Exception {
    WritableRoot.with(
        () -> {
          killAtEachCall(
              new Scenario(
                  () -> {},
                  List.of("bind", "--persist", "door"),
                  0,
                  () -> works("unbind", "--persist", "door")));
          killAtEachCall(
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

  private void prepareState(PowerCases power, List<List<String>> commands) {
    power.clear();
    commands.forEach(command -> works(command.toArray(String[]::new)));
  }

  /**
   * Security review, finding 8, checked by the system calls of the program; {@link PowerCases}
   * checks it by the calls to its ports.
   */
  private void syncOrder() throws Exception {
    PowerCases power = power();
    program.runToEnd(List.of("status"), 0);
    WritableRoot.with(
        () -> {
          for (PersistentChange one : PERSISTENT_CHANGES) {
            prepareState(power, one.before());
            new SyncOrder(program.traced(CALLS, one.command())).check();
            kills++;
          }
          power.clear();
        });
  }

  private void powerLoss(PersistentChange change) throws Exception {
    PowerCases power = power();
    program.runToEnd(List.of("status"), 0);
    WritableRoot.with(
        () -> {
          losePowerAtEachCall(power, change.before(), change.command());
          power.clear();
        });
  }

  private void losePowerAtEachCall(
      PowerCases power, List<List<String>> before, List<String> command) throws Exception {
    prepareState(power, before);
    Map<String, String> old = PowerCases.files();
    works(command.toArray(String[]::new));
    Map<String, String> next = PowerCases.files();
    for (String call : CALLS.split(",", -1)) {
      for (int n = 1; n < MOST_CALLS; n++) {
        prepareState(power, before);
        boolean killed = program.killed(call, n, command, 0);
        PowerCases.stop();
        AggregatorCases.shell("echo 0-1-2 > /tmp/boot && mount --bind /tmp/boot " + BOOT_ID);
        try {
          works("recover");
        } finally {
          AggregatorCases.shell("umount " + BOOT_ID);
        }
        String where = command + " interrupted at " + call + " " + n;
        assertThat(PERSISTENT_JOURNAL).as(where).doesNotExist();
        assertThat(PowerCases.files()).as(where).isIn(killed ? List.of(old, next) : List.of(next));
        if (!killed) {
          break;
        }
        kills++;
      }
    }
  }

  /** Creates an aggregator of lines of the device, and deletes another. */
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
    killAtEachCall(
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
    killAtEachCall(
        new Scenario(
            before,
            List.of("apply", "--prune", "--spec", SPEC.toString()),
            0,
            () -> works("unbind", "late")));
    works("unbind", "door", "late");
  }

  private void failing() throws Exception {
    killAtEachCall(
        new Scenario(
            () -> declare("/door", "/late", "/hogged"),
            List.of("apply", "--spec", SPEC.toString()),
            1,
            () -> {}));
  }

  private void driverChange() throws Exception {
    Runnable before =
        () -> {
          works("bind", "--force", "--driver", "gpio-sim", "door");
          declare("/late", "/door");
        };
    killAtEachCall(
        new Scenario(
            before,
            List.of("apply", "--force", "--spec", SPEC.toString()),
            0,
            () -> works("unbind", "door", "late")));
    works("unbind", "door");
  }

  /**
   * A release that first sets a line to its safe state. gpio-sim forgets the level once the line is
   * free, as {@link SafeStateCases} shows. Until then, the line must have the level once the
   * release has begun, and must not change before the journal records this.
   */
  private void safeState() throws Exception {
    AtomicInteger early = new AtomicInteger();
    AtomicInteger late = new AtomicInteger();
    Runnable before =
        () -> {
          SafeStateCases.declare(", safeState: active", "");
          works("apply", "--spec", SafeStateCases.SPEC.toString());
        };
    killAtEachCall(
        new Scenario(
            before,
            List.of("unbind", "door"),
            0,
            () -> {},
            () -> shell("gpioset $(ls /sys/devices/platform/door | grep '^gpiochip') 0=0"),
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

  /** Kills the recovery from a run that was killed after its last step. */
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
    program.runToEnd(List.of("recover"), 0);
    check("recover", Set.of(free));
    int first = kills;
    for (String call : List.of("write", "fsync", "rename", "unlink")) {
      for (int n = 1; n < MOST_CALLS; n++) {
        before.run();
        boolean killed = program.killed(call, n, List.of("recover"), 0);
        works("recover");
        check("recover, killed at " + call + " " + n, Set.of(free));
        if (!killed) {
          break;
        }
        kills++;
      }
    }
    assertThat(kills - first).isGreaterThan(5);
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

  private void killAtEachCall(Scenario scenario) throws Exception {
    scenario.prepare().run();
    DriverState before = state();
    program.runToEnd(scenario.command(), scenario.status());
    DriverState after = state();
    scenario.end().run();
    int first = kills;
    for (String call : List.of("write", "fsync", "rename", "unlink")) {
      for (int n = 1; n < MOST_CALLS; n += step) {
        if (!state().equals(before)) {
          scenario.prepare().run();
        }
        assertThat(state()).isEqualTo(before);
        String where = scenario.command() + " killed at " + call + " " + n;
        scenario.beforeKill().run();
        boolean killed = program.killed(call, n, scenario.command(), scenario.status());
        if (Files.exists(JOURNAL) || Files.exists(PERSISTENT_JOURNAL)) {
          scenario.afterKill().run();
          Run refused = Run.of("bind", "umlaut");
          assertThat(refused.status()).as(where + refused).isEqualTo(4);
          works("recover");
        }
        // A command that fails leaves the state as before.
        Set<DriverState> allowed = new HashSet<>(List.of(before, after));
        if (check(where, allowed).equals(after) && !after.equals(before)) {
          scenario.end().run();
        }
        if (!killed) {
          break;
        }
        kills++;
      }
    }
    // A trace shows more than 15 calls.
    assertThat((kills - first) * step).isGreaterThan(15);
    if (!state().equals(before)) {
      scenario.prepare().run();
    }
  }

  /** Checks that the state is one of those allowed, and returns it. */
  private DriverState check(String where, Set<DriverState> allowed) {
    DriverState now = state();
    if (!allowed.contains(now) || Files.exists(JOURNAL) || Files.exists(PERSISTENT_JOURNAL)) {
      losses++;
      System.out.println("# lost: " + where + ": " + now);
    }
    assertThat(allowed).as(where).contains(now);
    assertThat(JOURNAL).doesNotExist();
    assertThat(PERSISTENT_JOURNAL).doesNotExist();
    return now;
  }

  private DriverState state() {
    return DriverState.of(kernel);
  }
}
