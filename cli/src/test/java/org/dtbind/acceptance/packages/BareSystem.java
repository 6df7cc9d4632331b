// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.acceptance.DebianArchive;
import org.dtbind.acceptance.DebianPackage;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;

/** A minimal Debian in a chroot with /proc and /dev; changes go to an overlay file system. */
final class BareSystem {

  private final MountNamespace namespace;
  private final Path root;

  private BareSystem(MountNamespace namespace, Path root) {
    this.namespace = namespace;
    this.root = root;
  }

  /** Creates the system in a directory that does not exist. */
  static BareSystem make(MountNamespace namespace, DebianArchive archive, Path directory)
      throws IOException {
    Path lower = directory.resolve("system");
    Path root = Files.createDirectories(directory.resolve("at"));
    Path upper = Files.createDirectory(directory.resolve("upper"));
    Path working = Files.createDirectory(directory.resolve("working"));
    archive.unpack(lower);
    BareSystem system = new BareSystem(namespace, root);
    system.mount("overlay", "", "lowerdir=" + lower + ",upperdir=" + upper + ",workdir=" + working);
    system.mount("proc", "proc", "defaults");
    system.mount("tmpfs", "dev", "defaults");
    for (String device : List.of("null 3", "urandom 9", "random 8", "zero 5")) {
      String[] parts = device.split(" ", -1);
      namespace.enter("mknod", "-m", "666", root + "/dev/" + parts[0], "c", "1", parts[1]).output();
    }
    namespace.enter("ln", "-s", "/proc/self/fd", root + "/dev/fd").output();
    return system;
  }

  private void mount(String type, String path, String options) throws IOException {
    namespace
        .enter("mount", "-t", type, "-o", options, type, root.resolve(path).toString())
        .output();
  }

  void unmount(String path) throws IOException {
    namespace.enter("umount", root.resolve(path).toString()).output();
  }

  /** Returns a program that runs in the chroot as root. */
  Program inside(String... command) {
    return namespace
        .enter("chroot", root.toString(), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin")
        .and("HOME=/root", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive")
        .and(command);
  }

  /** Returns a program that runs in the chroot as nobody, who may write only to /tmp. */
  Program user(String... command) {
    return inside("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups").and(command);
  }

  /** Returns a program of the host that runs in the mount namespace and sees {@link #root}. */
  Program onHost(String... command) {
    return namespace.enter(command);
  }

  /** Returns the root directory, as seen by {@link #onHost}. */
  Path root() {
    return root;
  }

  /** Returns a path in the system by which this process can open the file. */
  Path file(String path) {
    return namespace.path(root).resolve(path);
  }

  /** Returns the paths of all files that are not directories, relative to the root. */
  List<String> files() throws IOException {
    return onHost("find", root.toString(), "-xdev", "!", "-type", "d", "-printf", "%P\n")
        .run()
        .succeeded()
        .lines()
        .stream()
        .sorted()
        .toList();
  }

  Finished install(DebianPackage debianPackage) throws IOException {
    Path copy = file("root/installed.deb");
    Files.copy(debianPackage.file(), copy);
    Finished finished = inside("dpkg", "-i", "/root/installed.deb").run().succeeded();
    Files.delete(copy);
    return finished;
  }

  void hasNoJava() throws IOException {
    assertThat(inside("sh", "-c", "command -v java").run().status()).isNotZero();
  }
}
