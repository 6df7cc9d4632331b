// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.it.AggregatorCases.shell;
import static org.dtbind.it.HeldGroupCases.works;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dtbind.cli.Run;
import org.dtbind.export.target.BindingFiles;
import org.dtbind.export.target.GroupFiles;
import org.dtbind.it.HeldGroupCases.Holder;

/**
 * Tests that the script for targets without Java does not release a VFIO device that a process has
 * open, and that nothing else prevents the release.
 */
final class HeldGroupScriptCases {

  private static final Path PROGRAM = Path.of("/tmp/dtbind-target");
  private static final Path CONF = Path.of("/tmp/held.conf");

  private final Target target;
  private final String number;
  private final String file;

  HeldGroupScriptCases(Target target, String number) {
    this.target = target;
    this.number = number;
    this.file = "/dev/vfio/" + number;
  }

  List<Case> all() {
    return List.of(
        new Case("exportedScriptDoesNotWaitForOpenGroup", this::held),
        new Case("exportedScriptReleasesGroupThatItMayNotOpen", this::forbidden),
        new Case("exportedScriptMarksWhatItReleased", this::replaced));
  }

  private static Run stop() throws IOException, InterruptedException {
    return script("stop");
  }

  private static Run script(String command) throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder("sh", PROGRAM.toString(), "-t", "2", "-c", CONF.toString(), command)
            .redirectErrorStream(true)
            .start();
    assertThat(script.waitFor(HeldGroupCases.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(script.exitValue(), output, "");
  }

  private static void declare(String driver) throws IOException {
    Files.writeString(
        CONF, "member %s\nbus pci\nname %1$s\ndriver %s\n".formatted(GroupCases.ALONE, driver));
  }

  private void bound() throws IOException {
    Files.writeString(PROGRAM, BindingFiles.boot().get(0).content().utf8());
    declare("vfio-pci");
    works("group", "bind", "--force", number);
    works("group", "bind", number, "--owner", HeldGroupCases.USER);
  }

  private void assertReleased() throws IOException, InterruptedException {
    Run stop = stop();
    assertThat(stop.status()).as(stop.toString()).isZero();
    assertThat(target.device(GroupCases.ALONE).driver()).hasValue("virtio-pci");
    // The script has already released the device.
    works("group", "release", number);
  }

  private void held() throws IOException, InterruptedException {
    bound();
    try (Holder holder = Holder.after(HeldGroupCases.USER, "exec 3<>" + file)) {
      assertThat(holder.process().isAlive()).isTrue();
      Run stop = stop();
      assertThat(stop.out()).contains("still bound to vfio-pci, because " + file + " is open");
      assertThat(stop.status()).isEqualTo(5);
      assertThat(target.device(GroupCases.ALONE).driver()).hasValue("vfio-pci");
    }
    try (Holder holder = Holder.ofMounted(HeldGroupCases.USER, file)) {
      assertThat(holder.process().isAlive()).isTrue();
      assertThat(stop().out()).contains("because " + file + " is open");
    }
    assertReleased();
  }

  /** The rules of the former user must not apply when the device is bound to VFIO by others. */
  private void replaced() throws IOException, InterruptedException {
    bound();
    Path mark = Path.of(GroupFiles.returned("pci", GroupCases.ALONE));
    declare("virtio-pci");
    Run refused = script("start");
    assertThat(refused.out())
        .contains("its driver_override is 'vfio-pci', for which it is not declared");
    assertThat(refused.status()).isEqualTo(5);
    declare("vfio-pci");
    assertThat(stop().status()).isZero();
    assertThat(target.device(GroupCases.ALONE).driver()).hasValue("virtio-pci");
    assertThat(mark).exists();
    Run start = script("start");
    assertThat(start.status()).as(start.toString()).isZero();
    assertThat(mark).doesNotExist();
    Files.createFile(mark);
    start = script("start");
    assertThat(start.status()).as(start.toString()).isZero();
    assertThat(mark).doesNotExist();
    assertReleased();
    Files.deleteIfExists(mark);
  }

  /** As in a unit of systemd whose DevicePolicy does not allow the node. */
  private void forbidden() throws IOException, InterruptedException {
    bound();
    shell(
        ("made=\"mknod -m 600 %1$s c $(stat -c '0x%%t 0x%%T' %1$s)\";"
                + " mount -t tmpfs -o nodev none /dev/vfio && $made")
            .formatted(file));
    try {
      assertReleased();
    } finally {
      shell("umount /dev/vfio");
    }
  }
}
