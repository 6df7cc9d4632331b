// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.dtbind.change.RequestOptions;
import org.dtbind.change.result.ExitStatus;
import org.dtbind.cli.Run;
import org.dtbind.container.live.ContainerFiles;
import org.dtbind.container.live.ContainerRequest;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;

/**
 * Writes CDI files for containers in a kernel; {@link ContainerTest} starts containers with them.
 */
final class ContainerCases {

  private static final Path SPEC = Path.of("/tmp/containers.yaml");
  private static final Path CDI_FILE = Path.of("/run/cdi/dtbind.org-gpio_crate.json");
  private static final String EMPTY_SPEC = "apiVersion: dtbind/v1\n";
  private static final String CRATE_SPEC =
      EMPTY_SPEC + "aggregators:\n  - { name: crate, lines: [\"gpio2:24-25\"], group: games }\n";

  private final WritableKernel kernel;
  private final KillCases kills;

  ContainerCases(Target target, boolean everyWrite) {
    this.kernel = target.kernel();
    this.kills = new KillCases(target, everyWrite);
  }

  List<Case> all() {
    return List.of(
        new Case("cdiFilesAreWrittenOnceAndPruned", this::applied),
        new Case("cdiNameEndsWithTheDevice", this::ends),
        new Case("chipWithANodeInAContainerIsDeletedOnlyWithForce", this::nodeInContainer),
        new Case("killedCdiWriteIsDoneOrUndone", this::killedWrite));
  }

  private static Run run(int status, String spec, String... words) throws IOException {
    Files.writeString(SPEC, spec);
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--spec";
    all[words.length + 1] = SPEC.toString();
    Run run = Run.of(all);
    assertThat(run.status()).as(run.toString()).isEqualTo(status);
    return run;
  }

  private void applied() throws IOException {
    assertThat(run(0, CRATE_SPEC, "apply", "--cdi").out())
        .contains("dtbind.org/gpio=crate is available to containers\n", "write file " + CDI_FILE);
    String node = Path.of("/dev/gpio/crate").toRealPath().toString();
    assertThat(Files.readString(CDI_FILE))
        .contains("\"hostPath\": \"" + node + "\"", "\"uid\": 0", "\"fileMode\": 432")
        .isEqualTo(run(0, CRATE_SPEC, "export", "cdi").out());
    SystemSnapshot before = SystemSnapshot.of(kernel);
    assertThat(run(0, CRATE_SPEC, "apply", "--cdi", "-vv").err())
        .doesNotContain("acquired the lock /run/dtbind/lock");
    run(0, CRATE_SPEC, "plan", "--check", "--cdi");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
    run(0, CRATE_SPEC, "status");
    Files.writeString(CDI_FILE, "{}");
    run(5, CRATE_SPEC, "plan", "--check", "--cdi");
    assertThat(run(5, CRATE_SPEC, "status").err())
        .contains(CDI_FILE + " does not describe the declared device as it is now");
    run(0, CRATE_SPEC, "apply", "--cdi=/run/cdi");
    assertThat(Files.readString(CDI_FILE)).contains(node);
    run(0, EMPTY_SPEC, "apply", "--cdi", "--prune");
    assertThat(CDI_FILE).doesNotExist();
    assertThat(Path.of("/dev/gpio/crate")).doesNotExist();
    assertThat(Path.of("/run/dtbind/dtbind-cdi")).doesNotExist();
    assertThat(Path.of("/run/udev/rules.d/80-dtbind-cdi-gpio_crate.rules")).doesNotExist();
  }

  /** No udevd runs. */
  private void ends() throws IOException {
    String spec =
        CRATE_SPEC + "devices:\n  - { node: /door, bind: gpio-aggregator, owner: games }\n";
    SystemSnapshot before = SystemSnapshot.of(kernel);
    run(0, spec, "apply", "--cdi");
    Path door = Path.of("/run/cdi/dtbind.org-gpio_door.json");
    Path rules = Path.of("/run/udev/rules.d");
    assertThat(door).exists();
    assertThat(rules.resolve("80-dtbind-cdi-gpio_door.rules")).exists();
    Run.ending(0, "unbind", "door");
    assertThat(door).doesNotExist();
    assertThat(rules.resolve("80-dtbind-cdi-gpio_door.rules")).doesNotExist();
    assertThat(CDI_FILE).exists();
    assertThat(rules.resolve("80-dtbind-cdi-gpio_crate.rules")).exists();
    Run.ending(0, "aggregator", "delete", "crate");
    assertThat(CDI_FILE).doesNotExist();
    assertThat(rules).isEmptyDirectory();
    Path other = Path.of("/run/cdi/dtbind.org-gpio_small_door.json");
    Files.writeString(other, "{}");
    String unbound = EMPTY_SPEC + "devices:\n  - { node: /door, bind: gpio-aggregator }\n";
    assertThat(run(5, unbound, "status").err()).doesNotContain(other.toString());
    run(0, EMPTY_SPEC, "apply", "--cdi", "--prune");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  private void nodeInContainer() throws Exception {
    SystemSnapshot before = SystemSnapshot.of(kernel);
    run(0, CRATE_SPEC, "apply");
    Run.ending(0, "bind", "door");
    String chip = "/dev/gpio/crate";
    String door = "$(ls -d /sys/devices/platform/door/gpiochip*)";
    // As crun makes nodes; in addition, one node is mounted from /dev.
    String container =
        """
        mkdir -p /tmp/rootfs/dev && mount -t tmpfs dev /tmp/rootfs/dev && cd /tmp/rootfs/dev
        mkdir gpio && mknod gpio/crate c $(stat -L -c '0x%%t 0x%%T' %s)
        mknod door c $(tr : ' ' < %s/dev)
        touch other && mount --bind /dev/gpiochip0 other
        exec python3 -c "import os, sys
        os.chroot('/tmp/rootfs')
        print('ready', flush=True)
        sys.stdin.read()"
        """
            .formatted(chip, door);
    Process process =
        new ProcessBuilder("unshare", "-m", "sh", "-c", container)
            .redirectErrorStream(true)
            .start();
    try (var output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo("ready");
      assertThat(Run.ending(1, "aggregator", "delete", "crate").err())
          .contains("crate is in use", "is in a container that has a device node of its own for");
      assertThat(Run.of("unbind", "door").err())
          .contains(
              "door (/door) is in use", "is in a container that has a device node of its own for");
      Run.ending(0, "unbind", "--force", "door");
      // A privileged container has the nodes of all devices.
      AggregatorCases.shell("mknod /proc/%d/root/dev/kmsg c 1 11".formatted(process.pid()));
      Run.ending(0, "aggregator", "delete", "crate");
    } finally {
      process.destroyForcibly().waitFor();
    }
    AggregatorCases.shell("rm -r /tmp/rootfs");
    assertThat(SystemSnapshot.of(kernel)).isEqualTo(before);
  }

  private static ExitStatus write(WritableKernel with, String spec, boolean prune) {
    Specification declared =
        SpecReader.read(new SourceFile("containers.yaml", Bytes.utf8(spec))).value().orElseThrow();
    ContainerRequest request =
        new ContainerRequest(
            ContainerRequest.VOLATILE,
            prune,
            new RequestOptions(Duration.ofSeconds(9), false, false));
    return new ContainerFiles(with, () -> false).write(declared, request).exit();
  }

  private void killedWrite() throws IOException {
    run(0, CRATE_SPEC, "apply");
    kills.killed(
        new KillCases.Scenario(
            kernel,
            () -> {},
            with -> write(with, CRATE_SPEC, false),
            () -> assertThat(write(kernel, EMPTY_SPEC, true)).isEqualTo(ExitStatus.DONE)));
    run(0, EMPTY_SPEC, "apply", "--prune");
  }
}
