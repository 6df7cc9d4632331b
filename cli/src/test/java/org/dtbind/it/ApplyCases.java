// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.dtbind.cli.Run;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.kernel.Sysfs;

/** Runs plan, apply and status with a file that declares devices. */
final class ApplyCases {

  private static final Path SPEC = Path.of("/tmp/bindings.yaml");
  private static final String SIMULATOR = "/sys/bus/platform/drivers/gpio-sim/";

  private final Target target;
  private final Sysfs sysfs;

  ApplyCases(Target target) {
    this.target = target;
    this.sysfs = target.kernel().sysfs();
  }

  List<Case> all() {
    return List.of(
        new Case("declaredDevicesArePlannedAndApplied", this::declared),
        new Case("nodesCanBeNamedByPathLabelOrParent", this::names),
        new Case("pruneReleasesUndeclaredDevices", this::prune),
        new Case("pruneLeavesDevicesAloneThatOthersChanged", this::pruneChangedByOthers),
        new Case("failedDeviceRollsWholeApplyBack", this::allOrNone),
        new Case("waitingDeviceDoesNotDelayOthers", this::waitingDevice),
        new Case("timeoutOfOneDeviceRollsWholeApplyBack", this::timeout),
        new Case("planErrorsNameTheLineOfTheDeclaration", this::planErrors),
        new Case("missingGroupMemberIsRejectedOnlyWithBind", this::missingGroupMember),
        new Case("invalidDeclarationExitsWith2", this::errors));
  }

  private static void declare(String... devices) {
    String text = "apiVersion: dtbind/v1\ndevices:\n" + String.join("", devices);
    try {
      Files.writeString(SPEC, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String device(String node) {
    return "  - { node: \"" + node + "\", bind: gpio-aggregator }\n";
  }

  /** Runs a command with {@code --spec}, and checks its exit status. */
  private static Run run(int status, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--spec", SPEC.toString()));
    Run run = Run.of(all.toArray(String[]::new));
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  private void release(String... devices) {
    for (String device : devices) {
      assertThat(Run.of("unbind", device).status()).isZero();
    }
    assertThat(sysfs.names("/run/dtbind/bindings")).isEmpty();
    assertThat(sysfs.exists("/run/dtbind/journal")).isFalse();
  }

  /** Checks that a run changes nothing in the system. */
  private void assertUnchanged(Runnable run) {
    SystemSnapshot before = SystemSnapshot.of(target.kernel());
    run.run();
    assertThat(SystemSnapshot.of(target.kernel())).isEqualTo(before);
  }

  private void declared() {
    declare(device("door"), device("late"));
    assertUnchanged(() -> run(5, "status"));
    assertUnchanged(() -> run(5, "apply", "--dry-run", "--check"));
    assertUnchanged(
        () -> {
          Run plan = run(0, "apply", "--dry-run");
          assertThat(plan.out())
              .startsWith(
                  "# platform device door (/door): from no driver to gpio-aggregator\nwrite ")
              .endsWith("# as declared: 0 of 2\n");
          assertThat(run(0, "apply", "--dry-run").out()).isEqualTo(plan.out());
        });
    assertThat(run(0, "apply").out())
        .contains("device door (/door) is bound to gpio-aggregator: ", "1 line (late-line)");
    assertThat(run(0, "status").out()).contains("platform/door", "platform/late", "bound");
    assertUnchanged(() -> run(0, "apply", "--dry-run", "--check"));
    assertUnchanged(
        () -> {
          Run again = run(0, "apply", "-vv");
          assertThat(again.out()).contains("door (/door) is already bound to gpio-aggregator");
          assertThat(again.err()).doesNotContain("write /", "acquired the lock /run/dtbind/lock");
        });
    assertThat(run(0, "apply", "--format", "json").out())
        .contains("\"schema\" : \"dtbind.apply/1\"", "\"result\" : \"already\"");
    release("door", "late");
  }

  private void names() {
    declare(
        device("&gate_label"),
        "  - { node: masked@20, parent: /soc/mid, bind: gpio-aggregator }\n",
        device("/soc/mid/dev@10"));
    Run run = run(1, "apply", "--dry-run");
    assertThat(run.err())
        .contains("1000.gate (/soc/gate@1000)", "(/soc/mid/masked@20)", "(/soc/mid/dev@10)");
  }

  private void prune() {
    declare(device("door"), device("late"));
    run(0, "apply");
    declare(device("late"));
    assertUnchanged(() -> run(0, "apply"));
    assertUnchanged(() -> run(5, "apply", "--dry-run", "--check", "--prune"));
    assertThat(run(0, "apply", "--prune").out())
        .startsWith("released platform device door (/door)\n")
        .contains("late (/late) is already bound to gpio-aggregator");
    assertUnchanged(() -> run(0, "apply", "--dry-run", "--check", "--prune"));
    release("late");
  }

  private void pruneChangedByOthers() {
    declare(device("door"));
    run(0, "apply");
    target.write("/sys/bus/platform/drivers/gpio-aggregator/unbind", "door");
    target.write("/sys/devices/platform/door/driver_override", "\n");
    declare(device("late"));
    Run run = run(0, "apply", "--prune");
    assertThat(run.err()).contains("dtbind leaves platform device door (/door) as it is");
    release("late", "door");
  }

  private void allOrNone() {
    declare(device("door"), device("late"), device("hogged"));
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = run(1, "apply");
    assertThat(run.out())
        .isEqualTo(
            """
            platform device door (/door) is without a driver again
            platform device late (/late) is without a driver again
            """);
    assertThat(run.err()).contains("EBUSY", "which is used by \"taken-line\"");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    release();
  }

  /** The first declared device waits for a supplier that appears only after the second is bound. */
  private void waitingDevice() throws InterruptedException {
    target.write(SIMULATOR + "unbind", "sim2");
    Thread supplier =
        new Thread(
            () -> {
              while (target.device("door").driver().isEmpty()) {
                LockSupport.parkNanos(10_000_000);
              }
              target.write(SIMULATOR + "bind", "sim2");
            });
    supplier.start();
    declare(device("late"), device("door"));
    assertThat(run(0, "apply", "--timeout", "30").out()).contains("late-line", "open, lock");
    supplier.join();
    release("door", "late");
    // Gives the chip of sim2 its former number again.
    target.write(SIMULATOR + "unbind", "sim2");
    target.write(SIMULATOR + "bind", "sim2");
  }

  private void timeout() {
    declare(device("waiting"), device("door"));
    DeviceSnapshot before = DeviceSnapshot.read(sysfs);
    Run run = run(75, "apply", "--timeout", "0.4");
    assertThat(run.err())
        .contains(
            "waits for something that did not appear", "supplier platform:lost has no driver");
    assertThat(DeviceSnapshot.read(sysfs)).isEqualTo(before);
    release();
  }

  private void planErrors() {
    declare(device("door"), device("dor"));
    assertUnchanged(
        () -> {
          Run run = run(3, "apply");
          assertThat(run.err())
              .contains("not tried: /door", "declared at /tmp/bindings.yaml:4.", "/door'?");
        });
  }

  private void missingGroupMember() throws IOException {
    declare(device("door"));
    Files.writeString(
        SPEC,
        Files.readString(SPEC)
            + "iommuGroups:\n  - { member: \"0000:00:02.0\", bind: vfio-pci }\n");
    assertUnchanged(
        () ->
            assertThat(run(3, "apply").err())
                .contains("no device is named \"0000:00:02.0\"", "declared at", "not tried"));
    Files.writeString(SPEC, Files.readString(SPEC).replace(", bind: vfio-pci", ""));
    run(0, "apply");
    release("door");
  }

  private void errors() {
    declare("  - { node: door, bnid: gpio-aggregator }\n");
    for (String command : List.of("apply", "status")) {
      assertThat(run(2, command).err()).contains("'bnid' is not a valid key");
    }
    declare();
    assertThat(Run.of("apply", "--spec", "/tmp/none.yaml").status()).isEqualTo(3);
    assertThat(Run.of("status", "--spec", SPEC.toString(), "door").status()).isEqualTo(64);
  }
}
