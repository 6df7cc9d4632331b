// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.acceptance.DebianArchive;
import org.dtbind.acceptance.Users;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * The files of a release, and the systems on which they are tried. DTBIND_PACKAGES may name a
 * folder with those files, in place of those that are made here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PackagesFixture {

  private static final Path MEASURED = Path.of("target/packages.txt");

  /** What is in the bare system for amd64 before the package. */
  final List<String> filesBefore = new ArrayList<>();

  /** Not in /tmp, which may be memory. */
  final Path work;

  private final MountNamespace namespace = new MountNamespace();
  private @Nullable BareSystem system;
  private @Nullable BareSystem newer;

  Released released = new Released(Path.of(""), new Finished(List.of(), 0, "", ""));

  PackagesFixture() throws IOException {
    work = Files.createTempDirectory(Checkout.ROOT, "target-packages.").toRealPath();
  }

  @BeforeAll
  void release() throws IOException {
    Files.deleteIfExists(MEASURED);
    if (!Users.isRoot()) {
      return;
    }
    Program.of("chmod", "755", work.toString()).output();
    Checkout.build();
    String named = System.getenv("DTBIND_PACKAGES");
    released =
        named == null
            ? Released.make(work.resolve("packages"))
            : new Released(Path.of(named).toAbsolutePath(), released.making());
  }

  @AfterAll
  void end() throws IOException {
    namespace.close();
    Program.of("rm", "-rf", "--", work.toString()).run();
  }

  @BeforeEach
  void assumeRoot() throws IOException {
    assumeTrue(Users.isRoot(), "packages: only root can install packages into a root of their own");
  }

  /** Returns the bare Debian 12 for amd64. */
  BareSystem system() throws IOException {
    BareSystem made = system;
    if (made == null) {
      DebianArchive archive = DebianArchive.of("bare-amd64", "amd64", "man-db", "bookworm");
      made = BareSystem.make(namespace, archive, work.resolve("amd64"));
      system = made;
    }
    return made;
  }

  /** Returns the bare Debian 13: its java, compiler, mount(8) and libgpiod are others. */
  BareSystem newer() throws IOException {
    BareSystem made = newer;
    if (made == null) {
      DebianArchive archive = DebianArchive.of("bare-amd64", "amd64", "ca-certificates", "trixie");
      made = BareSystem.make(namespace, archive, work.resolve("newer"));
      newer = made;
    }
    return made;
  }

  InstalledPackage installed() throws IOException {
    return new InstalledPackage(system(), work);
  }

  Emulated emulated() {
    return new Emulated(namespace, work);
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin/java").toString();
  }

  /** Returns the names of the jars that are shipped and have been released by others. */
  static List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.ROOT.resolve("cli/target/dtbind/lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar") && !name.endsWith("-SNAPSHOT.jar"))
          .toList();
    }
  }

  static void measured(String text) throws IOException {
    Files.writeString(
        MEASURED,
        text.stripTrailing() + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  static void copyCheckout(BareSystem system) throws IOException {
    Path to = Files.createDirectory(system.file("root/checkout"));
    Checkout.bash(
            """
            set -o pipefail
            tar -cf - --anchored --no-wildcards-match-slash --exclude='./target*' \
                --exclude='./*/target' --exclude=./.git . | tar -xf - -C "$1"
            """,
            to.toString())
        .in(Checkout.ROOT)
        .output();
    Program.of("cp", "-L", "/etc/resolv.conf", system.file("etc/").toString()).output();
    Path own = Path.of("/usr/local/share/ca-certificates");
    if (Files.isDirectory(own)) {
      Path share = system.file("usr/local/share/");
      Program.of("cp", "-R", own.toString(), share.toString()).output();
    }
    system.inside("update-ca-certificates").output();
  }

  /** A guest found all as it should be. Its times are compared, and held to nothing. */
  void journey(List<String> said) throws IOException {
    for (String line : said) {
      if (line.startsWith("journey: ") && !line.startsWith("journey: time ")) {
        measured(line);
      }
    }
    List<String> end = said.subList(Math.max(0, said.size() - 60), said.size());
    assertThat(said)
        .as(String.join("\n", end))
        .anyMatch(line -> line.startsWith("journey: all is as it should be"));
  }

  /**
   * Compares the times that a guest took to start programs. An emulated processor says little of a
   * real one: they are printed, and held to nothing.
   */
  void compareStarts(List<String> said) throws IOException {
    String start = "journey: time ";
    List<String> lines =
        said.stream()
            .filter(line -> line.startsWith(start))
            .map(line -> line.substring(start.length()))
            .toList();
    Path times = Files.write(work.resolve("times"), lines);
    String held =
        """
        . "$root/.ci/starts.bash" && held "$1" version hello && held "$1" compile hello &&
          held "$1" package_java hello && held "$1" lines jna_hello && held "$1" bind jna_hello
        """;
    String compared = Checkout.bash(held, times.toString()).output();
    measured(compared.replaceAll("(?m)^", "emulated: "));
  }
}
