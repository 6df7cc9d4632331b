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
 * What is mounted in a sandbox, as lines of fstab(5): one mount(8) for all of it, since processes
 * are what takes time in User-mode Linux.
 */
final class FileSystems {

  /** What Linux has of its own; the last three only where it was built with them. */
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

  /** Where this machine's whole tree is, until what is needed is bound. */
  private final String host;

  private FileSystems(String host) {
    this.host = host;
  }

  /**
   * {@return the table of a sandbox}
   *
   * @param machine that is booted; no whole system, which mounts its own. In QEMU, {@code virt.sh}
   *     has mounted {@code /host}, and {@code init.sh} brings the folder to its place
   * @param folder the sandbox's, to be writable in User-mode Linux
   * @param shown folders of this machine, to be readable in there
   * @throws IOException if one of them is not there
   */
  static String of(Machine machine, Path folder, List<Path> shown) throws IOException {
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
      // The last, since it may be below one that is shown.
      all.bind(all.host + folder, folder.toString(), "");
    }
    return String.join("\n", all.lines) + "\n";
  }

  private void addModules(Machine machine, Path modules) throws IOException {
    Path root = machine instanceof Machine.Virt virt ? virt.root() : Path.of("/");
    if (!Files.isDirectory(root.resolve("lib/modules"))) {
      // A place for them, in a layer over what is read-only: a layer has the folder that is mounted
      // on, not what is mounted.
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

  /** As getmntent(3) reads it. */
  private static String escaped(String path) {
    return path.replace("\\", "\\134")
        .replace(" ", "\\040")
        .replace("\t", "\\011")
        .replace("\n", "\\012");
  }
}
