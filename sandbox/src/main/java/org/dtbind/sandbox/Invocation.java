// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command lines that start machines. All of them run {@code start.sh}; {@code init.sh} lists
 * the files that the kernel finds in the sandbox's directory.
 */
final class Invocation {

  /** QEMU for arm64, which is searched in {@code PATH}. */
  static final String QEMU = "qemu-system-aarch64";

  /** The mount options for directories that QEMU shares with the guest. */
  private static final String SHARE = "trans=virtio,version=9p2000.L,msize=512000";

  private Invocation() {}

  /**
   * {@return the command line that starts a machine}
   *
   * @param directory the directory of the sandbox, with its files
   * @param level the kernel's log level for the console, which shows panics at any level
   */
  static List<String> of(SandboxRequest request, Path directory, int level) {
    List<String> line = new ArrayList<>();
    line.add(Resources.START.in(directory).toString());
    line.add(directory.toString());
    Optional<Machine.Hardware> emulated = request.machine().emulated();
    if (emulated.isPresent()) {
      // No space for a memory file, because QEMU has the guest's memory in its address space.
      line.add("0");
      line.addAll(virt(emulated.get(), request, directory, level));
    } else {
      line.add(Integer.toString(request.megabytes()));
      line.addAll(userMode(request, directory, level));
    }
    return line;
  }

  private static List<String> userMode(SandboxRequest request, Path directory, int level) {
    List<String> line = new ArrayList<>();
    line.add(request.machine().kernel().program().toString());
    line.add("mem=" + request.megabytes() + "M");
    if (request.blob().isPresent()) {
      line.add("dtb=" + directory.resolve("tree.dtb"));
    }
    line.add("uml_dir=" + directory + "/");
    line.addAll(List.of("root=/dev/root", "rootfstype=hostfs", "ro"));
    String input = request.interactive() ? "fd:0" : "null";
    line.addAll(List.of("console=tty1", "con=null", "con0=" + input + ",fd:1", "con1=null,fd:2"));
    line.addAll(List.of("ssl=null", "quiet", "panic=-1"));
    // Since Linux 6.16: starts programs seven times faster, but trusts them, as the sandbox does in
    // any case.
    line.add("seccomp=auto");
    line.add("loglevel=" + level);
    line.add(Refusals.WORD);
    line.addAll(request.arguments());
    line.add("rootflags=" + request.machine().root());
    if (request.machine().system().isPresent()) {
      // The consoles carry the output of the command, so there must be no login on them.
      line.addAll(List.of("systemd.show_status=0", "systemd.mask=getty.target"));
      line.addAll(List.of("init=/bin/sh", "--", "-c"));
      // The kernel joins its arguments with spaces and parses them again; the quotes keep this one
      // together.
      line.add(
          "\"mount -n -t proc proc /proc && mount -n -t hostfs -o %s none /mnt && exec sh /mnt/%s\""
              .formatted(directory, Resources.SYSTEM));
    } else {
      // init.sh mounts /dev, whatever the kernel's configuration.
      line.add("devtmpfs.mount=0");
      line.add("init=" + Resources.INIT.in(directory));
    }
    return line;
  }

  /**
   * {@return the part of QEMU's command line that determines the devicetree of {@code virt}}
   *
   * @param more options of {@code -M virt}, each after a comma; empty for none
   */
  static List<String> virt(Machine.Hardware hardware, String more, int megabytes) {
    StringBuilder machine = new StringBuilder("virt");
    hardware.options().forEach(option -> machine.append(',').append(option));
    List<String> line = new ArrayList<>(List.of(QEMU, "-M", machine + more));
    line.addAll(List.of("-cpu", "cortex-a53", "-smp", "2", "-m", megabytes + "M"));
    // The packages with QEMU's displays and network cards are not always installed.
    line.addAll(List.of("-display", "none", "-nic", "none"));
    hardware.devices().forEach(device -> line.addAll(List.of("-device", device)));
    return line;
  }

  private static List<String> virt(
      Machine.Hardware hardware, SandboxRequest request, Path directory, int level) {
    List<String> line = new ArrayList<>(virt(hardware, "", request.megabytes()));
    line.addAll(hardware.words());
    line.addAll(List.of("-monitor", "none", "-serial", "stdio", "-no-reboot"));
    line.addAll(List.of("-kernel", request.machine().kernel().program().toString()));
    if (request.blob().isPresent()) {
      line.addAll(List.of("-dtb", directory.resolve("tree.dtb").toString()));
    }
    line.addAll(share("root", request.machine().root(), true));
    line.addAll(share("host", Path.of("/"), true));
    line.addAll(share("sandbox", directory, false));
    String kernel =
        "root=root rootfstype=9p rootflags="
            + SHARE
            + ",cache=loose ro console=ttyAMA0 quiet panic=-1 loglevel="
            + level
            // Emulation of a second processor takes nearly twice the time, and saves none.
            + " maxcpus=1"
            + " dtbind.dir="
            + directory
            + request.arguments().stream().map(word -> " " + word).collect(joining())
            // The script for process 1 is on a share, which must be mounted first.
            + " init=/bin/sh -- -c \"mount -t 9p -o "
            + SHARE
            + " sandbox /mnt && exec sh /mnt/"
            + Resources.VIRT
            + "\"";
    line.addAll(List.of("-append", kernel));
    return line;
  }

  private static List<String> share(String tag, Path directory, boolean readOnly) {
    String options = "local,security_model=none,multidevs=remap,id=" + tag + ",path=";
    String path = directory.toString().replace(",", ",,");
    return List.of(
        "-fsdev",
        options + path + (readOnly ? ",readonly=on" : ""),
        "-device",
        "virtio-9p-device,fsdev=" + tag + ",mount_tag=" + tag);
  }
}
