// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.compile.CompileOptions;
import org.dtbind.compile.Compiler;
import org.dtbind.compile.OnPath;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.source.Bytes;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each check with a source that it reports and one that it accepts, and against dtc. */
@Tag("given")
class CheckTest {

  /** Checks that only prepare data for other checks and report nothing of their own. */
  private static final Set<Check> WITHOUT_CASE =
      EnumSet.of(Check.OMIT_UNUSED_NODES, Check.ADDR_SIZE_CELLS, Check.SIMPLE_BUS_BRIDGE);

  /** Exit status of dtc 1.6.1, which crashes if the root node has an endpoint. */
  private static final int SEGMENTATION_FAULT = 128 + 11;

  private static final String UNKNOWN_CHECK = "Unrecognized check name";

  private static CheckCase pair(Check check) throws IOException {
    return CheckCase.of(check).orElseThrow();
  }

  static Stream<Check> checks() {
    return EnumSet.complementOf(EnumSet.copyOf(WITHOUT_CASE)).stream();
  }

  private static String source(String text) {
    return "/dts-v1/;\n/ { " + text + " };\n";
  }

  private static List<Diagnostic> found(String text, CheckLevels levels) {
    CompileOptions options =
        new CompileOptions(List.of(), List.of(), false, BuildOptions.NONE, levels);
    Diagnosed<DeviceTree> tree =
        new Compiler(options, name -> Optional.of(Bytes.latin1(source(text)))).compile("a.dts");
    return tree.diagnostics();
  }

  private static CheckLevels asError(Check check) {
    return CheckLevels.DEFAULT.with(true, check.id()).orElseThrow();
  }

  /** U-Boot's binman replaces nodes whose names end in SEQ; U-Boot's own dtc accepts the names. */
  @Test
  void emptyNameOfATemplateNamesTheOption() {
    String help =
        "if this is a template for U-Boot's binman, compile with -E no-node_name_not_empty";
    assertThat(found("@fdt-SEQ { };", CheckLevels.DEFAULT).get(0).help()).contains(help);
    assertThat(found("@fdt { };", CheckLevels.DEFAULT).get(0).help()).isEmpty();
    CheckLevels off = CheckLevels.DEFAULT.with(true, "no-node_name_not_empty").orElseThrow();
    assertThat(found("@fdt-SEQ { };", off)).noneMatch(p -> p.severity() == Severity.ERROR);
  }

  @Test
  void checkReportsThatItStoppedAtItsLimit() {
    StringBuilder nodes = new StringBuilder();
    for (int i = 0; i < 10_001; i++) {
      nodes.append("n@").append(Integer.toHexString(i)).append(" { }; ");
    }
    List<Diagnostic> found = found(nodes.toString(), CheckLevels.DEFAULT);
    assertThat(found).hasSize(10_000);
    assertThat(found.get(9_998).help()).isEmpty();
    assertThat(found.get(9_999).help())
        .contains("this check reports at most 10000 problems; there may be more");
  }

  @Test
  void everyCheckHasACase() throws IOException {
    Set<Check> tested = EnumSet.copyOf(WITHOUT_CASE);
    for (Check check : Check.values()) {
      if (CheckCase.of(check).isPresent()) {
        tested.add(check);
      }
    }
    assertThat(tested).containsExactlyInAnyOrder(Check.values()).hasSize(90);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void checkReportsTheProblemAndAcceptsTheFix(Check check) throws IOException {
    CheckCase pair = pair(check);
    CheckLevels levels = asError(check);
    assertThat(found(pair.found(), levels))
        .as(pair.found())
        .anyMatch(d -> d.code().id().equals(check.id()) && d.severity() == Severity.ERROR);
    if (check != Check.ALWAYS_FAIL) {
      assertThat(found(pair.fine(), levels))
          .as(pair.fine())
          .noneMatch(d -> d.code().id().equals(check.id()));
    }
  }

  @ParameterizedTest
  @MethodSource("checks")
  void disabledCheckReportsNothing(Check check) throws IOException {
    CheckLevels off =
        asError(check)
            .with(true, "no-" + check.id())
            .flatMap(levels -> levels.with(false, "no_" + check.id()))
            .orElseThrow();
    assertThat(found(pair(check).found(), off)).noneMatch(d -> d.code().id().equals(check.id()));
  }

  @Test
  void defaultLevelsMatchDtc() {
    for (Check check : Check.values()) {
      assertThat(CheckLevels.DEFAULT.isError(check)).isEqualTo(check.level() == CheckLevel.ERROR);
      assertThat(CheckLevels.DEFAULT.isWarning(check))
          .isEqualTo(check.level() == CheckLevel.WARNING);
    }
    assertThat(CheckLevels.DEFAULT.with(false, "no-such-check")).isEmpty();
  }

  @Test
  void checkDoesNotRunIfItsPrerequisiteFailed() {
    assertThat(found("n { reg = <1>; };", CheckLevels.DEFAULT))
        .anyMatch(
            d ->
                d.code() == Check.SIMPLE_BUS_REG
                    && d.message().text().equals("Failed prerequisite 'reg_format'"));
  }

  @Test
  void disablingACheckDisablesItsDependents() {
    CheckLevels levels = CheckLevels.DEFAULT.with(false, "no-reg_format").orElseThrow();
    assertThat(levels.isWarning(Check.SPI_BUS_REG)).isFalse();
    assertThat(levels.isWarning(Check.SPI_BUS_BRIDGE)).isTrue();
  }

  /** Skips checks that the installed dtc does not have. */
  @ParameterizedTest
  @MethodSource("checks")
  void dtcReportsTheSameCheck(Check check, @TempDir Path directory) throws Exception {
    assumeTrue(OnPath.has("dtc"), "needs dtc on the PATH");
    CheckCase pair = pair(check);
    String mark = "(" + check.id() + "):";
    String output = dtc(check, pair.found(), directory.resolve("a.dts"));
    if (output.contains(UNKNOWN_CHECK)) {
      return;
    }
    assertThat(output).as(pair.found()).contains(mark);
    // dtc before 1.8 also reports a node of which only the children have ranges.
    boolean older = check == Check.AVOID_UNNECESSARY_ADDR_SIZE && !OnPath.isDtcNewest();
    if (check != Check.ALWAYS_FAIL && !older) {
      assertThat(dtc(check, pair.fine(), directory.resolve("b.dts")))
          .as(pair.fine())
          .doesNotContain(mark);
    }
  }

  private static String dtc(Check check, String text, Path file) throws Exception {
    Files.writeString(file, source(text), StandardCharsets.ISO_8859_1);
    Process process =
        new ProcessBuilder(
                OnPath.dtc(),
                "-W",
                check.id(),
                "-E",
                check.id(),
                "-o",
                "/dev/null",
                file.toString())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue() == SEGMENTATION_FAULT ? UNKNOWN_CHECK : output;
  }
}
