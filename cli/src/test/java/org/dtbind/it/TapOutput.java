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

/** Converts the output of {@link Tap} in a kernel to dynamic tests, one for each case. */
final class TapOutput {

  /** Starts a line with coverage data in base64. */
  static final String COVERAGE = "# coverage ";

  /** Starts a line with the number of JVMs that the cases started. */
  static final String JAVA_STARTS = "# java starts: ";

  private static final Path STARTS = Path.of("target/java-starts");

  private static final Path TIMES = Path.of("target/case-times.tsv");

  private static final Pattern TIME = Pattern.compile("# (\\d+) ms$");

  /** Receives coverage data. */
  interface Coverage {
    /** Stores data of JaCoCo. */
    void add(byte[] data) throws IOException;
  }

  private TapOutput() {}

  /**
   * Returns a test for each case, and one that checks that all cases ran.
   *
   * @param output the standard output of the cases
   * @param where the kernel version, for the names of the tests
   * @param result the result of the boot, for failure messages
   * @param coverage receives the coverage data
   */
  static List<DynamicTest> tests(String output, String where, String result, Coverage coverage)
      throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, StringBuilder> failed = new LinkedHashMap<>();
    StringBuilder why = new StringBuilder();
    for (String line : output.lines().toList()) {
      if (line.startsWith("ok ")) {
        tests.add(DynamicTest.dynamicTest(name(line) + " on " + where, () -> {}));
        storeTime(line, where);
        why = new StringBuilder();
      } else if (line.startsWith("not ok ")) {
        why = failed.computeIfAbsent(name(line), name -> new StringBuilder());
      } else if (line.startsWith(COVERAGE)) {
        coverage.add(Base64.getDecoder().decode(line.substring(COVERAGE.length())));
      } else if (line.startsWith(JAVA_STARTS)) {
        append(STARTS, line.substring(JAVA_STARTS.length()) + "\n");
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
                assertThat(output.lines())
                    .as(result + output)
                    .contains("1.." + (tests.size() - 1), "# end")));
    return tests;
  }

  /** Stores the duration of a case; {@code ./verify} prints the slowest ones. */
  private static void storeTime(String line, String where) throws IOException {
    Matcher time = TIME.matcher(line);
    if (time.find()) {
      String text = time.group(1) + "\t" + name(line) + " on " + where + "\n";
      append(TIMES, text);
    }
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String name(String line) {
    return line.substring(line.indexOf(" - ") + 3).replaceAll(" # .*", "");
  }
}
