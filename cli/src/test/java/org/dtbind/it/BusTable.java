// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Checks docs/reference/buses.md, which has a row for each bus and driver on each kernel; {@code
 * -Dgolden.update=true} writes the rows of the given kernels anew.
 */
final class BusTable {

  /** The beginning of an output line that contains a row. */
  static final String ROW = "# row ";

  private static final Path PAGE = Path.of("../docs/reference/buses.md");

  private BusTable() {}

  /** Returns a test that the page contains the rows that a kernel printed. */
  static Optional<DynamicTest> test(String version, String output) {
    String kernel = version.replaceFirst("arm64-", "");
    List<String> rows =
        output
            .lines()
            .filter(line -> line.startsWith(ROW))
            .map(line -> "| %s | %s |".formatted(kernel, line.substring(ROW.length())))
            .toList();
    return Optional.of(
        DynamicTest.dynamicTest(PAGE.getFileName() + " on " + version, () -> check(kernel, rows)));
  }

  private static void check(String kernel, List<String> rows) throws IOException {
    String prefix = "| " + kernel + " |";
    if (Boolean.getBoolean("golden.update")) {
      Stream<String> others = Files.readAllLines(PAGE).stream().filter(l -> !l.startsWith(prefix));
      Files.write(PAGE, Stream.concat(others, rows.stream()).toList());
    }
    assertThat(Files.readAllLines(PAGE).stream().filter(line -> line.startsWith(prefix)).toList())
        .isNotEmpty()
        .isEqualTo(rows);
  }
}
