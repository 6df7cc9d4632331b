// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests {@code .ci/Results.java}, which {@code ./verify} uses to judge test reports, in a small
 * checkout.
 */
@Tag("acceptance")
class ResultsTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  @TempDir private static Path classes;

  @TempDir private Path checkout = Path.of("");

  @BeforeAll
  static void compile() throws IOException {
    Program.of(JAVA.resolve("javac").toString(), "-d", classes.toString(), "../.ci/Results.java")
        .run()
        .succeeded();
  }

  @BeforeEach
  void makeCheckout() throws IOException {
    write(
        ".ci/allowed-skips",
        "# Checks that may be skipped: all\nyocto: BitBake is in no Debian.\n");
    write("a/src/test/java/org/OneTest.java", "@Test\n@Test\n  @Tag(\"long\")\n");
    write("a/src/test/java/org/KernelTest.java", "@Tag(\"kernel\")\nclass KernelTest {\n  @Test\n");
    report("<testcase name='works' classname='org.OneTest' time='1.5'/>");
  }

  @Test
  void passedTestsAreCounted() throws IOException {
    Finished results = judge().ended(0);
    assertThat(results.out())
        .contains("1.5  OneTest.works")
        .endsWith("\n1 passed, 0 failed, 0 skipped\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "message='Assumption failed: yocto: there is none'>",
        "message='yocto: there is none'>",
        ">org.opentest4j.TestAbortedException: Assumption failed: yocto: there is none\n at x"
      })
  void allowedSkipIsCountedAsSkipped(String skip) throws IOException {
    reportSkip(skip);
    assertThat(judge().ended(0).out())
        .contains("skipped: OneTest.works\n    yocto: there is none\n")
        .endsWith("\n0 passed, 0 failed, 1 skipped\n");
  }

  /** The third message is the reason of a {@code @Disabled}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "message='yoct: there is none'>",
        "message='# Checks that may be skipped: all'>",
        "message='because I say so'>",
        "message=''>"
      })
  void unlistedSkipFails(String skip) throws IOException {
    reportSkip(skip);
    assertThat(judge().ended(1).out())
        .contains("skipped, and .ci/allowed-skips does not name it")
        .endsWith("\n0 passed, 1 failed, 0 skipped\n");
  }

  @ParameterizedTest
  @CsvSource({"failure, wrong", "error, broken"})
  void failedTestsAreReported(String kind, String message) throws IOException {
    report(
        "<testcase name='works' classname='org.OneTest' time='0'><%s message='%s'/></testcase>"
            .formatted(kind, message));
    assertThat(judge().ended(1).out())
        .contains("failed: OneTest.works\n    " + message)
        .endsWith("\n0 passed, 1 failed, 0 skipped\n");
  }

  @Test
  void classWithFewerResultsThanTestsFails() throws IOException {
    assertThat(results("kernel").ended(1).out())
        .contains("failed: org.OneTest gave 1 results, of 2 or more");
    assertThat(results("long").ended(1).out())
        .contains("failed: org.KernelTest gave 0 results, of 1 or more");
  }

  @Test
  void runWithoutResultsFails() throws IOException {
    Files.createDirectory(checkout.resolve("reports/2 again"));
    assertThat(judge().ended(1).out()).contains("failed: 2 again gave no results");
  }

  private void reportSkip(String skip) throws IOException {
    report(
        "<testcase name='works' classname='org.OneTest' time='0'><skipped %s</skipped></testcase>"
            .formatted(skip.startsWith(">") ? skip : " " + skip));
  }

  private void report(String cases) throws IOException {
    write(
        "reports/1 all/a target surefire-reports TEST-org.OneTest.xml",
        "<testsuite>" + cases + "</testsuite>");
  }

  private void write(String file, String text) throws IOException {
    Path path = checkout.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Finished judge() throws IOException {
    return results("kernel,long");
  }

  private Finished results(String excluded) throws IOException {
    return Program.of(JAVA.resolve("java").toString(), "-XX:TieredStopAtLevel=1")
        .and("-cp", classes.toString(), "Results", "reports", excluded)
        .in(checkout)
        .run();
  }
}
