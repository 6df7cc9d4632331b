// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.testing.Program;

/** This checkout, and what tests take from it. */
public final class Checkout {

  /** Its folder. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Path LINUX = Path.of("/usr/src/linux-source-6.1.tar.xz");

  private Checkout() {}

  /** Returns the program as its launcher starts it, which builds it first where that is needed. */
  public static Program dtbind(String... arguments) {
    return Program.of(ROOT.resolve("dtbind").toString()).and(arguments);
  }

  /** Returns what the launcher builds: {@code bin}, {@code lib} and {@code stamp}. */
  public static Path app() {
    return ROOT.resolve("cli/target/dtbind");
  }

  /** Has the launcher build the program where it is not built, so that no test waits for it. */
  public static void build() throws IOException {
    dtbind("--version").run().succeeded();
  }

  /** Returns a script for bash that finds {@code dtbind}, and this checkout in {@code $root}. */
  public static Program bash(String script, String... arguments) {
    return Program.bash(script, arguments)
        .with("root", ROOT.toString())
        .with("PATH", ROOT + ":" + System.getenv("PATH"));
  }

  /**
   * Unpacks the devicetree sources of Debian's linux-source-6.1.
   *
   * @param folder where to; it does not exist yet
   */
  public static void unpackLinux(Path folder) throws IOException {
    unpackLinux(
        folder,
        "*/arch/*/boot/dts",
        "*/arch/*.dts",
        "*/include/dt-bindings",
        "*/include/uapi/linux/*-codes.h",
        "*/scripts/dtc/include-prefixes");
  }

  /**
   * Unpacks files of Debian's linux-source-6.1.
   *
   * @param folder where to; it does not exist yet
   * @param patterns of their names, as tar takes them
   */
  public static void unpackLinux(Path folder, String... patterns) throws IOException {
    assertThat(LINUX).as("the source of Linux: apt-get install linux-source-6.1").exists();
    Files.createDirectories(folder);
    Program.of("tar", "-xf", LINUX.toString(), "-C", folder.toString())
        .and("--strip-components=1", "--wildcards")
        .and(patterns)
        .run()
        .succeeded();
  }

  /**
   * Returns a program of these tests, run by the java and on the jars that {@code ./dtbind} built.
   *
   * @param main the class of it
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
