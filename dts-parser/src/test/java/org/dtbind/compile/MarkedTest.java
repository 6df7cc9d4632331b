// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles the sources in {@code cases/marked}, which contain several mistakes each. {@code //!
 * code} marks a mistake on the same line, {@code //^ code} one on the line before (for use after an
 * unterminated string). One run must report exactly the marked mistakes.
 */
class MarkedTest {

  private static final Path CASES = CaseFiles.DIRECTORY;

  static Stream<String> sources() throws IOException {
    try (Stream<Path> files = Files.list(CASES.resolve("marked"))) {
      return files.map(f -> "marked/" + f.getFileName()).sorted().toList().stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sources")
  void exactlyTheMarkedMistakesAreReported(String source) throws IOException {
    List<String> expected = expected(Files.readAllLines(CASES.resolve(source)));
    CompileOptions options = new CompileOptions(List.of("include"), List.of(), true, false);
    List<String> found = new ArrayList<>();
    for (Diagnostic diagnostic :
        new Compiler(options, new CaseFiles()).compile(source).diagnostics()) {
      int line = diagnostic.origin() instanceof Origin.Source place ? place.line() : 0;
      found.add(line + " " + diagnostic.code().id());
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(expected).hasSizeGreaterThanOrEqualTo(5);
  }

  private static List<String> expected(List<String> lines) {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int onThisLine = line.indexOf("//! ");
      int onPreviousLine = line.indexOf("//^ ");
      int mark = Math.max(onThisLine, onPreviousLine);
      if (mark >= 0) {
        for (String code : line.substring(mark + 4).strip().split(" ", -1)) {
          expected.add((onThisLine >= 0 ? i + 1 : i) + " " + code);
        }
      }
    }
    return expected;
  }
}
