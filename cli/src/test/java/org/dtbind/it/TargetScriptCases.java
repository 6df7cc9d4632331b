// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.dtbind.bind.BindRequest;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.cli.Run;
import org.dtbind.export.target.TargetExport;
import org.dtbind.kernel.Lock;

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

  /** A gpio-sim device, to which gpio-aggregator does not bind. */
  private static final String REFUSED =
      """
      device /sim2
      name sim2
      bus platform
      driver gpio-aggregator
      """;

  private static final String MISSING =
      """
      device /nowhere
      bus platform
      driver gpio-aggregator
      """;

  private static final List<List<String>> SHELLS =
      List.of(List.of("dash"), List.of("busybox", "ash"));

  /** A directory with busybox applets for all programs that the script runs. */
  private static final String APPLETS = "/tmp/applets";

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
    List<Case> all = new ArrayList<>(inShells(isComplete, this::in));
    all.add(new Case("scriptNamesMissingProgram", TargetScriptCases::missingProgram));
    return all;
  }

  /**
   * Returns the cases for each shell, or every second case for one shell and the others for the
   * other.
   */
  static List<Case> inShells(boolean isComplete, Function<List<String>, List<Case>> of) {
    List<Case> all = new ArrayList<>();
    for (int shell = 0; shell < SHELLS.size(); shell++) {
      List<Case> cases = of.apply(SHELLS.get(shell));
      for (int index = 0; index < cases.size(); index++) {
        if (isComplete || index % SHELLS.size() == shell) {
          all.add(cases.get(index));
        }
      }
    }
    return all;
  }

  private List<Case> in(List<String> shell) {
    List<Case> cases = new ArrayList<>();
    String in = "In" + String.join("", shell);
    cases.add(new Case("scriptBindsVerifiesAndReleases" + in, () -> binds(shell)));
    cases.add(new Case("scriptCreatesAggregators" + in, () -> aggregates(shell)));
    cases.add(new Case("scriptWaitsForTheLockOfDtbind" + in, () -> waits(shell)));
    cases.add(new Case("scriptRefusesAnUnusableLock" + in, () -> unusableLock(shell)));
    cases.add(new Case("dtbindWaitsForTheLockOfTheScript" + in, () -> dtbindWaits(shell)));
    cases.add(new Case("scriptRestoresADeviceThatTheDriverRefuses" + in, () -> restores(shell)));
    cases.add(new Case("scriptRestoresTheDeviceWhenStopped" + in, () -> stopped(shell)));
    cases.add(new Case("scriptWaitsForSecondsOfTheClock" + in, () -> waitsForSeconds(shell)));
    cases.add(new Case("scriptMendsOwnerAndMode" + in, () -> mends(shell)));
    cases.add(new Case("scriptSaysThatUdevMakesLinks" + in, () -> links(shell)));
    cases.add(new Case("scriptNamesTheUserOfALine" + in, () -> lineInUse(shell)));
    cases.add(new Case("scriptRefusesInDryRunsWhatItRefuses" + in, () -> dryRefusals(shell)));
    return cases;
  }

  /** Returns the script, which looks for programs only in a directory. */
  private static String script(String programs) throws IOException {
    String adapted = script().replaceFirst("(?m)^PATH=.*$", "PATH=" + programs);
    assertThat(adapted).isNotEqualTo(script());
    return adapted;
  }

  private static String script() throws IOException {
    try (InputStream in = TargetExport.class.getResourceAsStream("dtbind-target.sh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Returns the command for the script; with busybox, the script uses only its applets. */
  static List<String> command(List<String> shell, String conf, String... args)
      throws IOException, InterruptedException {
    String script = script();
    if (shell.contains("busybox")) {
      Files.createDirectories(Path.of(APPLETS));
      Process install = new ProcessBuilder("busybox", "--install", "-s", APPLETS).start();
      assertThat(install.waitFor()).isZero();
      // Debian builds busybox without flock.
      Path flock = Path.of(APPLETS, "flock");
      if (!Files.exists(flock)) {
        Files.createSymbolicLink(flock, Path.of("/usr/bin/flock"));
      }
      script = script(APPLETS);
    }
    return commandOf(shell, script, conf, args);
  }

  private static List<String> commandOf(
      List<String> shell, String script, String conf, String... args) throws IOException {
    Path directory = Files.createTempDirectory("target");
    Path program = Files.writeString(directory.resolve("dtbind-target"), script);
    Files.writeString(directory.resolve("target.conf"), conf);
    List<String> command = new ArrayList<>(shell);
    command.add(program.toString());
    command.addAll(List.of(args));
    return command;
  }

  /** Returns a directory in which the script looks for programs. */
  static Path programs(List<String> shell) {
    return Path.of(shell.contains("busybox") ? APPLETS : "/usr/local/bin");
  }

  static Run run(List<String> shell, String conf, String... args) throws Exception {
    return run(command(shell, conf, args));
  }

  private static Run run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, err);
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
    assertThat(run(commandOf(List.of("dash"), script(few.toString()), DOOR, "start")))
        .isEqualTo(
            new Run(
                69,
                "",
                "dtbind-target: xargs is missing: install util-linux (flock), coreutils, grep and"
                    + " findutils (xargs), or a busybox that contains it\n"));
  }

  private void binds(List<String> shell) throws Exception {
    assertThat(run(shell, DOOR, "verify").status()).isEqualTo(5);
    assertThat(run(shell, DOOR, "-n", "start"))
        .isEqualTo(
            new Run(
                0,
                """
                write 'gpio-aggregator' to /sys/bus/platform/devices/door/driver_override
                write 'door' to /sys/bus/platform/drivers_probe
                """,
                ""));
    assertThat(target.device("door").override().driver()).isEmpty();
    assertThat(run(shell, DOOR, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    assertThat(run(shell, DOOR, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(run(shell, DOOR, "verify")).isEqualTo(new Run(0, "", ""));
    assertThat(run(shell, DOOR, "status").out())
        .matches("device /door \\(door\\): gpio-aggregator, /dev/gpiochip\\d+\n");
    // dtbind treats a binding of the script like one of any other program.
    Target.done(target.binder().bind(BindRequest.of("door")));
    assertThat(run(shell, DOOR + "mode 666\n", "verify").out()).contains("has mode 600, not 666");
    target.write(OVERRIDE, "other");
    assertThat(run(shell, DOOR, "stop"))
        .isEqualTo(
            new Run(
                0,
                "",
                "dtbind-target: device /door: left bound to gpio-aggregator, because another"
                    + " program has set its driver_override to 'other'\n"
                    + "dtbind-target: the lines keep their levels: dtbind-target does not reset"
                    + " them\n"));
    assertThat(target.device("door").driver()).hasValue("gpio-aggregator");
    target.write(OVERRIDE, "gpio-aggregator");
    assertThat(run(shell, DOOR, "stop").status()).isZero();
    assertThat(target.device("door").driver()).isEmpty();
    assertThat(target.device("door").override().driver()).isEmpty();
    Target.done(target.binder().unbind(UnbindRequest.of("door")));
    assertThat(run(shell, "nonsense\n", "status").status()).isEqualTo(64);
    assertThat(run(shell, DOOR, "begin").status()).isEqualTo(64);
  }

  private void aggregates(List<String> shell) throws Exception {
    String line = "a-line-name-of-more-than-thirty-one-bytes";
    String lines = "aggregator mine\nkey 6d\nclass gpio\nline " + line + "\n";
    assertThat(run(shell, lines, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(run(shell, lines, "status").out())
        .matches("aggregator mine: gpio-aggregator\\.\\d+, /dev/gpiochip\\d+\n");
    Path configfs = Path.of("/sys/kernel/config/gpio-aggregator");
    if (Files.exists(configfs)) {
      assertThat(configfs.resolve("mine/line0/name")).hasContent(line);
    }
    assertThat(run(shell, lines, "stop").status()).isZero();
    assertThat(run(shell, lines, "verify").out())
        .isEqualTo("aggregator mine: missing: not created\n");
    Run none = run(shell, lines + "line nobody has this\n", "-t", "1", "start");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("aggregator mine: the kernel did not create a chip");
    assertThat(target.kernel().files().names("/sys/bus/platform/devices"))
        .noneMatch(name -> name.startsWith("gpio-aggregator."));
  }

  /** A look at so many devices takes longer than the script waits between two looks. */
  private void waitsForSeconds(List<String> shell) throws Exception {
    String conf = MISSING.repeat(50);
    long start = System.nanoTime();
    run(shell, conf, "verify");
    Duration look = Duration.ofNanos(System.nanoTime() - start);
    start = System.nanoTime();
    Run run = run(shell, conf, "-t", "3", "verify");
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6).plus(look.multipliedBy(5)));
    assertThat(run)
        .isEqualTo(new Run(5, "device /nowhere: missing: no such device\n".repeat(50), ""));
  }

  /** No udevd runs. */
  private void mends(List<String> shell) throws Exception {
    String conf = DOOR + "owner games\ngroup tty\nmode 660\n";
    assertThat(run(shell, conf, "start")).isEqualTo(new Run(0, "", ""));
    String node =
        AggregatorCases.shell("cd /sys/devices/platform/door; echo -n /dev/$(ls -d gpiochip*)");
    String stat = "stat -c '%U %G %a' " + node;
    assertThat(AggregatorCases.shell(stat)).isEqualTo("games tty 660\n");
    for (String drift : List.of("chmod 666 ", "chown root:root ")) {
      AggregatorCases.shell(drift + node);
      assertThat(run(shell, conf, "verify").status()).as(drift).isEqualTo(5);
      assertThat(run(shell, conf, "-n", "start"))
          .isEqualTo(new Run(0, "set owner, group and mode of " + node + "\n", ""));
      assertThat(run(shell, conf, "start")).isEqualTo(new Run(0, "", ""));
      assertThat(AggregatorCases.shell(stat)).as(drift).isEqualTo("games tty 660\n");
    }
    RevocationCases.grantGames(node);
    // busybox neither shows nor removes access control lists.
    if (shell.contains("dash")) {
      assertThat(run(shell, conf, "verify").out())
          .endsWith("has an access control list (ACL): run setfacl -b " + node + "\n");
      boolean removes = Files.exists(Path.of("/usr/bin/setfacl"));
      assertThat(run(shell, conf, "-t", "1", "start").status()).isEqualTo(removes ? 0 : 1);
    }
    assertThat(run(shell, conf, "stop").status()).isZero();
  }

  /** Trials C13. No udevd runs. */
  private void links(List<String> shell) throws Exception {
    String conf = DOOR + "link front\n";
    Run run = run(shell, conf, "-t", "1", "start");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .matches(
            "dtbind-target: device /door: /dev/gpio/front does not lead to /dev/gpiochip\\d+,"
                + " because udev, which makes this link, does not run\n");
    assertThat(run(shell, conf, "stop").status()).isZero();
  }

  private void lineInUse(List<String> shell) throws Exception {
    String lines = "aggregator mine\nkey 6d\nclass gpio\nchip other\noffset 5\noffset 6\n";
    try (LineTaker taker = LineTaker.take("root", "/dev/gpiochip1", "a user (of it)", "6")) {
      assertThat(taker).isNotNull();
      String why = ": line 6 of other is used by \"a user (of it";
      assertThat(run(shell, lines, "-n", "start").err()).contains("aggregator mine: ", why);
      Run run = run(shell, lines, "-t", "1", "start");
      assertThat(run.err()).contains("aggregator mine: the kernel did not create a chip", why);
      assertThat(run.err()).doesNotContain("line 5");
      assertThat(run.status()).isEqualTo(1);
    }
    assertThat(run(shell, lines, "-n", "start").status()).isZero();
    String door = DOOR + "use 19 /sim/bank\nuse 20 /sim/bank\n";
    try (LineTaker taker = LineTaker.take("root", "/dev/gpiochip0", "somebody", "20")) {
      assertThat(taker).isNotNull();
      String why = ": line 20 of [^ ]+ is used by \"somebody\"\n";
      assertThat(run(shell, door, "-n", "start").err())
          .containsPattern("would not bind to it" + why);
      Run run = run(shell, door, "-t", "1", "start");
      assertThat(run.err()).containsPattern("gpio-aggregator has not bound to it yet" + why);
      assertThat(run.status()).isEqualTo(1);
    }
    assertThat(run(shell, door, "start").status()).isZero();
    assertThat(run(shell, door, "-n", "start").status()).isZero();
    assertThat(run(shell, door, "stop").status()).isZero();
  }

  private void dryRefusals(List<String> shell) throws Exception {
    String lines = "aggregator mine\nkey 6d\nclass gpio\nchip other\noffset 5\n";
    Path configfs = Path.of("/sys/kernel/config/gpio-aggregator");
    if (Files.exists(configfs)) {
      Path group = Files.createDirectory(configfs.resolve("mine"));
      assertThat(run(shell, lines, "-n", "start")).isEqualTo(run(shell, lines, "start"));
      assertThat(run(shell, lines, "-n", "start").err()).contains("did not create it");
      Files.delete(group);
    }
    Path journal = Files.writeString(Path.of("/run/dtbind/journal"), "");
    assertThat(run(shell, DOOR, "-n", "start")).isEqualTo(run(shell, DOOR, "start"));
    assertThat(run(shell, DOOR, "-n", "start").status()).isEqualTo(4);
    Files.delete(journal);
  }

  private void waits(List<String> shell) throws Exception {
    try (Lock.Held held = target.kernel().lock().take(LOCK).value().orElseThrow()) {
      assertThat(held).isNotNull();
      Run run = run(shell, DOOR, "-t", "1", "start");
      assertThat(run.status()).isEqualTo(75);
      assertThat(run.err())
          .isEqualTo(
              "dtbind-target: %s is held by process %d: try again\n"
                  .formatted(LOCK, ProcessHandle.current().pid()));
    }
    assertThat(target.device("door").override().driver()).isEmpty();
  }

  private void unusableLock(List<String> shell) throws Exception {
    Files.deleteIfExists(Path.of(LOCK));
    Files.createDirectories(Path.of(LOCK));
    assertThat(run(shell, DOOR, "start"))
        .isEqualTo(new Run(69, "", "dtbind-target: " + LOCK + " is not a file: remove it\n"));
    Files.delete(Path.of(LOCK));
    Path moved = Files.move(Path.of("/run/dtbind"), Path.of("/run/dtbind.moved"));
    Files.writeString(Path.of("/run/dtbind"), "");
    Run refused = run(shell, DOOR, "start");
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

  private void dtbindWaits(List<String> shell) throws Exception {
    Process process =
        new ProcessBuilder(command(shell, MISSING, "-t", "60", "start")).inheritIO().start();
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

  private void restores(List<String> shell) throws Exception {
    Run run = run(shell, REFUSED, "-t", "1", "start");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains("device /sim2: gpio-aggregator did not bind to it")
        .contains("restoring /sys/bus/platform/devices/sim2");
    assertRestored();
  }

  private void stopped(List<String> shell) throws Exception {
    Process process =
        new ProcessBuilder(command(shell, REFUSED, "-t", "60", "start")).inheritIO().start();
    await(() -> target.device("sim2").override().driver().isPresent());
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertRestored();
  }

  private void assertRestored() {
    assertThat(target.device("sim2").driver()).hasValue("gpio-sim");
    assertThat(target.device("sim2").override().driver()).isEmpty();
  }
}
