// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.dtbind.testing.Program;

/** The checkout that the tests run in, and programs from it. */
public final class Checkout {

  /** The root directory of the checkout. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Path LINUX =
      Path.of(
          System.getenv().getOrDefault("DTBIND_LINUX_SOURCE", "/usr/src/linux-source-6.1.tar.xz"));

  private Checkout() {}

  /** Returns the launcher, which builds the program first if necessary. */
  public static Program dtbind(String... arguments) {
    return Program.of(ROOT.resolve("dtbind").toString()).and(arguments);
  }

  /** Returns the directory that the launcher builds: {@code bin}, {@code lib} and {@code stamp}. */
  public static Path app() {
    return ROOT.resolve("cli/target/dtbind");
  }

  /** Has the launcher build the program if necessary, so that no test waits for the build. */
  public static void build() throws IOException {
    dtbind("--version").run().succeeded();
  }

  /** Returns a bash script with {@code dtbind} in PATH and the checkout in {@code $root}. */
  public static Program bash(String script, String... arguments) {
    return Program.bash(script, arguments)
        .with("root", ROOT.toString())
        .with("PATH", ROOT + ":" + System.getenv("PATH"));
  }

  /** Returns the devicetree sources of Debian's linux-source-6.1, which tests must not change. */
  public static Path linux() throws IOException {
    return SharedDirectory.of("linux-source-6.1", Checkout::unpackLinux);
  }

  /** Makes the archive of the program with its own Java in a directory, and returns it. */
  static Path release(Path directory) throws IOException {
    return Path.of(
        Program.of(ROOT.resolve("release").toString(), "--tarball", "-o", directory.toString())
            .within(Duration.ofMinutes(30))
            .output()
            .strip());
  }

  /** Returns the archive of the program with its own Java, which {@code ./release} makes. */
  public static Path archive() throws IOException {
    build();
    long made = Files.getLastModifiedTime(app().resolve("stamp")).toMillis();
    long changed = Files.getLastModifiedTime(ROOT.resolve("release")).toMillis();
    Path directory =
        SharedDirectory.of(
            "release-%d-%d".formatted(made, changed), empty -> assertThat(release(empty)).exists());
    try (DirectoryStream<Path> archives = Files.newDirectoryStream(directory, "dtbind-*.tar.gz")) {
      return archives.iterator().next();
    }
  }

  /**
   * Unpacks the devicetree sources of Debian's linux-source-6.1.
   *
   * @param directory the target, which must be empty or not exist
   */
  public static void unpackLinux(Path directory) throws IOException {
    unpackLinux(
        directory,
        "*/arch/*/boot/dts",
        "*/arch/*.dts",
        "*/include/dt-bindings",
        "*/include/uapi/linux/*-codes.h",
        "*/scripts/dtc/include-prefixes");
  }

  /**
   * Unpacks files of Debian's linux-source-6.1.
   *
   * @param directory the target, which must not exist
   * @param patterns file name patterns for tar
   */
  public static void unpackLinux(Path directory, String... patterns) throws IOException {
    assertThat(LINUX).as("the source of Linux: apt-get install linux-source-6.1").exists();
    Files.createDirectories(directory);
    Program.of("tar", "-xf", LINUX.toString(), "-C", directory.toString())
        .and("--strip-components=1", "--wildcards")
        .and(patterns)
        .run()
        .succeeded();
  }

  /**
   * Returns a Java program from the test classes, with the java and the jars of the build of {@code
   * ./dtbind}.
   *
   * @param main the class with the main method
   */
  public static Program java(Class<?> main, String... arguments) throws IOException {
    Path lib = ROOT.resolve("cli/target/dtbind/lib");
    Path java = lib.resolve("java");
    return Program.of(Files.exists(java) ? Files.readAllLines(java).get(0) : "java")
        .and("-XX:+UseSerialGC", "-Xmx1g")
        .and("-cp", lib + "/*:" + ROOT.resolve("cli/target/test-classes"), main.getName())
        .and(arguments);
  }
}
