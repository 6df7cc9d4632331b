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

/** A small Debian in a root of its own, with /proc and /dev, in a layer that goes with it. */
final class BareSystem {

  private final MountNamespace namespace;
  private final Path at;

  private BareSystem(MountNamespace namespace, Path at) {
    this.namespace = namespace;
    this.at = at;
  }

  /** Makes it, in a folder that does not exist. */
  static BareSystem make(MountNamespace namespace, DebianArchive archive, Path folder)
      throws IOException {
    Path lower = folder.resolve("system");
    Path at = Files.createDirectories(folder.resolve("at"));
    Path upper = Files.createDirectory(folder.resolve("upper"));
    Path working = Files.createDirectory(folder.resolve("working"));
    archive.unpack(lower);
    BareSystem system = new BareSystem(namespace, at);
    system.mount("overlay", "", "lowerdir=" + lower + ",upperdir=" + upper + ",workdir=" + working);
    system.mount("proc", "proc", "defaults");
    system.mount("tmpfs", "dev", "defaults");
    for (String device : List.of("null 3", "urandom 9", "random 8", "zero 5")) {
      String[] parts = device.split(" ", -1);
      namespace.enter("mknod", "-m", "666", at + "/dev/" + parts[0], "c", "1", parts[1]).output();
    }
    namespace.enter("ln", "-s", "/proc/self/fd", at + "/dev/fd").output();
    return system;
  }

  private void mount(String type, String path, String options) throws IOException {
    namespace.enter("mount", "-t", type, "-o", options, type, at.resolve(path).toString()).output();
  }

  void unmount(String path) throws IOException {
    namespace.enter("umount", at.resolve(path).toString()).output();
  }

  /** Returns a program that runs in there, as root. */
  Program inside(String... command) {
    return namespace
        .enter("chroot", at.toString(), "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin")
        .and("HOME=/root", "LC_ALL=C.UTF-8", "DEBIAN_FRONTEND=noninteractive")
        .and(command);
  }

  /** Returns one that runs as a user who may write nowhere but in /tmp. */
  Program user(String... command) {
    return inside("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups").and(command);
  }

  /** Returns a program of this machine that sees {@link #root}. */
  Program beside(String... command) {
    return namespace.enter(command);
  }

  /** Returns its root, as {@link #beside} sees it. */
  Path root() {
    return at;
  }

  /** Returns a file of it, as this process reaches it. */
  Path file(String path) {
    return namespace.path(at).resolve(path);
  }

  /** Returns the paths of all that is no folder, relative to its root. */
  List<String> files() throws IOException {
    return beside("find", at.toString(), "-xdev", "!", "-type", "d", "-printf", "%P\n")
        .run()
        .succeeded()
        .lines()
        .stream()
        .sorted()
        .toList();
  }

  /** Installs a package. */
  Finished install(DebianPackage one) throws IOException {
    Path copy = file("root/installed.deb");
    Files.copy(one.file(), copy);
    Finished finished = inside("dpkg", "-i", "/root/installed.deb").run().succeeded();
    Files.delete(copy);
    return finished;
  }

  void hasNoJava() throws IOException {
    assertThat(inside("sh", "-c", "command -v java").run().status()).isNotZero();
  }
}
