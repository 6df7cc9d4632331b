// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.check.CheckLevel;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.format.Rule;
import org.dtbind.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests each diagnostic code with a broken input that reports it and a corrected input that does
 * not. Generates docs/reference/diagnostics.md from these inputs; {@code -Dgolden.update=true}
 * rewrites the page.
 */
class CatalogueTest {

  private static final Path PAGE = Path.of("../docs/reference/diagnostics.md");

  private static final String CHECKS =
      """

      A check is a named rule that devicetrees must satisfy. The checks are those of dtc, the
      devicetree compiler. The `Failed prerequisite` message means that a check did not run,
      because it depends on another check that failed. The message names the failed check. To turn
      checks on or off, or to report violations as errors, use the `-W` and `-E` options of
      [dtbind compile](commands.md#dtbind-compile).
      """;

  @TempDir private Path directory;

  /** A group of codes, under its title on the page. */
  private record Family(String title, List<Code> codes) {

    /** The text between the title and the codes. */
    private String introduction() {
      return codes.stream().anyMatch(Check.class::isInstance)
          ? CHECKS
          : codes.stream().anyMatch(Rule.class::isInstance) ? RULES : "";
    }
  }

  private static final String RULES =
      """

      A rule of style says how a source should look; it says nothing about what the source means.
      `dtbind fmt` applies these rules, except for required-blank-lines, node-close-alone, line-length and
      continuation-alignment, which must be named. Rules that `scripts/dtc/dt-check-style` in Linux also has report the
      same.
      """;

  private static final Map<String, String> TITLES =
      Map.of(
          "Rule", "Rules of style",
          "PreprocessCode", "Preprocessor",
          "SyntaxCode", "Syntax and values",
          "TreeCode", "Trees",
          "Check", "Checks",
          "DtbCode", "Blobs",
          "ReadingCode", "Any input",
          "DirectoryCode", "Directories");

  private static final List<Family> FAMILIES = families();

  private static List<Family> families() {
    // The class path may also have the jars of other modules.
    CodeSource module = Code.class.getProtectionDomain().getCodeSource();
    return new ClassFileImporter()
        .importPackages("org.dtbind").stream()
            .filter(type -> type.isAssignableTo(Code.class) && type.isEnum())
            .filter(type -> type.reflect().getProtectionDomain().getCodeSource().equals(module))
            .map(
                type ->
                    new Family(
                        TITLES.getOrDefault(type.getSimpleName(), type.getSimpleName()),
                        codes(type)))
            .sorted((a, b) -> a.title().compareTo(b.title()))
            .toList();
  }

  private static List<Code> codes(JavaClass type) {
    return Arrays.stream(type.reflect().getEnumConstants()).map(Code.class::cast).toList();
  }

  static Stream<Code> codes() {
    return FAMILIES.stream().flatMap(family -> family.codes().stream());
  }

  private Diagnosed<?> read(Code code, boolean withMistake) throws IOException {
    Optional<Example> example = Example.of(code).filter(Example::hasSource);
    if (example.isPresent()) {
      return example.get().compile(withMistake);
    }
    Optional<GeneratedInputs.Input> made =
        Optional.ofNullable(new GeneratedInputs(directory).inputs().get(code));
    assertThat(made).as("an input that gives " + code.id()).isPresent();
    return made.orElseThrow().read(withMistake);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void exampleInputReportsItsCode(Code code) throws IOException {
    assertThat(ids(read(code, true))).contains(code.id());
  }

  @ParameterizedTest
  @MethodSource("codes")
  void correctedInputDoesNotReportTheCode(Code code) throws IOException {
    Diagnosed<?> read = read(code, false);
    assertThat(read.hasErrors()).as(read.diagnostics().toString()).isFalse();
    assertThat(ids(read)).doesNotContain(code.id());
  }

  private static List<String> ids(Diagnosed<?> read) {
    return read.diagnostics().stream().map(diagnostic -> diagnostic.code().id()).toList();
  }

  @Test
  void everyEntryBelongsToAKnownCode() throws IOException {
    List<String> ids = codes().map(Code::id).toList();
    assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThan(50);
    assertThat(ids).containsAll(Example.names());
    assertThat(FAMILIES).extracting(Family::title).containsAll(TITLES.values());
  }

  @Test
  void pageMatchesTheCode() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            <!--
            SPDX-FileCopyrightText: 2026 The dtbind authors
            SPDX-License-Identifier: Apache-2.0

            Made from the code by CatalogueTest (-Dgolden.update=true): do not edit.
            -->
            # Diagnostics

            This page lists the kinds of problems that dtbind finds in devicetree sources, in blobs
            (flattened devicetrees, `.dtb` files), and in directories that contain a devicetree, such as
            `/proc/device-tree`. Each kind of problem has a code. A message shows the code in
            parentheses after `ERROR`, `Warning` or `Note`. Codes never change, but messages may. To
            pass diagnostics to scripts, editors or code hosting services, use `--diagnostics json`
            or `--diagnostics sarif`.

            With `-W CODE`, `-E CODE` and `-W no-CODE`, you can change the
            [level](../guide/check-a-board.md#levels-and-baselines) of a kind of problem, unless it
            is always an error, as `syntax` is.

            For problems in overlays and declarations, see
            [Diagnostics for overlays and declarations](overlay-diagnostics.md). For the maximum
            sizes and depths that dtbind allows, see [Limits](limits.md).
            """);
    for (Family family : FAMILIES) {
      page.append("\n## ").append(family.title()).append('\n');
      page.append(family.introduction());
      for (Code code : family.codes()) {
        section(page, code);
      }
    }
    Golden.check(PAGE, page.toString());
  }

  private static void section(StringBuilder page, Code code) throws IOException {
    page.append("\n### ").append(code.id()).append("\n\n");
    page.append(wrapped(code.meaning())).append('\n');
    Optional<Example> example = Example.of(code);
    example
        .map(Example::explanation)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> page.append('\n').append(wrapped(text)).append('\n'));
    if (code instanceof Check check && check.level() == CheckLevel.OFF) {
      page.append("\nThis check is off by default. Enable it with `-W ")
          .append(code.id())
          .append("`.\n");
    }
    if (example.filter(Example::hasSource).isPresent()) {
      Example shown = example.get();
      page.append("\n```dts\n").append(shown.broken()).append("```\n\n```\n");
      for (Diagnostic diagnostic : shown.compile(true).diagnostics()) {
        if (!(code instanceof Check) || diagnostic.code().id().equals(code.id())) {
          page.append(DiagnosticText.snippet(diagnostic));
        }
      }
      page.append("```\n\nWrite this instead:\n\n```dts\n")
          .append(shown.corrected())
          .append("```\n");
    }
  }

  private static String wrapped(String paragraph) {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    String marked = paragraph.replaceAll("/?__\\w+__", "`$0`"); // Otherwise, it would be bold.
    for (String word : marked.split("\\s+", -1)) {
      StringBuilder line = lines.get(lines.size() - 1);
      if (line.length() > 0 && line.length() + word.length() > 99) {
        lines.add(new StringBuilder(word));
      } else {
        line.append(line.length() > 0 ? " " : "").append(word);
      }
    }
    return String.join("\n", lines);
  }
}
