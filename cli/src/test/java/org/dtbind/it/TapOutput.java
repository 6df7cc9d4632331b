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
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/** Converts the output of {@link Tap} in a kernel to dynamic tests, one for each case. */
final class TapOutput {

  /** Starts a line with the number and name of a case that begins. */
  static final String STARTED = "# case ";

  /** The last line, if the kernel did not end before. */
  static final String END = "# end";

  /** Starts a line with the number of JVMs that the cases started. */
  static final String JAVA_STARTS = "# java starts: ";

  private static final Path STARTS = Path.of("target/java-starts");

  private static final Path TIMES = Path.of("target/case-times.tsv");

  private static final Pattern TIME = Pattern.compile("# (\\d+) ms$");

  /** The most boots of a kernel for the cases of one program. */
  private static final int MOST_BOOTS = 8;

  /** Boots a kernel, in which a program runs cases. */
  interface Boot {
    /**
     * Boots the kernel once.
     *
     * @param done the number of cases that have run before
     */
    Booted boot(int done) throws IOException, InterruptedException;
  }

  /**
   * The end of a boot.
   *
   * @param output the standard output of the cases
   * @param result the result of the boot, for failure messages
   */
  record Booted(String output, String result) {}

  private final String where;
  private final List<DynamicTest> tests = new ArrayList<>();
  private int planned = -1;
  private int done;

  private TapOutput(String where) {
    this.where = where;
  }

  /**
   * Boots a kernel, and again after each case that failed or in which the kernel ended. Returns a
   * test for each case, and one that checks that all cases ran.
   *
   * @param where the kernel version, for the names of the tests
   * @param boot boots the kernel
   */
  static List<DynamicTest> tests(String where, Boot boot) throws IOException, InterruptedException {
    TapOutput all = new TapOutput(where);
    String last = "";
    for (int boots = 0; boots < MOST_BOOTS; boots++) {
      int before = all.done;
      Booted booted = boot.boot(before);
      last = booted.result();
      all.add(booted);
      if (all.done == all.planned || all.done == before) {
        break;
      }
    }
    String result = last;
    int ran = all.done;
    all.tests.add(
        DynamicTest.dynamicTest(
            "allCasesWereTried on " + where,
            () ->
                assertThat(ran)
                    .as("the number of cases that ran; the last boot: " + result)
                    .isEqualTo(all.planned)));
    return all.tests;
  }

  private void add(Booted booted) throws IOException {
    String started = "";
    StringBuilder text = new StringBuilder();
    for (String line : booted.output().lines().toList()) {
      if (line.startsWith("1..")) {
        planned = Integer.parseInt(line.substring(3));
      } else if (line.startsWith(STARTED)) {
        started = line.substring(STARTED.length());
        text.setLength(0);
      } else if (line.startsWith("ok ")) {
        tests.add(DynamicTest.dynamicTest(name(line) + " on " + where, () -> {}));
        storeTime(line, where);
        done++;
        started = "";
      } else if (line.startsWith(JAVA_STARTS)) {
        append(STARTS, line.substring(JAVA_STARTS.length()) + "\n");
      } else if (!line.equals(END)) {
        text.append(line).append('\n');
      }
    }
    if (!started.isEmpty()) {
      String test = name(started) + " on " + where;
      boolean ended = booted.output().contains("\n" + END);
      String why = ended ? text.toString() : "the kernel ended: " + booted.result() + "\n" + text;
      tests.add(DynamicTest.dynamicTest(test, () -> fail(test + "\n" + why)));
      done++;
    }
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
