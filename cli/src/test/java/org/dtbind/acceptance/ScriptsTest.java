// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
  @Tag("long")
  Stream<DynamicTest> packagesInstallOnBareSystems() throws IOException {
    return isRoot()
        ? checksOf("check-packages")
        : skipped("packages: only root can install packages into a root of their own");
  }

  @TestFactory
  @Tag("long")
  Stream<DynamicTest> aFleetOfBoardsIsManaged() throws IOException {
    return isRoot()
        ? checksOf("check-ansible")
        : skipped("packages: only root can make the boards' root file system");
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

  private static boolean isRoot() throws IOException {
    return Program.of("id", "-u").output().strip().equals("0");
  }

  /** A test that is skipped: where a factory itself is, Surefire reports nothing. */
  static Stream<DynamicTest> skipped(String reason) {
    return Stream.of(dynamicTest("skipped", () -> assumeTrue(false, reason)));
  }
}
