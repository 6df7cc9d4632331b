// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CompileTimeConstant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.structure.LibraryPackages;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs javadoc on the library packages of docs/guide/library.md. The documentation is written to
 * {@code cli/target/javadoc}.
 */
@Tag("acceptance")
class LibraryDocumentationTest {

  private static final Path DIRECTORY = Path.of("target/javadoc").toAbsolutePath();

  private static final Pattern FINDING = Pattern.compile("(.*: )?(warning|error): .*");

  private static final Pattern MISSING =
      Pattern.compile("([^:]*):(\\d+)(:.*)?: warning: no (@param for .*|comment)");

  /**
   * What needs no comment of its own: the compact constructor of a record, because the comment of
   * the record describes the components; and a constant with arguments, such as those of {@code
   * Check}, because one of these says what it means.
   */
  private static final Pattern DESCRIBED =
      Pattern.compile(" *(public )?[A-Z][A-Za-z]* \\{| *[A-Z][A-Z0-9_]+\\(.*");

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  @Test
  void javadocFindsNothing() throws IOException {
    Program.of("rm", "-rf", DIRECTORY.toString()).run().succeeded();
    Finished javadoc = javadoc().run();
    assertThat(javadoc.both().lines().filter(LibraryDocumentationTest::isFinding)).isEmpty();
    javadoc.succeeded();
    assertThat(DIRECTORY.resolve("org/dtbind/compile/Compiler.html")).exists();
  }

  private static Program javadoc() throws IOException {
    return Program.of(Path.of(System.getProperty("java.home"), "bin/javadoc").toString())
        .and("-quiet", "-notimestamp", "-Xdoclint:all", "-Xmaxwarns", "10000")
        .and("-encoding", "UTF-8", "-docencoding", "UTF-8", "-locale", "en")
        .and("-windowtitle", "dtbind", "-d", DIRECTORY.toString())
        .and("-cp", jars())
        .and("-sourcepath")
        .and(
            Stream.of("dts-parser", "linux", "spec", "validate", "overlays", "export", "binder")
                .map(module -> module + "/src/main/java")
                .collect(Collectors.joining(":")))
        .and(LibraryPackages.names().toArray(String[]::new))
        .in(Checkout.ROOT)
        .with("LC_ALL", "C.UTF-8");
  }

  private static String jars() throws IOException {
    // The program does not need this one.
    String annotations =
        CompileTimeConstant.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    try (Stream<Path> files = Files.list(Checkout.app().resolve("lib"))) {
      return Stream.concat(Stream.of(annotations), files.map(Path::toString))
          .filter(file -> file.endsWith(".jar"))
          .collect(Collectors.joining(":"));
    }
  }

  private static boolean isFinding(String line) {
    return FINDING.matcher(line).matches() && !isDescribed(line);
  }

  private static boolean isDescribed(String finding) {
    Matcher place = MISSING.matcher(finding);
    return place.matches()
        && DESCRIBED
            .matcher(line(Checkout.ROOT.resolve(place.group(1)), Integer.parseInt(place.group(2))))
            .matches();
  }

  private static String line(Path file, int number) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.get(number - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
