// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.testing.GivenKernels;
import org.dtbind.testing.Program;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the scripts in .ci that fuzz dtbind, compare it with dt-schema, and measure its speed. Each
 * script documents what it needs; its output goes to {@code target/oracles}. No other test may run
 * at the same time, because some scripts measure time.
 */
@Tag("oracle")
@Tag("long")
class OracleTest {

  /** An optional requirement of a script; the script is skipped if it is missing. */
  private enum Needs {
    NOTHING,
    DT_SCHEMA
  }

  private static final Path OUTPUT = Path.of("target/oracles");

  @TestFactory
  Stream<DynamicTest> randomInputsAreHandled() {
    return Stream.of(script(Needs.NOTHING, "fuzz", "--inputs", "50000"));
  }

  @TestFactory
  Stream<DynamicTest> validationMatchesDtSchema() {
    return Stream.of(
        script(Needs.DT_SCHEMA, "compare-validate", "--sample", "25"),
        script(Needs.DT_SCHEMA, "compare-validate", "--overlays"),
        script(Needs.DT_SCHEMA, "compare-validate", "--mutations"),
        script(Needs.DT_SCHEMA, "make-dtbs-check"));
  }

  @TestFactory
  Stream<DynamicTest> benchmarksMeetTheirLimits() {
    return Stream.of(
        script(Needs.NOTHING, "benchmark"),
        script(Needs.NOTHING, "benchmark-overlays"),
        script(Needs.NOTHING, "benchmark-rpi"),
        script(Needs.DT_SCHEMA, "benchmark-validate"),
        inKernel("6.1", "benchmark-apply"),
        inKernel("7.2", "benchmark-lines"),
        inKernel("7.2", "benchmark-start"));
  }

  private static DynamicTest script(Needs needs, String... command) {
    return dynamicTest(
        String.join(" ", command),
        () -> {
          assumeTrue(
              needs != Needs.DT_SCHEMA || System.getenv("DTBIND_DT_SCHEMA") != null,
              "dt-schema: DTBIND_DT_SCHEMA is not set");
          runScript(List.of(command));
        });
  }

  /** Returns a test of a script whose argument is a User-mode Linux kernel of this version. */
  private static DynamicTest inKernel(String version, String name) {
    return dynamicTest(
        name, () -> runScript(List.of(name, GivenKernels.userModeLinux(version).toString())));
  }

  private static void runScript(List<String> command) throws IOException {
    List<String> arguments = command.subList(1, command.size());
    Finished finished =
        Program.of(Checkout.ROOT.resolve(".ci").resolve(command.get(0)).toString())
            .and(arguments.toArray(String[]::new))
            .within(Duration.ofHours(2))
            .run();
    Files.createDirectories(OUTPUT);
    Files.writeString(
        OUTPUT.resolve(String.join(" ", command).replaceAll("[ /]+", "_") + ".txt"),
        finished.both());
    assertThat(finished.status()).as(finished.toString()).isZero();
  }
}
