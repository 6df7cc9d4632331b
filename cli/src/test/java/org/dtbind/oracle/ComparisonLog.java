// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The log of a comparison, which goes to standard output and to a file.
 *
 * @param file the file
 */
record ComparisonLog(Path file) {

  private static final Path DIRECTORY = Path.of("target/oracles");

  /** Starts a comparison, and overwrites an earlier log of this name. */
  static ComparisonLog begin(String name) throws IOException {
    Files.createDirectories(DIRECTORY);
    return new ComparisonLog(Files.writeString(DIRECTORY.resolve(name + ".txt"), ""));
  }

  /** Returns the value of a system property, or the default. */
  static int number(String property, int usual) {
    return Integer.getInteger(property, usual);
  }

  /** Returns the random seed, which is {@code oracle.seed} if set, and logs it. */
  long seed() throws IOException {
    long seed = Long.getLong("oracle.seed", new Random().nextInt(32768));
    say("seed %d", seed);
    return seed;
  }

  /** Logs a line. */
  void say(String format, Object... arguments) throws IOException {
    String line = String.format(Locale.ROOT, format, arguments);
    System.out.println(line);
    Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
  }

  /**
   * Logs differences.
   *
   * @param most the maximum number of lines
   */
  void show(List<String> differences, int most) throws IOException {
    for (String difference : differences.subList(0, Math.min(most, differences.size()))) {
      say("%s", difference);
    }
  }

  /** Fails the test with the whole log unless the result is good. */
  void passes(boolean good) throws IOException {
    assertThat(good).as(Files.readString(file)).isTrue();
  }

  /** Returns the lines that only one list contains: "<" expected, ">" actual. */
  static List<String> differences(List<String> expected, List<String> actual) {
    Map<String, Integer> counts = new TreeMap<>();
    expected.forEach(line -> counts.merge(line, 1, Integer::sum));
    actual.forEach(line -> counts.merge(line, -1, Integer::sum));
    List<String> differences = new ArrayList<>();
    counts.forEach(
        (line, count) -> {
          String side = count > 0 ? "< " : "> ";
          for (int i = 0; i < Math.abs(count); i++) {
            differences.add(side + line);
          }
        });
    return differences;
  }
}
