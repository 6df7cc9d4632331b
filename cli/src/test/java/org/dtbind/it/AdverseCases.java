// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.Results;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.cli.Run;
import org.dtbind.declaration.ApplyRequest;
import org.dtbind.declaration.Declarations;
import org.dtbind.kernel.AnsweringChips;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;

/**
 * Runs {@code dtbind apply} under adverse conditions: little space, a read-only sysfs, concurrent
 * runs, and chips whose nodes are late or whose lines are wrong.
 */
final class AdverseCases {

  private static final Path SPEC = Path.of("/tmp/adverse.yaml");
  private static final Path OTHER = Path.of("/tmp/other.yaml");
  private static final Path RUN = Path.of("/run/dtbind");
  private static final String OVERRIDE = "/sys/devices/platform/door/driver_override";

  private final Target target;

  AdverseCases(Target target) {
    this.target = target;
  }

  List<Case> all() {
    return List.of(
        new Case("applyIsAtomicIfRunIsFull", this::fullRun),
        new Case("applyIsAtomicIfRunHasNoInodes", this::noInodes),
        new Case("applyChangesNothingIfSysfsIsReadOnly", this::readOnlySysfs),
        new Case("oneOfTwoConcurrentAppliesWins", this::concurrentApplies),
        new Case("applyToleratesConcurrentScript", this::concurrentScript),
        new Case("chipWithWrongLinesRollsApplyBack", this::wrongLines),
        new Case("bindWaitsForLateChipNode", this::lateNode),
        new Case("secondApplyOpensNothingForWriting", this::secondApply));
  }

  private static void declare(Path file, String driver) {
    try {
      Files.writeString(
          file,
          """
          apiVersion: dtbind/v1
          devices:
            - { node: /door, bind: %s }
            - { node: /late, bind: %s }
          """
              .formatted(driver, driver));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Run apply(Path file, String... more) {
    List<String> args = new ArrayList<>(List.of("apply", "--spec", file.toString()));
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private static void shell(String command) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor())
        .as(command)
        .isZero();
  }

  private Map<String, String> state() {
    return DriverState.of(target.kernel()).devices();
  }

  private void fullRun() throws Exception {
    for (int pages = 0; pages < 6; pages++) {
      int free = pages;
      applyInSmallTmpfs(
          "size=64k", "head -c " + (16 - free) * 4096 + " /dev/zero > /run/dtbind/filler", free);
    }
  }

  private void noInodes() throws Exception {
    for (int inodes = 1; inodes < 9; inodes++) {
      applyInSmallTmpfs("size=64k,nr_inodes=" + inodes, ":", inodes);
    }
  }

  /** Runs apply with little space in /run/dtbind. A long override makes the journal large. */
  private void applyInSmallTmpfs(String options, String fill, int room) throws Exception {
    target.write(OVERRIDE, "x".repeat(3500));
    declare(SPEC, "gpio-aggregator");
    Map<String, String> before = state();
    shell("mount -t tmpfs -o " + options + " none /run/dtbind; " + fill);
    try {
      Run run = apply(SPEC);
      assertThat(run.status()).as(room + ": " + run).isIn(0, 1, 4);
      if (run.status() == 0) {
        run = Run.of("unbind", "door", "late");
        assertThat(run.status()).as(room + ": " + run).isIn(0, 1, 4);
      }
      assertThat(run.err().contains("ENOSPC")).as(run.toString()).isEqualTo(run.status() != 0);
      assertThat(Files.exists(RUN.resolve("journal"))).isEqualTo(run.status() == 4);
      shell("rm -f /run/dtbind/filler; mount -o remount,size=1m,nr_inodes=100 /run/dtbind");
      Run recover = Run.of("recover");
      assertThat(recover.status()).as(room + ": " + run + recover).isZero();
      if (target.device("door").driver().isPresent()) {
        assertThat(Run.of("unbind", "door", "late").status()).isZero();
      }
      assertThat(state()).as(room + ": " + run).isEqualTo(before);
    } finally {
      shell("umount /run/dtbind");
      target.write(OVERRIDE, "\n");
    }
  }

  private void readOnlySysfs() throws Exception {
    declare(SPEC, "gpio-aggregator");
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    shell("mount -o remount,ro /sys");
    try {
      Run run = apply(SPEC);
      assertThat(run.status()).as(run.toString()).isEqualTo(77);
      assertThat(run.err()).contains("EROFS", "help: it is mounted read-only");
    } finally {
      shell("mount -o remount,rw /sys");
    }
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void concurrentApplies() throws Exception {
    declare(SPEC, "gpio-aggregator");
    declare(OTHER, "gpio-sim");
    for (int i = 0; i < 5; i++) {
      List<Run> runs =
          atOnce(
              List.of(
                  () -> apply(SPEC, "--force", "--timeout", "300"),
                  () -> apply(OTHER, "--force", "--timeout", "300")));
      assertThat(runs).as(runs.toString()).allMatch(run -> run.status() == 0);
      String door = target.device("door").driver().orElseThrow();
      assertThat(door).isIn("gpio-aggregator", "gpio-sim");
      assertThat(target.device("late").driver()).hasValue(door);
      assertThat(target.device("late").override().driver()).hasValue(door);
      assertThat(Run.of("unbind", "--force", "door", "late").status()).isZero();
    }
    assertThat(RUN.resolve("journal")).doesNotExist();
  }

  private void concurrentScript() throws Exception {
    declare(SPEC, "gpio-aggregator");
    for (int i = 0; i < 3; i++) {
      List<Run> runs =
          atOnce(
              List.of(
                  () -> apply(SPEC, "--timeout", "300"),
                  () -> TargetScript.IN_DASH.run(TargetScriptCases.DOOR, "-t", "300", "start")));
      assertThat(runs).as(runs.toString()).allMatch(run -> run.status() == 0);
      assertThat(Run.of("status", "--spec", SPEC.toString()).status()).isZero();
      assertThat(Run.of("unbind", "door", "late").status()).isZero();
      // If the script bound the devices first, dtbind restores the state that the script made.
      assertThat(Run.of("unbind", "--force", "door", "late").status()).isZero();
    }
    List<String> waits = List.of("status", "--spec", SPEC.toString(), "--wait", "300");
    assertThat(Run.of("status", "--spec", SPEC.toString(), "--wait", "1").status()).isEqualTo(5);
    assertThat(atOnce(List.of(() -> apply(SPEC), () -> Run.of(waits.toArray(String[]::new)))))
        .allMatch(run -> run.status() == 0);
    assertThat(Run.of("unbind", "door", "late").status()).isZero();
  }

  private static List<Run> atOnce(List<Callable<Run>> runs) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(runs.size());
    try {
      List<Run> done = new ArrayList<>();
      for (Future<Run> future : threads.invokeAll(runs)) {
        done.add(future.get());
      }
      return done;
    } finally {
      threads.shutdown();
    }
  }

  /** Simulates nodes that udev creates, which appear later than the kernel's devices. */
  private void lateNode() {
    AtomicInteger queries = new AtomicInteger();
    Failure missing = Failure.of(Operation.OPEN, "/dev/gpiochip", Errno.ENOENT);
    WritableKernel late =
        AnsweringChips.in(
            target.kernel(),
            (device, answer) -> queries.incrementAndGet() < 3 ? Attempt.failed(missing) : answer);
    Done<DeviceSubject> done = Target.done(new Binder(late).bind(BindRequest.of("door")));
    assertThat(queries.get()).isGreaterThanOrEqualTo(3);
    assertThat(done.notes()).isEmpty();
    assertThat(done.subject().chip().orElseThrow().lines()).isNotEmpty();
    Target.done(new Binder(late).unbind(UnbindRequest.of("door")));
  }

  private void wrongLines() throws IOException {
    declare(SPEC, "gpio-aggregator");
    // The real chips, except that the chip "late" has no lines.
    WritableKernel other =
        AnsweringChips.in(
            target.kernel(),
            (device, attempt) ->
                attempt.map(
                    answer ->
                        answer.chip().label().equals("late")
                            ? new GpioChips.Answer(answer.chip(), List.of())
                            : answer));
    Specification declared =
        SpecReader.read(new SourceFile("adverse.yaml", Bytes.wrap(Files.readAllBytes(SPEC))))
            .value()
            .orElseThrow();
    Map<String, String> before = state();
    Results results = new Declarations(other).apply(declared, ApplyRequest.usual());
    assertThat(results.exit()).isEqualTo(ExitStatus.FAILED);
    Failed<DeviceSubject> failed =
        Target.failed(results.entries().get(1).result(), ExitStatus.FAILED);
    assertThat(failed.problem().details().get(0)).endsWith("has 0 lines, but \"gpios\" has 1");
    assertThat(state()).isEqualTo(before);
  }

  /**
   * Checks with strace that dtbind opens nothing for writing, except what the JVM itself writes to
   * /tmp.
   */
  private void secondApply() throws Exception {
    declare(SPEC, "gpio-aggregator");
    Files.writeString(
        SPEC,
        """
        aggregators:
          - { name: relays, lines: [nine-byte, "gpio2:24-25"], group: games, mode: "0640" }
          - { name: bolt, lines: [lock] }
        """,
        StandardOpenOption.APPEND);
    assertThat(apply(SPEC).status()).isZero();
    Path trace = Path.of("/tmp/trace");
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-o", trace.toString(), "-e"));
    command.add(
        "trace=open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,"
            + "symlink,symlinkat,link,linkat,mknod,mknodat,truncate,ftruncate,"
            + "chmod,fchmod,fchmodat,chown,fchown,lchown,fchownat,rmdir");
    command.addAll(JavaStarts.counted(System.getProperty("java.class.path", "")));
    command.addAll(List.of("org.dtbind.cli.Main", "apply", "--spec", SPEC.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("/tmp/output").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    List<String> calls = Files.readAllLines(trace);
    assertThat(calls).anyMatch(call -> call.contains("/sys/devices/platform/door"));
    assertThat(calls).anyMatch(call -> call.contains("/run/dtbind/aggregators/relays"));
    assertThat(calls)
        .filteredOn(call -> call.matches(".*\"/(sys|run/dtbind|dev/gpio/|etc)\\b.*"))
        .allMatch(call -> call.contains("open") && call.contains("O_RDONLY"));
    // dtbind opens chips for reading and writing, since it calls ioctl(2) on them.
    assertThat(calls)
        .filteredOn(call -> call.contains("O_WRONLY") || call.contains("O_RDWR"))
        .allMatch(call -> call.matches(".*\"/(tmp|dev|proc/self)/.*"));
    assertThat(Files.readString(Path.of("/tmp/output")))
        .contains("aggregator relays already exists", "aggregator bolt already exists");
    assertThat(Run.of("aggregator", "delete", "bolt").status()).isZero();
    assertThat(Run.of("aggregator", "delete", "relays").status()).isZero();
    assertThat(Run.of("unbind", "door", "late").status()).isZero();
  }
}
