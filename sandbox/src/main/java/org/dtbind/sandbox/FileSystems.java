// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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

  /** The directories of the root file system that virt.sh shows; all others are in memory. */
  private static final Set<String> READ_ONLY =
      Set.of("bin", "sbin", "lib", "lib64", "usr", "etc", "var");

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
    boolean hostfs = !machine.isEmulated();
    FileSystems all = new FileSystems(hostfs ? "/run/dtbind/host" : "/host");
    if (hostfs) {
      all.add("host", all.host, "hostfs", "X-mount.mkdir");
    }
    List<Path> directories = shown.stream().filter(Files::isDirectory).toList();
    List<Path> targets = new ArrayList<>();
    Path root = machine.root();
    if (machine.hasOwnRoot()) {
      targets.addAll(shown);
      targets.add(directory);
    }
    Optional<Path> modules = machine.kernel().modules();
    if (modules.isPresent()) {
      Path library = root.toRealPath().relativize(root.resolve("lib").toRealPath());
      targets.add(Path.of("/").resolve(library).resolve("modules"));
    }
    all.addMountPoints(root, targets);
    for (Path path : directories) {
      all.bind(all.host + path, path.toString(), ",ro");
    }
    if (modules.isPresent()) {
      all.bind(all.host + modules.get().toRealPath(), "/lib/modules", ",ro");
    }
    if (hostfs) {
      // This mount comes last, because the directory may be inside a shown directory.
      all.bind(all.host + directory, directory.toString(), "");
    }
    return String.join("\n", all.lines) + "\n";
  }

  /**
   * Makes the directories of a read-only root in which targets are missing writable, by an overlay
   * in memory for each, so that mount points can be created there.
   */
  private void addMountPoints(Path root, List<Path> targets) {
    // A directory comes before those that it contains.
    Set<Path> incomplete = new TreeSet<>();
    for (Path target : targets) {
      Path existing = target;
      while (!Files.exists(root.resolve(existing.toString().substring(1)))) {
        existing = Objects.requireNonNull(existing.getParent(), "the root is a directory");
      }
      if (!existing.equals(target) && READ_ONLY.contains(target.getName(0).toString())) {
        incomplete.add(existing);
      }
    }
    for (Path directory : incomplete) {
      String layer = "/run/dtbind/layer" + lines.size();
      // Only mount(8) creates directories here, for mount points.
      add("point", layer + "/upper/.dtbind", "tmpfs", "X-mount.mkdir");
      add("point", layer + "/work/.dtbind", "tmpfs", "X-mount.mkdir");
      String options = "lowerdir=%1$s,upperdir=%2$s/upper,workdir=%2$s/work";
      add("layer", directory.toString(), "overlay", options.formatted(directory, layer));
    }
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
