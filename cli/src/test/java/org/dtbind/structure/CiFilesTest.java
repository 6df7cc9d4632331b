// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

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
