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
import org.dtbind.change.result.ExitStatus;
import org.dtbind.change.result.Result;
import org.dtbind.cli.Run;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.iommu.IommuGroup;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.linux.LinuxKernel;

/**
 * Groups that a user's process has open (Ownership review D3): whatever would make the kernel wait
 * for it names the process, ends in time, and keeps nobody else waiting.
 */
public final class HeldGroupCases {

  private static final String USER = "4242";

  /** What an emulated processor needs for a command that does not wait. */
  private static final Duration SOON = Duration.ofSeconds(40);

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
    HeldGroupCases cases =
        new HeldGroupCases(new Target(LinuxKernel.open(Path.of("/"), Trace.NONE)));
    Tap.run(
        cases.target.kernel().sysfs(),
        List.of(
            new Case("whatWouldWaitForAGroupNamesWhoHasItOpen", cases::commands),
            new Case("anExportedScriptDoesNotWaitForAGroup", cases::script),
            new Case("oneWhoWasQuickerKeepsNobodyWaiting", cases::race)));
  }

  private IommuGroup alone() {
    return GroupCases.group(target, GroupCases.ALONE);
  }

  /** A process that has files open until it is ended. */
  private record Holder(Process process) implements AutoCloseable {
    static Holder of(String user, String file) throws IOException {
      return of(
          List.of(
              "setpriv",
              "--reuid=" + user,
              "--regid=" + user,
              "--clear-groups",
              "sh",
              "-c",
              "exec 3<>" + file + " && echo open && read end"));
    }

    static Holder of(List<String> command) throws IOException {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
      assertThat(said.readLine()).isEqualTo("open");
      return new Holder(process);
    }

    String text(String file) {
      return "sh[%d] has %s open (user %s)".formatted(process.pid(), file, USER);
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }

  private static String works(String... args) {
    Run ran = Run.of(args);
    assertThat(ran.status()).as(ran.toString()).isZero();
    return ran.out();
  }

  private static Run refused(int status, String... args) {
    long start = System.nanoTime();
    Run ran = Run.of(args);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).as(ran.toString()).isLessThan(SOON);
    assertThat(ran.status()).as(ran.toString()).isEqualTo(status);
    return ran;
  }

  private static void spec(String groups) throws IOException {
    Files.writeString(SPEC, "apiVersion: dtbind/v1\n" + groups);
  }

  private void commands() throws IOException {
    spec("iommuGroups:\n  - { member: \"%s\", bind: vfio-pci }\n".formatted(GroupCases.ALONE));
    works("apply", "--force", "--spec", SPEC.toString());
    works("group", "hand-over", number, "--to", USER);
    spec("");
    List<List<String>> all =
        List.of(
            List.of("unbind", GroupCases.ALONE),
            List.of("unbind", "--force", GroupCases.ALONE),
            List.of("unbind", "--none", "--force", GroupCases.ALONE),
            List.of("bind", "--force", "--driver", "pci-stub", GroupCases.ALONE),
            List.of("apply", "--prune", "--force", "--spec", SPEC.toString()),
            List.of("group", "bind", "--none", "--force", number),
            List.of("group", "release", "--force", number),
            List.of("group", "hand-over", "--to", "0", number));
    for (String file : files()) {
      try (Holder holder = Holder.of(USER, file)) {
        for (List<String> command : all) {
          assertThat(refused(1, command.toArray(String[]::new)).err())
              .as(command.toString())
              .contains("group " + number + " is in use", holder.text(file));
          assertThat(target.device(GroupCases.ALONE).driver()).hasValue("vfio-pci");
        }
        assertThat(works("status")).contains(GroupCases.ALONE);
      }
    }
    works("apply", "--prune", "--spec", SPEC.toString());
    assertThat(target.device(GroupCases.ALONE).driver()).hasValue("virtio-pci");
  }

  /** The group's node, and those for iommufd, where the kernel makes them. */
  private List<String> files() {
    List<String> files = new ArrayList<>(List.of("/dev/vfio/" + number));
    target
        .kernel()
        .files()
        .names("/dev/vfio/devices")
        .forEach(name -> files.add("/dev/vfio/devices/" + name));
    return files;
  }

  private void script() throws IOException, InterruptedException {
    Path program = Path.of("/tmp/dtbind-target");
    Path conf = Path.of("/tmp/held.conf");
    Files.writeString(program, BindingFiles.boot().get(0).content().utf8());
    Files.writeString(
        conf, "member %s\nbus pci\nname %1$s\ndriver vfio-pci\n".formatted(GroupCases.ALONE));
    works("group", "bind", "--force", number);
    works("group", "hand-over", number, "--to", USER);
    String file = "/dev/vfio/" + number;
    try (Holder holder = Holder.of(USER, file)) {
      Process stop =
          new ProcessBuilder("sh", program.toString(), "-t", "2", "-c", conf.toString(), "stop")
              .redirectErrorStream(true)
              .start();
      assertThat(stop.waitFor(SOON.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)).isTrue();
      String said = new String(stop.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said)
          .contains(
              "still bound to vfio-pci: in use by sh[%d] (user".formatted(holder.process.pid()));
      assertThat(stop.exitValue()).isEqualTo(1);
      assertThat(target.device(GroupCases.ALONE).driver()).hasValue("vfio-pci");
    }
    Process stop =
        new ProcessBuilder("sh", program.toString(), "-c", conf.toString(), "stop")
            .inheritIO()
            .start();
    assertThat(stop.waitFor()).isZero();
    assertThat(target.device(GroupCases.ALONE).driver()).hasValue("virtio-pci");
    // By then another one has done it.
    works("group", "release", number);
  }

  /** Somebody opens a device when nobody looks any more, right before the write. */
  private void race() throws IOException {
    works("group", "bind", "--force", number);
    List<Holder> holders = new ArrayList<>();
    Altered late =
        new Altered(
            target.kernel().sysfs(),
            path -> false,
            path -> {
              if (path.endsWith("vfio-pci/unbind")) {
                holders.add(device());
              }
              return false;
            });
    UnbindRequest request =
        new UnbindRequest(
            GroupCases.ALONE,
            UnbindRequest.Then.RESTORE,
            Duration.ofSeconds(3),
            true,
            false,
            false);
    long start = System.nanoTime();
    Result<DeviceSubject> outcome = new Binder(target.kernel().withSysfs(late)).unbind(request);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    assertThat(holders).hasSize(1);
    try (Holder holder = holders.get(0)) {
      assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(ExitStatus.NOT_RESTORED);
      String name = "java[" + holder.process.pid() + "] has /dev/vfio/" + number + " ";
      assertThat(outcome.toString()).contains(name, "is waiting for that in the kernel");
      // All others go on: on Linux 6.1, who reads the override of that device would wait, too.
      assertThat(Run.of("status").out()).containsPattern(GroupCases.ALONE + ".* drifted");
      assertThat(Run.of("devices").status()).isZero();
      assertThat(Run.of("group", "list").status()).isZero();
      assertThat(refused(4, "unbind", GroupCases.FIRST).err()).contains("dtbind recover");
      Run recover = refused(4, "recover", "--timeout", "3");
      assertThat(recover.err() + recover.out()).contains(name);
    }
    works("recover");
    assertThat(target.device(GroupCases.ALONE).driver()).isEqualTo(Optional.of("vfio-pci"));
    works("group", "release", number);
  }

  private Holder device() {
    List<String> command = JavaStarts.counted(System.getProperty("java.class.path", ""));
    command.addAll(List.of(DeviceHolder.class.getName(), "/dev/vfio/" + number, GroupCases.ALONE));
    try {
      return Holder.of(command);
    } catch (IOException e) {
      throw new AssertionError("no holder", e);
    }
  }
}
