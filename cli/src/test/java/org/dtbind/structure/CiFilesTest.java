// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the table of CONTRIBUTING.md with the files in .ci. */
class CiFilesTest {

  private static final Path ROOT = Path.of("..");

  /** A row of the table: the files, and what uses them. */
  private record Row(List<String> files, List<String> users) {}

  private static List<Row> rows() throws IOException {
    String page = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    int table = page.indexOf("| file in `.ci` |");
    return page.substring(table, page.indexOf("\n\n", table))
        .lines()
        .skip(2)
        .map(line -> line.split(" \\| ", -1))
        .map(cells -> new Row(names(cells[0]), names(cells[2].replaceFirst("^by hand: .*", ""))))
        .toList();
  }

  private static List<String> names(String cell) {
    return Pattern.compile("`([^`-][^`]*)`").matcher(cell).results().map(m -> m.group(1)).toList();
  }

  @Test
  void eachFileIsListedOnce() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve(".ci"))) {
      assertThat(rows().stream().flatMap(row -> row.files().stream()))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  // Python writes this directory.
                  .filter(name -> !name.equals("__pycache__"))
                  .toList());
    }
  }

  @Test
  void whatIsSaidToUseAFileNamesIt() throws IOException {
    for (Row row : rows()) {
      for (String user : row.users()) {
        String text = Files.readString(file(user));
        for (String name : row.files()) {
          assertThat(text.contains(name.replace(".py", ""))).as(user + " uses " + name).isTrue();
        }
      }
    }
  }

  /**
   * They are no part of a module, so Maven does not compile them. {@code ./site} compiles its own.
   */
  @Test
  void javacFindsNothingInJavaFiles(@TempDir Path classes) throws IOException {
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    List<String> options =
        List.of("-Xlint:all,-processing,-classfile,-serial", "-d", classes.toString());
    StringWriter findings = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null);
        Stream<Path> files = Files.list(ROOT.resolve(".ci"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertThat(sources).isNotEmpty();
      assertThat(
              compiler
                  .getTask(
                      findings,
                      manager,
                      null,
                      options,
                      null,
                      manager.getJavaFileObjectsFromPaths(sources))
                  .call())
          .as(findings.toString())
          .isTrue();
    }
    assertThat(findings.toString()).isEmpty();
  }

  /** Returns the file of a script, or of a test class of cli. */
  private static Path file(String user) throws IOException {
    if (Files.isRegularFile(ROOT.resolve(user))) {
      return ROOT.resolve(user);
    }
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      return sources.filter(source -> source.endsWith(user + ".java")).findFirst().orElseThrow();
    }
  }
}
