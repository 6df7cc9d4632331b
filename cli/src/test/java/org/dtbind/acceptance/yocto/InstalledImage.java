// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.yocto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.dtbind.testing.Program;

/**
 * The root file system of an image with all built packages.
 *
 * @param root the root directory
 */
record InstalledImage(Path root) {

  private static final Path BASE_PASSWD = Path.of("/usr/share/base-passwd");

  /** Installs the packages of the first build with dpkg. */
  static InstalledImage of(YoctoBuilds builds) throws IOException {
    List<String> packages = new ArrayList<>();
    for (String name : YoctoBuilds.RECIPES) {
      // linux-yocto stands in for the kernel, and has no package.
      if (!name.startsWith("host-") && !name.equals("linux-yocto")) {
        packages.add(builds.packaged("one", name).file().toString());
      }
    }
    Path root = builds.at("image");
    for (String directory : List.of("etc", "var/lib/dpkg/info", "var/lib/dpkg/updates")) {
      Files.createDirectories(root.resolve(directory));
    }
    Files.createDirectories(root.resolve("var/lib/dpkg/triggers"));
    Files.createFile(root.resolve("var/lib/dpkg/status"));
    Files.copy(BASE_PASSWD.resolve("passwd.master"), root.resolve("etc/passwd"));
    Files.copy(BASE_PASSWD.resolve("group.master"), root.resolve("etc/group"));
    for (String file : List.of("shadow", "gshadow", "login.defs")) {
      Files.createFile(root.resolve("etc").resolve(file));
    }
    // The preinst scripts use the host's useradd and groupadd in place of shadow-native.
    YoctoBuilds.asRoot()
        .and("D=" + root, "dpkg", "--root=" + root, "--force-architecture", "--force-depends")
        .and("--force-script-chrootless", "--install")
        .and(packages.toArray(String[]::new))
        .output();
    return new InstalledImage(root);
  }

  void hasEachDeclaration() {
    for (String name :
        List.of("door", "door-dtc", "door-kernel", "with-header", "only-bound", "gate")) {
      assertThat(root.resolve("usr/lib/dtbind/target.d/" + name + ".conf")).isRegularFile();
    }
  }

  void hasUsersAndGroups() throws IOException {
    List<String> groups = Files.readAllLines(root.resolve("etc/group"));
    assertThat(groups).filteredOn(line -> line.startsWith("doors:")).hasSize(1);
    assertThat(Files.readAllLines(root.resolve("etc/passwd")))
        .filteredOn(line -> line.startsWith("keeper:"))
        .singleElement()
        .satisfies(line -> assertThat(line.split(":", -1)[6]).isEqualTo("/sbin/nologin"));
    Predicate<String> dialout = line -> line.startsWith("dialout:");
    assertThat(groups.stream().filter(dialout))
        .containsExactlyElementsOf(
            Files.readAllLines(BASE_PASSWD.resolve("group.master")).stream()
                .filter(dialout)
                .toList());
  }

  /** Returns the output of {@code dtbind-target status} in the image. */
  List<String> status() throws IOException {
    String script = root.resolve("usr/lib/dtbind/dtbind-target").toString();
    return Program.of("sh", script, "status").run().lines();
  }
}
