// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The file systems of a sandbox, as lines of fstab(5). A single mount(8) mounts all of them,
 * because starting a process takes long in User-mode Linux.
 */
final class FileSystems {

  /** The virtual file systems. The last three exist only if the kernel was built with them. */
  private static final List<String> USUAL =
      List.of(
          "proc /proc proc nosuid,nodev,noexec",
          "dev /dev devtmpfs nosuid",
          "run /run tmpfs nosuid,nodev,mode=755",
          "lock /run/lock tmpfs nosuid,nodev,noexec,X-mount.mkdir",
          "sys /sys sysfs nosuid,nodev,noexec",
          "shm /dev/shm tmpfs nosuid,nodev,X-mount.mkdir",
          "tmp /tmp tmpfs nosuid,nodev",
          "config /sys/kernel/config configfs defaults",
          "debug /sys/kernel/debug debugfs defaults",
          "devpts /dev/pts devpts nosuid,noexec,gid=5,mode=620,ptmxmode=666,X-mount.mkdir");

  private final List<String> lines = new ArrayList<>(USUAL);

  /**
   * The path in the sandbox of this machine's root directory, from which the shown directories are
   * bound.
   */
  private final String host;

  private FileSystems(String host) {
    this.host = host;
  }

  /**
   * {@return the lines of fstab for a sandbox}
   *
   * @param machine the machine that is booted; a whole system mounts its file systems without this.
   *     In QEMU, {@code virt.sh} has mounted {@code /host}, and {@code init.sh} moves the sandbox's
   *     directory to its final path
   * @param directory the directory of the sandbox, which is writable under User-mode Linux
   * @param shown the directories of this machine that are readable in the sandbox
   * @throws IOException if one of the directories does not exist
   */
  static String of(Machine machine, Path directory, List<Path> shown) throws IOException {
    boolean virt = machine instanceof Machine.Virt;
    FileSystems all = new FileSystems(virt ? "/host" : "/run/dtbind/host");
    if (!virt) {
      all.add("host", all.host, "hostfs", "X-mount.mkdir");
    }
    for (Path path : shown) {
      if (Files.isDirectory(path)) {
        all.bind(all.host + path, path.toString(), ",ro");
      }
    }
    Optional<Path> modules = machine.kernel().modules();
    if (modules.isPresent()) {
      all.addModules(machine, modules.get().toRealPath());
    }
    if (!virt) {
      // This mount comes last, because the directory may be inside a shown directory.
      all.bind(all.host + directory, directory.toString(), "");
    }
    return String.join("\n", all.lines) + "\n";
  }

  private void addModules(Machine machine, Path modules) throws IOException {
    Path root = machine instanceof Machine.Virt virt ? virt.root() : Path.of("/");
    if (!Files.isDirectory(root.resolve("lib/modules"))) {
      // Creates the mount point in an overlay over the read-only root. The lower layer needs its
      // own directory, because an overlay does not show file systems mounted in a layer.
      String layer = "/run/dtbind/lib";
      String library = "/" + root.toRealPath().relativize(root.resolve("lib").toRealPath());
      bind(host + modules, layer + "/modules", ",ro");
      add("lib", library, "overlay", "ro,lowerdir=" + layer + ":" + library);
    }
    bind(host + modules, "/lib/modules", ",ro");
  }

  private void bind(String from, String to, String options) {
    add(from, to, "none", "bind,X-mount.mkdir" + options);
  }

  private void add(String source, String target, String type, String options) {
    lines.add(String.join(" ", escaped(source), escaped(target), type, options));
  }

  /** Escapes the characters that getmntent(3) decodes. */
  private static String escaped(String path) {
    return path.replace("\\", "\\134")
        .replace(" ", "\\040")
        .replace("\t", "\\011")
        .replace("\n", "\\012");
  }
}
