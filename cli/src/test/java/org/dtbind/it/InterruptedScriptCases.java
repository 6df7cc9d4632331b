// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dtbind.cli.Run;
import org.dtbind.device.DeviceSnapshot;

/**
 * Tests that the script for targets without Java leaves nothing unfinished: if it is stopped or
 * killed, if it cannot write its record, if dtbind was interrupted before, and with {@code -n}.
 */
final class InterruptedScriptCases {

  private static final Path RECORDS = Path.of("/run/dtbind/aggregators");
  private static final Path RECORD = RECORDS.resolve("mine");
  private static final Path GROUPS = Path.of("/sys/kernel/config/gpio-aggregator");
  private static final Path GROUP = GROUPS.resolve("mine");
  private static final Path DEVICES = Path.of("/sys/bus/platform/devices");
  private static final String NAMED = "aggregator mine\nkey 6d\nclass gpio\nline ";
  private static final String NINE = NAMED + "nine-byte\n";

  /** The line of a chip that does not exist yet. */
  private static final String LATE = NAMED + "nobody has this yet\n";

  /** A device that has its regular driver. */
  private static final String SIM2 =
      "device /sim2\nname sim2\nbus platform\ndriver gpio-aggregator\n";

  /** Lines of the script after which a signal is most difficult. */
  private static final List<String> STEPS =
      List.of(
          "        [ -n \"$dry\" ] || stuck='' undo_path=$path undo_bus=$bus undo_override=$override"
              + " undo_driver=$now",
          "        is_vfio \"$driver\" || returned \"$now\"",
          "    put \"/sys/bus/$bus/drivers_probe\" \"$device\"");

  private static final String SIGNAL = "\nkill -TERM $$";
  private static final String SIM = "/sys/kernel/config/gpio-sim/later";

  private final Target target;
  private final boolean isComplete;

  /**
   * Creates an instance.
   *
   * @param isComplete whether each case runs in both shells, instead of in one of them
   */
  InterruptedScriptCases(Target target, boolean isComplete) {
    this.target = target;
    this.isComplete = isComplete;
  }

  List<Case> all() {
    return TargetScript.inShells(isComplete, this::in);
  }

  private List<Case> in(TargetScript script) {
    List<Case> cases = new ArrayList<>();
    String in = script.name().replace("Script", "");
    cases.add(new Case("scriptUndoesTheAggregatorWhenStopped" + in, () -> stopped(script)));
    cases.add(new Case("scriptRestoresTheDriverWhenStopped" + in, () -> stoppedAtSteps(script)));
    cases.add(new Case("scriptReleasesWhatAKillLeft" + in, () -> killedBetween(script)));
    cases.add(new Case("scriptLeavesADeviceThatIsNotReleased" + in, () -> stoppedInWait(script)));
    cases.add(new Case("scriptRemovesWhatAKillLeft" + in, () -> killed(script)));
    cases.add(new Case("scriptUndoesWhatItCannotRecord" + in, () -> unwritableLater(script)));
    cases.add(
        new Case(
            "scriptRefusesAnInterruptedPersistentChange" + in,
            () -> WritableRoot.with(() -> interrupted(script))));
    cases.add(new Case("scriptKeepsTheDirectoryOfOthers" + in, () -> ofOthers(script)));
    cases.add(new Case("scriptKeepsRecordsInDryRuns" + in, () -> dry(script)));
    cases.add(new Case("scriptPrintsModulesInDryRuns" + in, () -> unloaded(script)));
    return cases;
  }

  private List<String> devices() {
    return target.kernel().files().names(DEVICES.toString()).stream()
        .filter(name -> name.startsWith("gpio-aggregator."))
        .toList();
  }

  private static boolean begun() {
    try {
      return Files.isDirectory(GROUPS)
          ? Files.exists(GROUP.resolve("line0/key"))
          : Files.exists(RECORD) && Files.readString(RECORD).contains("\ndevice=");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertNothingLeft() {
    assertThat(devices()).isEmpty();
    assertThat(GROUP).doesNotExist();
    assertThat(RECORD).doesNotExist();
  }

  /** Starts the script with {@link #LATE}, and returns when it waits for the chip. */
  private Process waiting(TargetScript script) throws Exception {
    Process process = script.process(LATE, "-t", "60", "start").redirectErrorStream(true).start();
    TargetScriptCases.await(InterruptedScriptCases::begun);
    return process;
  }

  private void stopped(TargetScript script) throws Exception {
    Process process = waiting(script);
    assertThat(RECORD)
        .content()
        .startsWith("dtbind-aggregator=1\nname=mine\nby=")
        .endsWith("end\n");
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(143);
    assertNothingLeft();
    works(script);
  }

  private void stoppedAtSteps(TargetScript script) throws Exception {
    DeviceSnapshot before = DeviceSnapshot.read(target.kernel().sysfs());
    for (String driver : List.of("gpio-aggregator", "none")) {
      String conf = SIM2.replace("gpio-aggregator", driver);
      // A device that is kept free gets no driver in the last step.
      for (String step : driver.equals("none") ? STEPS.subList(0, 2) : STEPS) {
        Run run = Run.ended(script.changed(Map.of(step, step + SIGNAL), conf, "start"));
        assertThat(run)
            .as(step)
            .isEqualTo(
                new Run(143, "", "dtbind-target: restoring /sys/bus/platform/devices/sim2\n"));
        assertThat(DeviceSnapshot.read(target.kernel().sysfs())).as(step).isEqualTo(before);
      }
    }
  }

  private void killedBetween(TargetScript script) throws Exception {
    DeviceSnapshot before = DeviceSnapshot.read(target.kernel().sysfs());
    for (String step : STEPS) {
      String killed = step + SIGNAL.replace("TERM", "KILL");
      Run.ended(script.changed(Map.of(step, killed), SIM2, "start"));
      assertThat(script.run(SIM2, "verify").status()).as(step).isEqualTo(5);
      assertThat(script.run(SIM2, "stop").status()).as(step).isZero();
      assertThat(DeviceSnapshot.read(target.kernel().sysfs())).as(step).isEqualTo(before);
    }
  }

  /** No VFIO driver can be bound here, so another one plays its part. */
  private void stoppedInWait(TargetScript script) throws Exception {
    String wait = "    writer=$! stuck=1 pause=$shortest looked=''";
    Map<String, String> lines =
        Map.of(
            "is_vfio() {",
            "is_vfio() {\nreturn 0",
            "    put \"$path/driver/unbind\" \"${path##*/}\" 9>&- &",
            "sleep 1000 > /dev/null 2>&1 9>&- &",
            wait,
            wait + SIGNAL);
    Run run = Run.ended(script.changed(lines, SIM2, "start"));
    assertThat(run.status()).as(run.toString()).isEqualTo(143);
    assertThat(run.err())
        .matches(
            "dtbind-target: /sys/bus/platform/devices/sim2 keeps its driver_override: process"
                + " \\d+ is waiting in the kernel\n");
    shell("kill " + run.err().replaceAll("(?s).*process (\\d+) is.*", "$1"));
    assertThat(target.device("sim2").override().driver()).hasValue("gpio-aggregator");
    target.write("/sys/devices/platform/sim2/driver_override", "\n");
  }

  private void works(TargetScript script) throws Exception {
    assertThat(script.run(NINE, "start")).isEqualTo(new Run(0, "", ""));
    assertThat(script.run(NINE, "verify").status()).isZero();
    assertThat(script.run(NINE, "stop").status()).isZero();
    assertNothingLeft();
  }

  private void killed(TargetScript script) throws Exception {
    kill(script);
    assertThat(script.run(NINE, "-n", "stop").status()).isZero();
    assertThat(begun()).isTrue();
    assertThat(script.run(NINE, "stop").status()).isZero();
    assertNothingLeft();
    if (Files.isDirectory(GROUPS)) {
      kill(script);
      works(script);
    }
  }

  private void kill(TargetScript script) throws Exception {
    Process process = waiting(script);
    process.destroyForcibly().waitFor();
    assertThat(RECORD).exists();
  }

  private void unwritableLater(TargetScript script) throws Exception {
    Files.createDirectories(RECORDS);
    shell("mount -t tmpfs none " + RECORDS);
    try {
      Process process = waiting(script);
      shell("mount -o remount,ro " + RECORDS);
      shell(
          ("mkdir -p %s/bank/line0 && printf 'nobody has this yet' > %s/bank/line0/name"
                  + " && echo 1 > %s/live")
              .formatted(SIM, SIM, SIM));
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isEqualTo(1);
      assertThat(output).contains("aggregator mine: cannot write " + RECORD);
    } finally {
      shell("umount " + RECORDS);
      shell("echo 0 > %s/live; rmdir %s/bank/line0 %s/bank %s".formatted(SIM, SIM, SIM, SIM));
    }
    assertNothingLeft();
  }

  private void interrupted(TargetScript script) throws Exception {
    String after = ": run dtbind recover\n";
    String before = "dtbind-target: an earlier change by dtbind was interrupted: ";
    Path lasting = Path.of("/etc/dtbind/journal");
    Files.createDirectories(lasting.getParent());
    Files.writeString(lasting, "");
    Run ignored = script.run(NINE, "start");
    assertThat(ignored.status()).as(ignored.toString()).isZero();
    assertThat(ignored.err()).contains("ignoring the interrupted change in " + lasting);
    Path dtbind = script.programs().resolve("dtbind");
    shell("mkdir -p %1$s && mount -t tmpfs none /usr/local/bin".formatted(dtbind.getParent()));
    try {
      shell("printf '#!/bin/sh\\n' > %s && chmod +x %s".formatted(dtbind, dtbind));
      assertThat(script.run(NINE, "stop")).isEqualTo(new Run(4, "", before + lasting + after));
      Files.delete(dtbind);
    } finally {
      shell("umount /usr/local/bin");
    }
    Files.delete(lasting);
    assertThat(script.run(NINE, "stop").status()).isZero();
    assertNothingLeft();
  }

  /** The record is of an earlier boot, and the device of another program has the same name. */
  private void ofOthers(TargetScript script) throws Exception {
    if (Files.isDirectory(GROUPS)) {
      Files.createDirectories(RECORDS);
      Files.createDirectory(GROUP);
      String device = Files.readString(GROUP.resolve("dev_name"));
      Files.writeString(
          RECORD,
          "dtbind-aggregator=1\nname=mine\nby=configfs\ndevice="
              + device
              + "identity=0cf1ae5e-6f0e-4b35-a1c4-5c4b4f6dc4ff:77\nend\n");
      assertThat(script.run(NINE, "stop").status()).isZero();
      assertThat(GROUP).exists();
      Files.delete(GROUP);
      assertNothingLeft();
    }
  }

  private void dry(TargetScript script) throws Exception {
    Files.createDirectories(RECORDS);
    Files.writeString(
        RECORD, "dtbind-aggregator=1\nname=mine\nby=sysfs\ndevice=gpio-aggregator.99\nend\n");
    assertThat(script.run(NINE, "-n", "stop").status()).isZero();
    assertThat(script.run(NINE, "-n", "start").status()).isZero();
    assertThat(RECORD).exists();
    assertThat(script.run(NINE, "stop").status()).isZero();
    assertNothingLeft();
  }

  private static void unloaded(TargetScript script) throws Exception {
    String door =
        TargetScriptCases.DOOR.replace("driver gpio-aggregator", "driver none-such\nmodule nosuch");
    assertThat(script.run(door, "-n", "start"))
        .isEqualTo(
            new Run(
                0,
                """
                load module nosuch
                write 'none-such' to /sys/bus/platform/devices/door/driver_override
                write 'door' to /sys/bus/platform/drivers_probe
                """,
                ""));
    Run run = script.run(door, "start");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("the kernel has no driver none-such for the platform bus");
  }
}
