// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.testing.GivenKernels;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The checks of the program that are scripts: {@code .ci/check-*}. A script prints "ok NAME" or
 * "FAILED NAME: why" for each of its checks, each of which is a test here, and last "# N checks".
 */
@Tag("acceptance")
class ScriptsTest {

  @BeforeAll
  static void build() throws IOException {
    Checkout.build();
  }

  @TestFactory
  Stream<DynamicTest> theLauncherWorks() throws IOException {
    return checksOf("check-launcher");
  }

  @TestFactory
  Stream<DynamicTest> releasesAreReproducible() throws IOException {
    return checksOf("check-release");
  }

  @TestFactory
  Stream<DynamicTest> theSiteIsComplete() throws IOException {
    return checksOf("check-site");
  }

  @TestFactory
  @Tag("kernel")
  Stream<DynamicTest> theFirstHourGoesAsWritten() throws IOException {
    return checksOf("check-first-hour");
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> theLauncherBuildsFromNothing() throws IOException {
    return checksOf("check-launcher", "--long");
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> pagesWorkInABrowser() throws IOException {
    return Stream.concat(checksOf("check-html"), checksOf("check-site", "--browser"));
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> anOlderVersionIsUpgraded() {
    return Stream.of(
        dynamicTest(
            "check-upgrade",
            () -> run("check-upgrade", GivenKernels.userModeLinux("6.1").toString()).succeeded()));
  }

  @TestFactory
  Stream<DynamicTest> theLibraryIsDocumented() {
    return Stream.of(dynamicTest("check-javadoc", () -> run("check-javadoc").succeeded()));
  }

  /** Runs a script, and makes a test of each of its checks, and one of how it ended. */
  static Stream<DynamicTest> checksOf(String... command) throws IOException {
    Finished finished = run(command);
    List<DynamicTest> checks =
        finished.lines().stream()
            .filter(line -> line.matches("(ok|FAILED) .*"))
            .map(
                line -> dynamicTest(line.replaceFirst("^\\S+ ([^: ]*).*", "$1"), () -> judge(line)))
            .toList();
    DynamicTest end =
        dynamicTest(
            "it reached its end",
            () -> {
              finished.succeeded();
              assertThat(checks).isNotEmpty();
              assertThat(finished.lines()).contains("# " + checks.size() + " checks");
            });
    return Stream.concat(checks.stream(), Stream.of(end));
  }

  private static void judge(String line) {
    if (!line.startsWith("ok ")) {
      fail(line);
    }
  }

  private static Finished run(String... command) throws IOException {
    return Program.of(Checkout.ROOT.resolve(".ci").resolve(command[0]).toString())
        .and(List.of(command).subList(1, command.length).toArray(String[]::new))
        .within(Duration.ofMinutes(60))
        .run();
  }
}
