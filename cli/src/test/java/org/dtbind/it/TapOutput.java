// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/** Makes a test of each line of what {@link Tap} printed in a kernel. */
final class TapOutput {

  /** A line that begins so has what the cases covered, in base64. */
  static final String COVERAGE = "# coverage ";

  /** A line that begins so has how many Javas the cases started. */
  static final String JAVA_STARTS = "# java starts: ";

  private static final Path STARTS = Path.of("target/java-starts");

  private static final Path TIMES = Path.of("target/case-times.tsv");

  private static final Pattern TIME = Pattern.compile("# (\\d+) ms$");

  /** Where coverage goes. */
  interface Coverage {
    /**
     * Keeps it.
     *
     * @param data of JaCoCo
     * @throws IOException where it cannot be written
     */
    void add(byte[] data) throws IOException;
  }

  private TapOutput() {}

  /**
   * Returns a test for each case, and one that all of them were tried.
   *
   * @param said on standard output
   * @param where it was, for the names of the tests
   * @param result of the boot, for a failure's message
   * @param coverage what they covered
   * @throws IOException where that cannot be written
   */
  static List<DynamicTest> tests(String said, String where, String result, Coverage coverage)
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, StringBuilder> failed = new LinkedHashMap<>();
    StringBuilder why = new StringBuilder();
    for (String line : said.lines().toList()) {
      if (line.startsWith("ok ")) {
        tests.add(DynamicTest.dynamicTest(name(line) + " on " + where, () -> {}));
        took(line, where);
        why = new StringBuilder();
      } else if (line.startsWith("not ok ")) {
        why = failed.computeIfAbsent(name(line), name -> new StringBuilder());
      } else if (line.startsWith(COVERAGE)) {
        coverage.add(Base64.getDecoder().decode(line.substring(COVERAGE.length())));
      } else if (line.startsWith(JAVA_STARTS)) {
        keep(STARTS, line.substring(JAVA_STARTS.length()) + "\n");
      } else {
        why.append(line).append('\n');
      }
    }
    failed.forEach(
        (name, text) -> {
          String test = name + " on " + where;
          tests.add(DynamicTest.dynamicTest(test, () -> fail(test + "\n" + text)));
        });
    tests.add(
        DynamicTest.dynamicTest(
            "allCasesWereTried on " + where,
            () ->
                assertThat(said.lines())
                    .as(result + said)
                    .contains("1.." + (tests.size() - 1), "# end")));
    return tests;
  }

  /** Keeps how many milliseconds a case took, for {@code ./verify} to print the slowest. */
  private static void took(String line, String where) throws IOException {
    Matcher time = TIME.matcher(line);
    if (time.find()) {
      String text = time.group(1) + "\t" + name(line) + " on " + where + "\n";
      keep(TIMES, text);
    }
  }

  private static void keep(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String name(String line) {
    return line.substring(line.indexOf(" - ") + 3).replaceAll(" # .*", "");
  }
}
