// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Binder;
import org.dtbind.bind.UnbindRequest;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.change.RequestOptions;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.cli.Run;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.kernel.ReplacedPort;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Groups that a process of a user has open. Each command that would make the kernel wait for the
 * process names it, ends in time, and does not block other commands. Ownership review, finding D3.
 */
public final class HeldGroupCases {

  static final String USER = "4242";

  /** The longest time that a command takes on an emulated processor if it does not wait. */
  static final Duration LIMIT = Duration.ofMinutes(10);

  private static final Path SPEC = Path.of("/tmp/held.yaml");

  private final Target target;
  private final String number;

  private HeldGroupCases(Target target) {
    this.target = target;
    this.number = String.valueOf(alone().number());
  }

  /**
   * Runs all cases.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Target target = new Target(LinuxKernel.open(Path.of("/"), Trace.NONE));
    HeldGroupCases cases = new HeldGroupCases(target);
    List<Case> all = new ArrayList<>();
    all.add(new Case("commandsFailAndNameTheProcessThatHoldsTheGroup", cases::commands));
    all.addAll(new HeldGroupScriptCases(target, cases.number).all());
    all.add(new Case("groupOpenedDuringUnbindDoesNotBlockOthers", cases::openedDuringUnbind));
    Tap.run(target.kernel().sysfs(), all);
  }

  private IommuGroup alone() {
    return GroupCases.group(target, GroupCases.ALONE);
  }

  /** A process that keeps a file open until it is ended. */
  record Holder(Process process) implements AutoCloseable {
    static Holder of(String user, String file) throws IOException {
      return after(user, "exec 3<>" + file);
    }

    static Holder after(String user, String commands) throws IOException {
      return of(
          List.of(
              "setpriv",
              "--reuid=" + user,
              "--regid=" + user,
              "--clear-groups",
              "sh",
              "-c",
              commands + " && echo open && read end"));
    }

    /** The link in {@code /proc/PID/fd} then contains another path. */
    static Holder ofMounted(String user, String file) throws IOException {
      String mounted =
          "mount -t tmpfs x /mnt && touch /mnt/y && mount --bind %s /mnt/y && exec setpriv"
              + " --reuid=%s --clear-groups sh -c 'exec 3<>/mnt/y && echo open && read end'";
      return of(List.of("unshare", "-m", "sh", "-c", mounted.formatted(file, user)));
    }

    static Holder of(List<String> command) throws IOException {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      assertThat(output.readLine()).isEqualTo("open");
      return new Holder(process);
    }

    String description(String file) {
      return "sh[%d] has %s open (user %s)".formatted(process.pid(), file, USER);
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }

  static String works(String... args) {
    Run run = Run.of(args);
    assertThat(run.status()).as(run.toString()).isZero();
    return run.out();
  }

  private static Run failsQuickly(int status, String... args) {
    long start = System.nanoTime();
    Run run = Run.of(args);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(run.toString()).isLessThan(LIMIT);
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  private static void declare(String groups) throws IOException {
    Files.writeString(SPEC, "apiVersion: dtbind/v1\n" + groups);
  }

  private void commands() throws IOException {
    declare("iommuGroups:\n  - { member: \"%s\", bind: vfio-pci }\n".formatted(GroupCases.ALONE));
    works("apply", "--force", "--spec", SPEC.toString());
    works("group", "bind", number, "--owner", USER);
    declare("");
    List<List<String>> all =
        List.of(
            List.of("unbind", GroupCases.ALONE),
            List.of("unbind", "--force", GroupCases.ALONE),
            List.of("unbind", "--none", "--force", GroupCases.ALONE),
            List.of("bind", "--force", "--driver", "pci-stub", GroupCases.ALONE),
            List.of("apply", "--prune", "--force", "--spec", SPEC.toString()),
            List.of("group", "bind", "--none", "--force", number),
            List.of("group", "release", "--force", number));
    String[] handOver = {"group", "bind", "--owner", "65534", number};
    for (String file : files()) {
      try (Holder holder = Holder.of(USER, file)) {
        for (List<String> command : all) {
          assertThat(failsQuickly(1, command.toArray(String[]::new)).err())
              .as(command.toString())
              .contains("group " + number + " is in use", holder.description(file));
          assertThat(target.device(GroupCases.ALONE).driver()).hasValue("vfio-pci");
        }
        failsQuickly(5, handOver);
        assertThat(works("status")).contains(GroupCases.ALONE);
      }
    }
    hidden(handOver);
    works("apply", "--prune", "--spec", SPEC.toString());
    assertThat(target.device(GroupCases.ALONE).driver()).hasValue("virtio-pci");
  }

  /** Ways to have the group open that {@code /proc/PID/fd} does not show. */
  private void hidden(String... handOver) throws IOException {
    for (String file : files()) {
      try (Holder holder = holder("socket", file)) {
        assertThat(holder.process().isAlive()).isTrue();
        failsQuickly(5, handOver);
      }
      try (Holder holder = Holder.ofMounted(USER, file)) {
        assertThat(holder.process().isAlive()).isTrue();
        failsQuickly(5, handOver);
      }
    }
    try (Holder holder = holder("/dev/vfio/" + number, GroupCases.ALONE, "mapped")) {
      assertThat(holder.process().isAlive()).isTrue();
      failsQuickly(5, handOver);
      failsQuickly(1, "unbind", GroupCases.ALONE);
    }
    works("group", "bind", "--owner", "65534", "--force", number);
  }

  /** Returns the node of the group and, if the kernel creates them, those for iommufd. */
  private List<String> files() {
    List<String> files = new ArrayList<>(List.of("/dev/vfio/" + number));
    target
        .kernel()
        .files()
        .names("/dev/vfio/devices")
        .forEach(name -> files.add("/dev/vfio/devices/" + name));
    return files;
  }

  /** A process opens the device after dtbind has checked, right before its write. */
  private void openedDuringUnbind() throws IOException {
    works("group", "bind", "--force", number);
    List<Holder> holders = new ArrayList<>();
    Altered openingDevice =
        new Altered(
            target.kernel().sysfs(),
            path -> false,
            path -> {
              if (path.endsWith("vfio-pci/unbind")) {
                holders.add(openDevice());
              }
              return false;
            });
    UnbindRequest request =
        new UnbindRequest(
            GroupCases.ALONE,
            UnbindRequest.Then.RESTORE,
            new RequestOptions(Duration.ofSeconds(3), true, false),
            false);
    long start = System.nanoTime();
    Result<DeviceSubject> result =
        new Binder(ReplacedPort.in(target.kernel(), openingDevice)).unbind(request);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    assertThat(holders).hasSize(1);
    try (Holder holder = holders.get(0)) {
      assertThat(result.exit()).as(result.toString()).isEqualTo(ExitStatus.NOT_RESTORED);
      String name = "java[" + holder.process.pid() + "] has /dev/vfio/" + number + " ";
      assertThat(result.toString()).contains(name, "is waiting for that in the kernel");
      // Other commands do not wait. On Linux 6.1, a process that reads the override of that device
      // would.
      assertThat(Run.of("status").out()).containsPattern(GroupCases.ALONE + ".* drifted");
      assertThat(Run.of("devices").status()).isZero();
      assertThat(Run.of("group", "list").status()).isZero();
      assertThat(failsQuickly(4, "unbind", GroupCases.FIRST).err()).contains("dtbind recover");
      Run recover = failsQuickly(4, "recover", "--timeout", "3");
      assertThat(recover.err() + recover.out()).contains(name);
    }
    works("recover");
    assertThat(target.device(GroupCases.ALONE).driver()).isEqualTo(Optional.of("vfio-pci"));
    works("group", "release", number);
  }

  private static Holder holder(String... args) throws IOException {
    List<String> command = JavaStarts.counted(System.getProperty("java.class.path", ""));
    command.add(DeviceHolder.class.getName());
    command.addAll(List.of(args));
    return Holder.of(command);
  }

  private Holder openDevice() {
    try {
      return holder("/dev/vfio/" + number, GroupCases.ALONE);
    } catch (IOException e) {
      throw new AssertionError("no holder", e);
    }
  }
}
