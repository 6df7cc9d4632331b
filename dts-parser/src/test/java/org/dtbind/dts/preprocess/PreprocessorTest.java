// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.SourceCache;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFiles;
import org.dtbind.source.Span;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessorTest {

  private static Diagnosed<PreprocessedText> run(Map<String, String> files, String... defines) {
    SourceCache cache =
        new SourceCache(name -> Optional.ofNullable(files.get(name)).map(Bytes::latin1));
    return new Preprocessor(new FileSearch(cache, List.of("inc", "more"), true), Limits.DEFAULT)
        .preprocess("main.dts", List.of(defines));
  }

  private static String text(String source, String... defines) {
    Diagnosed<PreprocessedText> result = run(Map.of("main.dts", source), defines);
    assertThat(result.diagnostics()).isEmpty();
    return result.value().orElseThrow().text().latin1();
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void macroIsExpandedRecursively() {
    assertThat(squeezed(text("#define A B\n#define B 2\n<A>"))).isEqualTo("<2>");
  }

  @Test
  void commandLineMacroIsDefined() {
    assertThat(squeezed(text("<A B>", "A", "B=(1 + 2)"))).isEqualTo("<1 (1 + 2)>");
  }

  @Test
  void unknownDirectiveIsText() {
    assertThat(squeezed(text("#define X 2\n #address-cells = <X>;\n\t#size-cells = <1>;")))
        .isEqualTo("#address-cells = <2>; #size-cells = <1>;");
  }

  @Test
  void textWithoutMacrosIsCopiedUnchanged() {
    String source = "/ {\n\ta = \"\\\"q\",\t<1>;\r\n\t  b;\n};\n";
    assertThat(text(source)).isEqualTo(source);
  }

  @Test
  void linesBetweenDefinitionsAreOmitted() {
    assertThat(text("a\n#define A 1\n\n/* c */\n#define B 2\n\nb\n")).isEqualTo("a\n\n\nb\n");
  }

  @Test
  void positionsMapToTheOriginalFile() {
    PreprocessedText text =
        run(Map.of(
                "main.dts", "#include \"a.h\"\nx = <ONE>; /* c */ y;\n",
                "a.h", "#define ONE 1\nz;\n"))
            .value()
            .orElseThrow();
    String flat = text.text().latin1();
    Origin.Source z = place(text, flat.indexOf('z'));
    assertThat(z.place()).isEqualTo("a.h:2.1-2");
    assertThat(z.includedFrom())
        .extracting(Origin.Source::place)
        .containsExactly("main.dts:1.1-15");
    Origin.Source one = place(text, flat.indexOf('1'));
    assertThat(one.place()).isEqualTo("main.dts:2.6-9");
    assertThat(one.expandedFrom().orElseThrow().definition().place()).isEqualTo("a.h:1.1-14");
    assertThat(place(text, flat.indexOf('y')).place()).isEqualTo("main.dts:2.20-21");
  }

  @Test
  void placesOfConsecutiveDefinitionsAreTheirOwn() {
    Diagnosed<PreprocessedText> result =
        run(Map.of("main.dts", "#define A 1\n#define B 2\n\n#define A 3\nB;\n"));
    assertThat(result.diagnostics())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.origin().place()).isEqualTo("main.dts:4.1-12");
              assertThat(d.notes().get(0).origin().place()).isEqualTo("main.dts:1.1-12");
            });
    PreprocessedText text = result.value().orElseThrow();
    Origin.Source b = place(text, text.text().latin1().indexOf('2'));
    assertThat(b.expandedFrom().orElseThrow().definition().place()).isEqualTo("main.dts:2.1-12");
  }

  private static Origin.Source place(PreprocessedText text, int position) {
    return (Origin.Source) text.origins().of(new Span(position, position + 1));
  }

  @Test
  void guardedHeaderIsIncludedOnce() {
    String header = "#ifndef H\n#define H\nonce;\n#endif\n";
    assertThat(
            squeezed(
                run(Map.of("main.dts", "#include <h.h>\n#include \"inc/h.h\"\n", "inc/h.h", header))
                    .value()
                    .orElseThrow()
                    .text()
                    .latin1()))
        .isEqualTo("once;");
  }

  @Test
  void exponentialExpansionIsStopped() {
    StringBuilder source = new StringBuilder("#define M0 x x x x x x x x x x\n");
    for (int i = 1; i < 30; i++) {
      source.append("#define M%d M%d M%d M%d\n".formatted(i, i - 1, i - 1, i - 1));
    }
    Diagnosed<PreprocessedText> result = run(Map.of("main.dts", source + "M29\n"));
    assertThat(result.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.message().text()).contains("exceeds"));
  }

  @Test
  @Tag("large")
  void tooDeeplyNestedArgumentsAreRejected() {
    String source = "#define F(x) x\n" + "F(".repeat(100_000) + "1" + ")".repeat(100_000);
    assertThat(run(Map.of("main.dts", source)).hasErrors()).isTrue();
  }

  @Test
  void openCommentInASkippedBranchWithinACallIsReported() {
    assertThat(problems("#define F(a) a\nF(1\n#if 0\nx\n/* open\n#endif\n)\n"))
        .extracting(d -> d.message().text())
        .containsExactly(
            "the call to macro F has no closing parenthesis",
            "this conditional has no #endif",
            "this comment is not closed");
  }

  @Test
  void unterminatedOrNestedVaOptIsRejected() {
    for (String body : List.of("__VA_OPT__(x", "__VA_OPT__", "__VA_OPT__(__VA_OPT__(x))")) {
      assertThat(run(Map.of("main.dts", "#define F(...) " + body + "\n")).diagnostics())
          .singleElement()
          .satisfies(d -> assertThat(d.message().text()).startsWith("__VA_OPT__"));
    }
  }

  @Test
  void fileMacroKeepsTheBytesOfTheIncludeName() {
    String source = "#include \"h\u00c3\u00b6he.h\"\n";
    assertThat(
            squeezed(
                run(Map.of("main.dts", source, "h\u00f6he.h", "__FILE__\n"))
                    .value()
                    .orElseThrow()
                    .text()
                    .latin1()))
        .isEqualTo("\"h\u00c3\u00b6he.h\"");
  }

  @Test
  void tooDeeplyNestedConditionIsRejected() {
    String source = "#if " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "\n#endif\n";
    assertThat(run(Map.of("main.dts", source)).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo(PreprocessCode.BAD_CONDITION));
  }

  @Test
  void positionsMapAcrossJoinedLines() {
    String source = "\u00ef\u00bb\u00bfa \\\n\\\r\nb;\n#define T\\\nWO 2\nTW\\\nO c\n";
    PreprocessedText text = run(Map.of("main.dts", source)).value().orElseThrow();
    String flat = text.text().latin1();
    assertThat(squeezed(flat)).isEqualTo("a b; 2 c");
    assertThat(place(text, flat.indexOf('a')).place()).isEqualTo("main.dts:1.4-5");
    assertThat(place(text, flat.indexOf('b')).place()).isEqualTo("main.dts:3.1-2");
    Origin.Source two = place(text, flat.indexOf('2'));
    assertThat(two.place()).isEqualTo("main.dts:6.1-7.2");
    assertThat(two.expandedFrom().orElseThrow().definition().place()).isEqualTo("main.dts:4.1-5.5");
    assertThat(place(text, flat.indexOf('c')).place()).isEqualTo("main.dts:7.3-4");
  }

  @Test
  void problemsCarryTheirOutputPosition() {
    Diagnosed<PreprocessedText> result =
        run(Map.of("main.dts", "a;\n#error one\nb;\n#if 1\nc;\n#warning two\n"));
    String flat = result.value().orElseThrow().text().latin1();
    assertThat(result.diagnostics())
        .extracting(d -> d.message().text())
        .containsExactly("#error one", "this conditional has no #endif", "#warning two");
    assertThat(result.diagnostics().get(0).position().orElseThrow())
        .isBetween(flat.indexOf('a') + 1, flat.indexOf('b'));
    assertThat(result.diagnostics().get(1).position().orElseThrow())
        .isBetween(flat.indexOf('b') + 1, flat.indexOf('c'));
  }

  @Test
  void includeNextSearchesAfterTheDirectoryOfTheIncluder() {
    String next = "#include_next <a.h>\n";
    assertThat(
            squeezed(
                textOf(
                    Map.of(
                        "main.dts",
                        "#include <a.h>\n#include \"a.h\"\n",
                        "a.h",
                        "beside;\n" + next,
                        "inc/a.h",
                        "first;\n" + next,
                        "more/a.h",
                        "second;\n"))))
        .isEqualTo("first; second; beside; first; second;");
  }

  @Test
  void hasIncludeNextSearchesAfterTheDirectoryOfTheIncluder() {
    String conditions =
        "#if __has_include_next(<a.h>)\nangled;\n#endif\n"
            + "#if __has_include_next(\"a.h\")\nquoted;\n#endif\n"
            + "#if __has_include_next(\"only.h\")\nwrong;\n#endif\n";
    assertThat(
            squeezed(
                textOf(
                    Map.of(
                        "main.dts",
                        "#if __has_include_next(\"main.dts\")\nself;\n#endif\n"
                            + "#include <a.h>\n#include <b.h>\n",
                        "inc/a.h",
                        conditions,
                        "inc/only.h",
                        "",
                        "more/a.h",
                        conditions,
                        "more/b.h",
                        conditions))))
        .isEqualTo("self; angled; quoted;");
  }

  @Test
  void pragmaOperatorSupportsOnce() {
    assertThat(
            squeezed(
                textOf(
                    Map.of(
                        "main.dts",
                        "#include <a.h>\n#include <a.h>\n",
                        "inc/a.h",
                        "_Pragma(\"once\") a;\n"))))
        .isEqualTo("a;");
  }

  @Test
  void pragmaOperatorRequiresOneString() {
    for (String wrong : List.of("", "()", "(3)", "(u8\"a\")", "(\"a\" \"b\")", "(\"a\"")) {
      assertThat(run(Map.of("main.dts", "a _Pragma" + wrong + "\n")).diagnostics())
          .extracting(d -> d.message().text())
          .containsExactly("_Pragma needs (\"TEXT\")");
    }
    assertThat(run(Map.of("main.dts", "#if _Pragma(\"x\") 1\n#endif\n")).diagnostics())
        .extracting(d -> d.message().text())
        .containsExactly("unexpected '(' in the condition");
  }

  @Test
  void importAndPragmaOnceIncludeAFileOnce() {
    assertThat(
            squeezed(
                textOf(
                    Map.of(
                        "main.dts",
                        "#import <a.h>\n#include <a.h>\n#import \"inc/a.h\"\n"
                            + "#include <b.h>\n#import <b.h>\n"
                            + "#include <c.h>\n#include \"inc/../inc/c.h\"\n#include <c.h>\n",
                        "inc/a.h",
                        "a;\n",
                        "inc/b.h",
                        "b;\n",
                        "inc/c.h",
                        "#pragma once\nc;\n",
                        "inc/../inc/c.h",
                        "#pragma once\nc;\n"))))
        .isEqualTo("a; b; c;");
  }

  @Test
  void includeLevelAndBaseFileMacrosAreDefined() {
    assertThat(
            squeezed(
                textOf(
                    Map.of(
                        "main.dts", "#include <a.h>\n__INCLUDE_LEVEL__ __BASE_FILE__\n",
                        "inc/a.h", "__INCLUDE_LEVEL__ __BASE_FILE__ __FILE__ __LINE__\n"))))
        .isEqualTo("1 \"main.dts\" \"inc/a.h\" 1 0 \"main.dts\"");
  }

  @Test
  void timestampMacroGivesTheFileModificationTime() {
    SourceFiles files =
        new SourceFiles() {
          @Override
          public Optional<Bytes> read(String path) {
            return Optional.of(Bytes.latin1("__TIMESTAMP__\n"));
          }

          @Override
          public Optional<Instant> changed(String path) {
            LocalDateTime modified = LocalDateTime.of(2026, 11, 2, 7, 43, 5);
            return Optional.of(modified.atZone(ZoneId.systemDefault()).toInstant());
          }
        };
    String preprocessed =
        new Preprocessor(new FileSearch(new SourceCache(files), List.of(), true), Limits.DEFAULT)
            .preprocess("main.dts", List.of())
            .value()
            .orElseThrow()
            .text()
            .latin1();
    assertThat(squeezed(preprocessed)).isEqualTo("\"Mon Nov 2 07:43:05 2026\"");
    assertThat(squeezed(textOf(Map.of("main.dts", "__TIMESTAMP__\n"))))
        .isEqualTo("\"??? ??? ?? ??:??:?? ????\"");
  }

  private static String textOf(Map<String, String> files) {
    Diagnosed<PreprocessedText> result = run(files);
    assertThat(result.diagnostics()).isEmpty();
    return result.value().orElseThrow().text().latin1();
  }

  @Test
  void includeWithinMacroArgumentsIsReported() {
    assertThat(run(Map.of("main.dts", "#define F(x) x\nF(1\n#include <a.h>\n)\n")).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.origin().place()).isEqualTo("main.dts:3.1-15"))
        .satisfies(d -> assertThat(d.message().text()).contains("in the arguments of a macro"));
  }

  @Test
  void extraTokensAfterUndefAreAWarning() {
    Diagnosed<PreprocessedText> result = run(Map.of("main.dts", "#define A 1\n#undef A B\nA\n"));
    assertThat(squeezed(result.value().orElseThrow().text().latin1())).isEqualTo("A");
    assertThat(result.diagnostics()).hasSize(1);
    assertThat(result.hasErrors()).isFalse();
  }

  @Test
  @Tag("large")
  void totalExpansionOfASourceIsLimited() {
    StringBuilder source = new StringBuilder("#define M0 x\n#define ID(a) a\n");
    for (int i = 1; i < 60; i++) {
      source.append("#define M%d M%d M%d\n".formatted(i, i - 1, i - 1));
    }
    for (String use : List.of("M12\n", "ID(M12)\n")) {
      assertThat(run(Map.of("main.dts", source + use.repeat(2000))).diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(PreprocessCode.EXPANSION_TOO_LARGE);
    }
    assertThat(run(Map.of("main.dts", source + "ID(M59)\n#if M59\n#endif\n")).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.EXPANSION_TOO_LARGE);
  }

  @Test
  @Tag("large")
  void textPastedByMacrosIsLimited() {
    StringBuilder source = new StringBuilder("#define P0(x) x##x\n#define S(x) #x #x #x #x\n");
    for (int i = 1; i < 60; i++) {
      source.append("#define P%d(x) P%d(x##x)\n".formatted(i, i - 1));
    }
    assertThat(run(Map.of("main.dts", source + "P59(x)\n")).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.EXPANSION_TOO_LARGE);
    String strings = "S(" + "x".repeat(1 << 20) + ")\n";
    assertThat(run(Map.of("main.dts", source + strings.repeat(40))).diagnostics())
        .extracting(Diagnostic::code)
        .doesNotContain(PreprocessCode.MACRO_ARGUMENTS)
        .hasSize(1);
  }

  @Test
  @Tag("large")
  void copiesOfALongFileNameAreLimited() {
    String source = "#define ID(a) a\n#line 1 \"" + "x".repeat(1 << 20) + "\"\n";
    assertThat(
            run(Map.of("main.dts", source + "ID(" + "__FILE__ ".repeat(200) + ")\n")).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.EXPANSION_TOO_LARGE);
  }

  @Test
  @Tag("large")
  void argumentsAreLimitedBeforeTheyAreCopied() {
    for (String parameters : List.of("x", "x, ...")) {
      String source = "#define F(" + parameters + ") " + "x ".repeat(14_000) + "\n";
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertThat(run(Map.of("main.dts", source + "F(" + "1 ".repeat(14_000) + ")\n")).diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(PreprocessCode.EXPANSION_TOO_LARGE);
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      assertThat(taken / 1e9).as("seconds of processor time").isLessThan(5);
    }
  }

  @Test
  void messageWithALongNameIsShortened() {
    String name = "1".repeat(10_000);
    for (String use : List.of("#include N\n", "#if 1 N\n#endif\n", "#line N\n")) {
      assertThat(run(Map.of("main.dts", "#define N " + name + "\n" + use)).diagnostics())
          .singleElement()
          .satisfies(problem -> assertThat(problem.message().text()).hasSizeLessThan(5000));
    }
  }

  @Test
  void longIntegerIsShortenedInTheMessage() {
    for (String start : List.of("1", "'", "0x")) {
      String source = "#define N " + start + "1".repeat(1000) + "'\n#if N\n#endif\n";
      assertThat(run(Map.of("main.dts", source)).diagnostics())
          .singleElement()
          .satisfies(
              problem ->
                  assertThat(problem.message().text())
                      .hasSizeLessThan(300)
                      .contains("'" + start + "111")
                      .endsWith("…' is not an integer"));
    }
  }

  @Test
  void recursiveIncludeIsReportedOnce() {
    Diagnosed<PreprocessedText> result =
        run(Map.of("main.dts", "#include \"main.dts\"\n#include \"main.dts\"\n"));
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.INCLUDE_TOO_DEEP);
  }

  @Test
  @Tag("large")
  void numberOfIncludesIsLimited() {
    String bomb = "#if __INCLUDE_LEVEL__ < 40\n" + "#include \"main.dts\"\n".repeat(2) + "#endif\n";
    assertThat(run(Map.of("main.dts", bomb)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.INCLUDE_TOO_OFTEN);
    String large = "/*" + " ".repeat(1 << 20) + "*/\n";
    String often = "#include <large.h>\n".repeat(1000);
    assertThat(run(Map.of("main.dts", often, "inc/large.h", large)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.INCLUDE_TOO_OFTEN);
  }

  private static List<Diagnostic> problems(String source) {
    return run(Map.of("main.dts", source)).diagnostics();
  }

  @Test
  @Tag("large")
  void argumentsOfPastesAreLimitedBeforeTheyAreCopied() {
    String argument = "1 ".repeat(50_000);
    for (String use : List.of("x##a ", "#a ", "a##x ")) {
      String source = "#define F(a) " + use.repeat(100_000) + "\n" + "F(" + argument + ")\n";
      assertThat(problems(source))
          .extracting(Diagnostic::code)
          .containsExactly(PreprocessCode.EXPANSION_TOO_LARGE);
    }
  }

  @Test
  void textPastedInADefinitionIsLimited() {
    assertThat(problems("#define X a" + "##abcdefgh".repeat(50_000) + "\n"))
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.BAD_DIRECTIVE);
    assertThat(text("#define X a" + "##b".repeat(100) + "\nX\n")).contains("a" + "b".repeat(100));
  }

  @Test
  void suffixOfAnIntegerHasAtMostThreeLetters() {
    String number = "1" + "u".repeat(400_000);
    assertThat(problems("#if " + number + "\n#endif\n"))
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.BAD_CONDITION);
    assertThat(squeezed(text("#if 1ULL && 1lu && 0x1U && -1 > 0u\nyes\n#endif\n")))
        .isEqualTo("yes");
  }

  @Test
  void pragmaWithManyBlanks() {
    String blanks = " ".repeat(400_000);
    assertThat(squeezed(text("_Pragma(\"x" + blanks + "y\") z\n"))).isEqualTo("z");
    assertThat(text("_Pragma(\"" + blanks + "once \") z\n")).contains("z");
  }

  @Test
  @Tag("large")
  void macroWithManyParameters() {
    StringBuilder names = new StringBuilder("a");
    StringBuilder values = new StringBuilder("0");
    for (int i = 1; i < 200_000; i++) {
      names.append(",a").append(i);
      values.append(",").append(i % 10);
    }
    String body = names.toString().replace(',', ' ');
    String source = "#define F(" + names + ") " + body + "\nF(" + values + ")\n";
    assertThat(squeezed(text(source))).startsWith("0 1 2 3").hasSize(2 * 200_000 - 1);
    assertThat(problems("#define F(" + names + ",a) 1\n"))
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.BAD_DIRECTIVE);
  }

  /** A source with many missing includes, and a directory of a thousand headers. */
  private static final class Listed implements SourceFiles {
    private int lists;

    @Override
    public Optional<Bytes> read(String path) {
      return path.equals("main.dts")
          ? Optional.of(Bytes.latin1("#include <headr1.h>\n".repeat(5000)))
          : Optional.empty();
    }

    @Override
    public List<String> list(String directory, int most) {
      lists++;
      return IntStream.range(0, 1000).mapToObj(i -> "header" + i + ".h").toList();
    }
  }

  @Test
  @Tag("large")
  void searchesForFilesAreCounted() {
    String missing = "#if __has_include(<none.h>)\n#endif\n";
    String large = "#if __has_include(<large.h>)\n#endif\n";
    String guarded = "#include <g.h>\n";
    for (String source : List.of(missing.repeat(200_001), guarded.repeat(200_001))) {
      assertThat(run(Map.of("main.dts", source, "inc/g.h", "#pragma once\n")).diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(PreprocessCode.INCLUDE_TOO_OFTEN);
    }
    assertThat(
            run(Map.of("main.dts", large.repeat(300), "inc/large.h", " ".repeat(1 << 20)))
                .diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.INCLUDE_TOO_OFTEN);
  }

  @Test
  void suggestionsForMissingFilesAreLimited() {
    Listed listed = new Listed();
    SourceCache cache = new SourceCache(listed);
    List<Diagnostic> missing =
        new Preprocessor(new FileSearch(cache, List.of("inc"), true), Limits.DEFAULT)
            .preprocess("main.dts", List.of())
            .diagnostics();
    assertThat(missing).hasSize(5000);
    assertThat(missing.get(0).help()).get().asString().contains("header1.h");
    assertThat(missing.get(4999).help()).get().asString().contains("searched");
    assertThat(listed.lists).isBetween(1, 1000);
  }

  @Test
  void tooDeeplyNestedTernaryIsRejected() {
    String source = "#if " + "1?1:".repeat(100_000) + "1\n#endif\n";
    assertThat(run(Map.of("main.dts", source)).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.BAD_CONDITION);
  }

  @Test
  @Tag("large")
  void manyLineNumbersInNestedIncludes() {
    String source =
        """
        #define A __LINE__ __LINE__ __LINE__ __LINE__ __LINE__ __LINE__ __LINE__ __LINE__
        #define B A A A A A A A A A A
        #define C B B B B B B B B B B
        #define D C C C C C C C C C C
        #if __INCLUDE_LEVEL__ < 199
        #include "main.dts"
        #else
        """
            + "D\n".repeat(250)
            + "#endif\n";
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    assertThat(problems(source)).isEmpty();
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(taken / 1e9).as("seconds of processor time").isLessThan(20);
  }

  /** Each input takes well under a second; with a quadratic algorithm it takes minutes. */
  @Test
  @Tag("large")
  void largeInputsArePreprocessedInLinearTime() {
    int many = 100_000;
    StringBuilder defines = new StringBuilder();
    StringBuilder collisions = new StringBuilder();
    for (int i = 0; i < many; i++) {
      defines.append("#include <a.h>\n#define M").append(i).append(" 1\n");
      for (int bit = 0; bit < 17; bit++) {
        collisions.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      collisions.append('\n');
    }
    String wrong = "#error one\n".repeat(many);
    for (String source : List.of(defines.toString(), collisions.toString(), wrong)) {
      // CPU time does not depend on the load of the machine.
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      run(Map.of("main.dts", source, "inc/a.h", "x;\n"))
          .diagnostics()
          .forEach(d -> assertThat(d.origin().place()).isNotEmpty());
      long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      assertThat(taken / 1e9).as("seconds of processor time").isLessThan(20);
    }
  }

  static Stream<String> tricky() {
    return Stream.of(
        "#define A 1\n#define F(x) x+A\n#define G(x,y) <x##y x #y>\n a-A@A,A A\n F(2)F\n(3) F G(a,b)\n",
        "#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)\n",
        "#define x 3\n#define f(a) f(x * (a))\n#undef x\n#define x 2\n#define g f\n#define z z[0]\n"
            + "#define h g(~\n#define m(a) a(w)\n#define w 0,1\n#define t(a) a\n#define p() int\n"
            + "#define q(x) x\n#define r(x,y) x ## y\n#define str(x) # x\n"
            + "f(y+1) + f(f(2)) % t(t(g)(0) + t)(1);\ng(x+(3,4)-w) | h 5) & m\n(f)^m(m);\n"
            + "p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };\n"
            + "char c[2][6] = { str(hello), str() };\n",
        "#define str(s) # s\n#define xstr(s) str(s)\n#define glue(a, b) a ## b\n"
            + "#define HIGHLOW \"hello\"\n#define LOW LOW \", world\"\n"
            + "str(strncmp(\"abc\\0d\", \"abc\", '\\4') == 0) str(: @\\n)\nglue(HIGH, LOW);\n",
        "#define t(x,y,z) x ## y ## z\nt(1,2,3) t(,4,5) t(6,,7) t(8,9,) t(10,,) t(,11,) t(,,12) t(,,)\n",
        "#define V(a, ...) a, ## __VA_ARGS__\n#define W(args...) <args>\nV(1) V(1,2) V(1,2,3) W() W(1,2)\n",
        "#define V(a, ...) f(a, ## __VA_ARGS__)\n#define W(...) f(x, ## __VA_ARGS__)\n"
            + "#define A(a, b...) f(a, ## b)\n#define E\n"
            + "V(1,) V(1,E) V(1,,) W() W(E) W(,) A(1,) A(1) A(1,2,)\n",
        "# // comment\n#/* c */ // comment\n # //\nx\n#if '\\q' == 'q' && '\\(' == '(' && '\\E' == 27\nyes\n#endif\n"
            + "#if 1u + 1l + 1UL + 1Lu + 1ll + 1ULL + 1llu == 7\nyes\n#endif\n",
        "#define EMPTY\n#define LP (\n#define F(x) [x]\nF EMPTY (1) F LP 2) EMPTY F(EMPTY)\nx EMPTY y\n",
        "#define MINUS -\n#define ONE 1\n-MINUS -ONE ONE.ONE 1ONE .ONE ONE ONE(ONE)\n",
        "#define S \"a // b\" /* c */ 'x'\nS // S\nS /* S\n S */ S\n",
        "#define L 1 \\\n 2 \\\n 3\nL\n#if L - 3 + 1 == 1 \\\n || 0\nyes\n#endif\n",
        "#if 0x10 == 16 && 010 == 8 && 'a' == 97 && (2 ? 3 : 4) == 3 && -1 > 0u && ~0 == -1\nok\n#endif\n",
        "#if 0 && 1/0\nbad\n#elif 1 || 1/0\ngood\n#else\nworse\n#endif\n",
        "#if 0\n it's \"broken\n #else\n fine\n #endif\n",
        "a\n#if 0\n#if 1\nb\n#else\nc\n#endif\nd\n#elif 1\ne\n#else\nf\n#endif\ng\n",
        "#define P(b, p) (b) (p)\n<P(1, /* x, y */\n 2) P(P(1,2), 3)>\n",
        "#define foo foo bar\n#define bar foo\nfoo bar\n",
        "#define a(x) b(x)\n#define b(x) a(x)\na(1) b(2) a(a(3))\n",
        "# define  SPACED   1   2 \n  #  ifdef SPACED\nSPACED\n  # endif\n#\n",
        "#define FOO 0x ## 12\n#define N a ## b\n#define hash_hash # ## #\n#define mkstr(a) # a\n"
            + "#define in_between(a) mkstr(a)\n#define join(c, d) in_between(c hash_hash d)\n"
            + "N FOO join(x, y) hash_hash;\n",
        "m = \"Acme \\\n  Board\", \"two \\\r\n lines\"; <1\\\n2> a\\ \nb\n"
            + "#def\\\nine Q 1\nQ /\\\n/ comment \\\n goes on\n/\\\n* c *\\\n/ Q\n",
        "#define A\n#if 0\nx\n#elifdef A\ny\n#else\nz\n#endif\n"
            + "#if 0\nx\n#elifndef A\ny\n#else\nz\n#endif\n",
        "#define IS (defined(A) || defined B)\n#define B\n#if IS\nyes\n#endif\n#define D defined\n"
            + "#if D B && D(B) && !D C\nyes2\n#endif\n#define HI __has_include\n"
            + "#if !HI(\"nope.dts\")\nyes3\n#endif\n#define NAME \"nope.dts\"\n"
            + "#if __has_include(NAME)\nno\n#endif\n",
        "#if '\\x41' == 65 && '\\101' == 65 && '\\n' == 10 && 'ab' == 24930 && '\\377' < 0\nok\n"
            + "#endif\n#if (1, 0)\nno\n#elif 0 ? 1, 2 : 3\nyes\n#endif\n#if 0 ? 1 : 0 ? 2 : 3\nok\n#endif\n",
        "#define F(x,y) [x|y]\nF(1\n#if 0\n,3 F(\n#else\n,2\n#endif\n) a\nF\n#define Q\n(1,2)\n"
            + "F(1,\n#define Z 7\n#undef F\nZ) F(1,2)\n",
        "\u00ef\u00bb\u00bf#define A 1\nA __COUNTER__ __COUNTER__ __INCLUDE_LEVEL__\n"
            + "#ifdef __COUNTER__\nyes\n#endif\n#if __COUNTER__ == 2\nyes\n#endif\n",
        "#define F(a,...) f(a __VA_OPT__(,) __VA_ARGS__ )\n#define G(a, r...) g(a __VA_OPT__(: r :) end)\n"
            + "#define H(x, ...) x ## __VA_OPT__(_y) z\n#define I(x, ...) __VA_OPT__(a x ## b) ## c\n"
            + "#define J(...) #__VA_OPT__(__VA_ARGS__ x)\n#define EMPTY\n"
            + "#define K(...) [__VA_OPT__()] [ __VA_OPT__( x )__VA_OPT__(y) ]\n"
            + "#define L(a,...) __VA_OPT__(a(__VA_ARGS__))b\n"
            + "F(1) F(1,) F(1,2) F(1,2,3) F(1,EMPTY) F(1,EMPTY EMPTY) F(1,,)\n"
            + "G(1) G(1,2) G(1,2,3) G(1,EMPTY) H(q) H(q,1) I(q) I(q,1) J() J(1) J(1, 2)\n"
            + "K() K(1) L(F) L(F,1) L(F,1,2) __VA_OPT__(x)\n",
        "__LINE__\n#line 100\n__LINE__ __LINE__\n#line 200 \"other.dtsi\"\n__LINE__ __FILE__\n"
            + "#define N 300 \"third.h\"\n#line N\n__LINE__ __FILE__ __FILE_NAME__\n#line 7\n"
            + "#if __LINE__ == 7\n__LINE__ __FILE__\n#endif\n#line foo\n#line 3 foo\n#line\n__LINE__\n",
        "#ifdef __DATE__\nyes\n#endif\n#ident \"x\"\n#pragma once\n__DATE__ __STDC__ __ASSEMBLER__\n",
        "#define S \"foo\"\na _Pragma(S) b _Pragma (\n \"foo\" ) c _Pragma(L\"foo\") d\n"
            + "#define F(x) [ x ] #x [ x ]\nF(_Pragma(\"x\") a)\n#define G() 7\nG _Pragma(\"z\") ()\n"
            + "#define H(x) x\nH(_Pragma(\"z\")) y H _Pragma(\"z\") (3)\n"
            + "#define Q(x) _Pragma(#x)\nQ(a b) e\n#define C(a,b) a##b\nC(_Pr,agma)(\"x\") f\n"
            + "1_Pragma(\"a\")2 a _Pragma(\"a\")b a/_Pragma(\"a\")/b\n",
        "#ifdef _Pragma\nyes\n#endif\n#undef _Pragma\n_Pragma(\"x\")\n#define _Pragma x\n_Pragma(\"d\")\n",
        "#ifdef __has_include_next\nyes\n#endif\n"
            + "#if __has_include_next(\"nope.dts\")\nno\n#endif\n"
            + "#if defined __has_include_next && defined(__has_include)\nyes2\n#endif\n",
        "#undef x junk\n#define x 1\n#undef x junk\nx\n",
        "#define F(x,y) [x|y]\nF(A\n#define A 1\n/* c */\n#define B 2\n\n#define A 1\n, A B)\n"
            + "#if 0\n#define C 3\n#define D 4\n#endif\nC D\n#define F F\n\n#define E 5\nE/**/F\n",
        "#define X(a,b) a b\nX((1,2),(3,(4,5))) X(\",\",',') X( , )\n",
        "#define C(f,x) <1 f##x>\n#define F(x,y) c x##y\n#define V(x,...) a __VA_ARGS__##x b\n"
            + "#define O(x,...) a __VA_OPT__()##x b\n#define Q(x,y,z) a x##y##z b\n#define E\n"
            + "C(,2) C(1,) F(,E) F(E,) F(,) V(1) V(1,2) V(E) O(1) O(1,2) Q(,,1) Q(,1,) Q(1,,)\n"
            + "Q(,,) Q(,1,2)\n#define G(x) a##x##x b\nG() G(1)\n",
        "#define DUP(x) x x\nDUP(__COUNTER__) DUP(__COUNTER__)\n#define D(x)\n"
            + "#define F(x) D(x) D(x)\n"
            + "F(".repeat(22)
            + ")".repeat(22)
            + "\n",
        "#define N(x) x\n#define AT(u) @u\n#define S(x) ,x\n#define E\n#define P .\n"
            + "N(uart)AT(1000) N(acme)S(prop) N(a)N(b) N(a)E N(1)P N(a)AT b N(a)N b\n");
  }

  /** Compares with cpp, ignoring white space between tokens. */
  @ParameterizedTest
  @MethodSource("tricky")
  void outputMatchesCpp(String source, @TempDir Path directory) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/cpp")), "needs cpp");
    Path file = Files.writeString(directory.resolve("x.dts"), source, StandardCharsets.ISO_8859_1);
    Process process =
        new ProcessBuilder(
                "cpp",
                "-P",
                "-nostdinc",
                "-undef",
                "-D__DTS__",
                "-x",
                "assembler-with-cpp",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    String expected = new String(out, StandardCharsets.ISO_8859_1);
    String actual = run(Map.of("main.dts", source)).value().orElseThrow().text().latin1();
    assertThat(squeezed(actual)).isEqualTo(squeezed(expected));
  }

  static Stream<String> strings() {
    return Stream.of(
        "a = \"one   x\ty\n\t\ttwo   three /* c */ B // y\n  four   'a   b'  \", \"k   l\";\n b;\n",
        "p = \"x  y\n#define two 3\ntwo\n\n\tz\";\nq = \"a\tb\";\n",
        "a = \"one\n#ifdef X\ntwo\";\n#else\nthree\";\n#endif\nb = \"q\n#define A 1\n\n#define B 2\nr\";\n",
        "p = \"x  y\n#define two 3\n\n#define z  4\n#undef z\ntwo  z\";\n",
        "d = \"Enable x.\nUses A\tB.    \n  \nEnd\"; r = \"q\n\ts \t t\"; t;\nu = \"v  w\";\n",
        "a = \"don't  do\n  it's   so  much\";\nb = \"c  d\n  e   f\";\n",
        "a = \"x \\\" y\n  z   \\\" w\n   v\", \"u  v\n  w  x\";\n",
        "a = \"x\n\f y/* c */z /**/w   \\\n  v  \";\n");
  }

  /** dtc accepts strings of several lines, but cpp treats each line as a separate string. */
  @ParameterizedTest
  @MethodSource("strings")
  void multilineStringsMatchTheWhitespaceOfCpp(String source, @TempDir Path directory)
      throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/cpp")), "needs cpp");
    Path file = Files.writeString(directory.resolve("x.dts"), source);
    Process process =
        new ProcessBuilder(
                "cpp", "-P", "-nostdinc", "-undef", "-x", "assembler-with-cpp", "" + file)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String expected = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    String actual = run(Map.of("main.dts", source)).value().orElseThrow().text().latin1();
    assertThat(actual.replaceAll("\\n+", "\n").replaceAll("(?m)^ (?=[a-z])", ""))
        .isEqualTo(expected.replaceAll("\\n+", "\n").replaceAll("(?m)^ (?=[a-z])", ""));
  }

  @Test
  void scanOfMultilineStringDoesNotChangeTheFile() {
    Bytes source = Bytes.latin1("a = \"one\n\ttwo\";\n");
    SourceCache cache = new SourceCache(name -> Optional.of(source));
    Diagnosed<PreprocessedText> result =
        new Preprocessor(new FileSearch(cache, List.of(), true), Limits.DEFAULT)
            .preprocess("main.dts", List.of());
    assertThat(result.value().orElseThrow().text().latin1()).contains("\n two");
    assertThat(source.latin1()).contains("\n\ttwo");
  }

  private static String firstMessage(Diagnosed<PreprocessedText> result) {
    return DiagnosticText.line(result.diagnostics().get(0));
  }

  @Test
  void missingOrUnreadableSourceIsReported() {
    assertThat(firstMessage(run(Map.of())))
        .isEqualTo("main.dts: ERROR (include_not_found): no such file");
    SourceCache cache =
        new SourceCache(
            name -> {
              throw new IOException("Input/output error");
            });
    assertThat(
            firstMessage(
                new Preprocessor(new FileSearch(cache, List.of(), true), Limits.DEFAULT)
                    .preprocess("main.dts", List.of())))
        .isEqualTo("main.dts: ERROR (file_not_readable): cannot be read: Input/output error");
  }

  @Test
  void invalidCommandLineMacroIsRejected() {
    for (String define : List.of("1=2", "defined", "A(x=1", "")) {
      assertThat(firstMessage(run(Map.of("main.dts", "a\n"), define)))
          .as(define)
          .startsWith("<command-line>:1.1")
          .contains("ERROR (bad_directive)");
    }
  }

  @Test
  void timeMacroGivesTheTimeOfDay() {
    assertThat(squeezed(text("__TIME__"))).matches("\"[0-2][0-9]:[0-5][0-9]:[0-6][0-9]\"");
  }

  @Test
  void conditionsFollowC() {
    for (String yes :
        List.of("5 ^ 4", "0b101 == 5", "'\\n' == 10", "'\\x41' == 'A'", "'\\101' == 'A'", "+1")) {
      assertThat(squeezed(text("#if " + yes + "\nyes\n#else\nno\n#endif"))).isEqualTo("yes");
    }
    for (String wrong :
        List.of(
            "1 ? 2",
            "''",
            "'\\xg'",
            "1 +",
            "(1",
            "1 2",
            "0x",
            "1uu",
            "1lul",
            "1lll",
            "1lL",
            "1uLl",
            "'\\u0041'")) {
      assertThat(firstMessage(run(Map.of("main.dts", "#if " + wrong + "\n#endif\n"))))
          .as(wrong)
          .startsWith("main.dts:1.1-")
          .contains("ERROR (bad_condition)");
    }
  }
}
