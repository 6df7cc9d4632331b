// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts programs, system calls and classes of a start, which do not depend on the machine. {@code
 * .ci/benchmark-start} measures the time.
 */
@Tag("acceptance")
class LauncherStartTest {

  /** Marks a class from an archive in the class loading log of java. */
  private static final String FROM_ARCHIVE = "source: shared objects file";

  @TempDir private static Path work;

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  /** find(1) must need about two system calls for each file, and open only directories. */
  @Test
  void freshnessCheckTakesOneProgramAndFewSystemCalls() throws IOException {
    CheckoutCopy copy = CheckoutCopy.built(work.resolve("counted"));
    Files.writeString(copy.app().resolve("bin/dtbind"), "#!/bin/sh\n");
    Path trace = work.resolve("calls");
    Program.of("strace", "-f", "-o", trace.toString(), copy.launcher()).run().succeeded();
    List<String> calls = Files.readAllLines(trace);
    // bash, find, and the script that replaces the program.
    assertThat(calls)
        .filteredOn(line -> line.matches(".*execve(\\(| resumed>).*= 0"))
        .as("programs")
        .hasSize(3);
    assertThat(calls).hasSizeLessThan(4 * countSources(copy.directory()));
  }

  /** Returns how many files and directories the launcher compares with the build. */
  private static int countSources(Path checkout) throws IOException {
    int count = 0;
    for (String name : List.of("pom.xml", ".mvn", "cli/src/dist")) {
      count += countFiles(checkout.resolve(name));
    }
    try (Stream<Path> modules = Files.list(checkout)) {
      for (Path module : modules.toList()) {
        count += countFiles(module.resolve("pom.xml")) + countFiles(module.resolve("src/main"));
      }
    }
    return count;
  }

  private static int countFiles(Path path) throws IOException {
    if (!Files.exists(path)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(path)) {
      return Math.toIntExact(files.count());
    }
  }

  @Test
  void versionLoadsNoLibrary() throws IOException {
    List<String> loaded = loadedClasses(Checkout.dtbind("--version"));
    assertThat(loaded)
        .anyMatch(line -> line.contains("org.dtbind.cli.Main"))
        .noneMatch(line -> line.matches(".*(picocli|jackson|antlr|com\\.sun\\.jna).* source: .*"));
  }

  @Test
  void fdtoverlayLoadsNoClassFromAJar() throws IOException {
    compile("base.dtb", "/dts-v1/;\n/ { a: a { }; };\n");
    compile("one.dtbo", "/dts-v1/;\n/plugin/;\n&a { b: b { c = <&a>; d = <&b>; }; };\n");
    compile("two.dtbo", "/dts-v1/;\n/plugin/;\n&b { c = <&a>; };\n");
    List<String> loaded =
        loadedClasses(
            program("fdtoverlay", "-i", "base.dtb", "-o", "out.dtb", "one.dtbo", "two.dtbo")
                .in(work));
    assertThat(loaded)
        .filteredOn(line -> line.contains(" org.dtbind."))
        .anyMatch(line -> line.contains("org.dtbind.overlay.apply.MergedBlob"))
        .noneMatch(line -> line.contains("source: ") && !line.contains(FROM_ARCHIVE));
  }

  private static void compile(String blob, String source) throws IOException {
    Files.writeString(work.resolve("source.dts"), source);
    program("dtc", "-q", "-@", "-O", "dtb", "-o", blob, "source.dts").in(work).run().succeeded();
  }

  /** Java must not need to relocate the heap data of the archive. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "dtc -o /dev/null none.dts",
        "lines --sysroot . --strict",
        "bind --sysroot . --dry-run none"
      })
  void classesAreLoadedFromTheArchive(String command) throws IOException {
    Files.writeString(work.resolve("none.dts"), "/dts-v1/;\n/ {\n};\n");
    Path loaded = work.resolve("loaded");
    Path moved = work.resolve("moved");
    Checkout.dtbind(command.split(" "))
        .in(work)
        .with(
            "DTBIND_JAVA_OPTIONS",
            "-Xlog:class+load:file=%s:none -Xlog:cds:file=%s:none".formatted(loaded, moved))
        .run();
    assertThat(Files.readAllLines(loaded))
        .filteredOn(line -> line.contains("org.dtbind.cli.Main "))
        .anyMatch(line -> line.contains(FROM_ARCHIVE));
    assertThat(Files.readString(moved)).doesNotContain("heap data needs to be relocated");
  }

  private static Program program(String name, String... arguments) {
    return Program.of(Checkout.app().resolve("bin").resolve(name).toString()).and(arguments);
  }

  private static Program withClassLog(Program program, Path log) {
    return program.with("DTBIND_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);
  }

  /** Returns the class loading log of a program: the source of each class. */
  private static List<String> loadedClasses(Program program) throws IOException {
    Path log = work.resolve("classes");
    withClassLog(program, log).run().succeeded();
    return Files.readAllLines(log);
  }
}
