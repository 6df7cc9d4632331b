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
 * The files of a release, and the systems on which they are tested. DTBIND_PACKAGES may name a
 * directory with the files; otherwise they are made here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PackagesFixture {

  private static final Path MEASURED = Path.of("target/packages.txt");

  /** The files of the bare amd64 system before the package is installed. */
  final List<String> filesBefore = new ArrayList<>();

  /** A directory outside of /tmp, which may be in memory. */
  final Path work;

  private final MountNamespace namespace = new MountNamespace();
  private @Nullable BareSystem system;
  private @Nullable BareSystem debian13;

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
    String directory = System.getenv("DTBIND_PACKAGES");
    released =
        directory == null
            ? Released.make(work.resolve("packages"))
            : new Released(Path.of(directory).toAbsolutePath(), released.making());
  }

  @AfterAll
  void close() throws IOException {
    namespace.close();
    Program.of("rm", "-rf", "--", work.toString()).run();
  }

  @BeforeEach
  void assumeRoot() throws IOException {
    assumeTrue(Users.isRoot(), "packages: only root can install packages into a root of their own");
  }

  /** Returns the bare Debian 12 for amd64. */
  BareSystem system() throws IOException {
    BareSystem result = system;
    if (result == null) {
      DebianArchive archive = DebianArchive.of("bare-amd64", "amd64", "man-db", "bookworm");
      result = BareSystem.make(namespace, archive, work.resolve("amd64"));
      system = result;
    }
    return result;
  }

  /** Returns the bare Debian 13, which has newer versions of java, gcc, mount(8) and libgpiod. */
  BareSystem debian13() throws IOException {
    BareSystem result = debian13;
    if (result == null) {
      DebianArchive archive = DebianArchive.of("bare-amd64", "amd64", "ca-certificates", "trixie");
      result = BareSystem.make(namespace, archive, work.resolve("newer"));
      debian13 = result;
    }
    return result;
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

  /** Returns the names of the third-party jars that are shipped. */
  static List<String> jars() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.ROOT.resolve("cli/target/dtbind/lib"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jar") && !name.endsWith("-SNAPSHOT.jar"))
          .toList();
    }
  }

  static void recordMeasurement(String text) throws IOException {
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
    Path certificates = Path.of("/usr/local/share/ca-certificates");
    if (Files.isDirectory(certificates)) {
      Path share = system.file("usr/local/share/");
      Program.of("cp", "-R", certificates.toString(), share.toString()).output();
    }
    system.inside("update-ca-certificates").output();
  }

  /** Checks that the script in a guest succeeded, and records its measurements. */
  void assertGuestSucceeded(List<String> console) throws IOException {
    for (String line : console) {
      if (line.startsWith("journey: ") && !line.startsWith("journey: time ")) {
        recordMeasurement(line);
      }
    }
    List<String> lastLines = console.subList(Math.max(0, console.size() - 60), console.size());
    assertThat(console)
        .as(String.join("\n", lastLines))
        .anyMatch(line -> line.startsWith("journey: all is as it should be"));
  }

  /**
   * Records the times that a guest took to start programs. They have no limits, because an emulated
   * processor says little about a real one.
   */
  void compareStarts(List<String> console) throws IOException {
    String start = "journey: time ";
    List<String> lines =
        console.stream()
            .filter(line -> line.startsWith(start))
            .map(line -> line.substring(start.length()))
            .toList();
    Path times = Files.write(work.resolve("times"), lines);
    String script =
        """
        . "$root/.ci/benchmark.bash" && held "$1" version hello && held "$1" compile hello &&
          held "$1" package_java hello && held "$1" lines jna_hello && held "$1" bind jna_hello
        """;
    String compared = Checkout.bash(script, times.toString()).output();
    recordMeasurement(compared.replaceAll("(?m)^", "emulated: "));
  }
}
