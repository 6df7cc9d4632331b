// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks how many lines the tests cover. JaCoCo's Maven plugin cannot do this, because it reads
 * only the compiled classes of one module. This runs after unit tests and kernel cases, because
 * {@code acceptance} tests do.
 */
@Tag("acceptance")
@Tag("kernel")
class CoverageTest {

  private static final List<String> MODEL = List.of("linux", "spec", "overlays", "export");
  private static final List<String> SYSTEM = List.of("sandbox", "binder", "cli");

  /** The modules, and those whose tests count for them. */
  private static final Map<String, List<String>> TESTS =
      Map.of(
          "dts-parser", List.of("dts-parser"),
          // Tests of a model use those below it.
          "linux", MODEL,
          "spec", MODEL,
          "overlays", MODEL,
          "export", MODEL,
          // What is reported is compared in tests of the command.
          "validate", List.of("validate", "overlays", "cli"),
          // The kernel cases are tests of cli, and reach all three.
          "sandbox", SYSTEM,
          "binder", SYSTEM,
          "cli", SYSTEM);

  /** Modules of which nothing is shipped; packaging's tests run after these. */
  private static final Set<String> NOT_SHIPPED = Set.of("testing", "packaging");

  @Test
  void everyShippedModuleIsMeasured() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      assertThat(modules.filter(one -> Files.isDirectory(one.resolve("src/main/java"))))
          .extracting(one -> one.getFileName().toString())
          .filteredOn(one -> !NOT_SHIPPED.contains(one))
          .containsExactlyInAnyOrderElementsOf(TESTS.keySet());
    }
  }

  static Set<String> modules() {
    return TESTS.keySet();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void testsCoverMostLinesOfEachModule(String module) throws IOException {
    assertCovered(0.80, module, TESTS.getOrDefault(module, List.of()), any -> true);
  }

  /** Untrusted input reaches these packages first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "org/dtbind/dts",
        "org/dtbind/dts/grammar",
        "org/dtbind/dts/preprocess",
        "org/dtbind/dts/scan",
        "org/dtbind/dtb"
      })
  void testsCoverAlmostAllLinesThatReadUntrustedInput(String name) throws IOException {
    assertCovered(
        0.95, "dts-parser", List.of("dts-parser"), one -> one.getPackageName().equals(name));
  }

  private static void assertCovered(
      double minimum, String module, List<String> tests, Predicate<IClassCoverage> isCounted)
      throws IOException {
    ExecFileLoader executed = executed(tests);
    assumeTrue(
        !executed.getExecutionDataStore().getContents().isEmpty(),
        "coverage: the tests ran without JaCoCo");
    CoverageBuilder built = new CoverageBuilder();
    new Analyzer(executed.getExecutionDataStore(), built)
        .analyzeAll(Path.of("..", module, "target/classes").toFile());
    Path sources = Path.of("..", module, "src/main/java");
    int covered = 0;
    int total = 0;
    for (IClassCoverage one : built.getClasses()) {
      Path source = sources.resolve(one.getPackageName()).resolve(one.getSourceFileName());
      // Other classes were generated.
      if (isCounted.test(one) && Files.exists(source)) {
        covered += one.getLineCounter().getCoveredCount();
        total += one.getLineCounter().getTotalCount();
      }
    }
    assertThat((double) covered / total)
        .as(
            "covered share of %d lines; the tests ran other versions of %d classes, which do not count",
            total, built.getNoMatchClasses().size())
        .isGreaterThanOrEqualTo(minimum);
  }

  private static ExecFileLoader executed(List<String> modules) throws IOException {
    ExecFileLoader executed = new ExecFileLoader();
    for (String module : modules) {
      // Tests in real kernels write their coverage next to that of this machine.
      Path target = Path.of("..", module, "target");
      try (DirectoryStream<Path> files = Files.newDirectoryStream(target, "jacoco*.exec")) {
        for (Path file : files) {
          executed.load(file.toFile());
        }
      }
    }
    return executed;
  }
}
