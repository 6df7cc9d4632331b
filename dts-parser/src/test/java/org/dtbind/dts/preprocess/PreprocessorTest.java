// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessorTest {

  private static Diagnosed<PreprocessedText> run(Map<String, String> files, String... defines) {
    SourceCache cache =
        new SourceCache(name -> Optional.ofNullable(files.get(name)).map(Bytes::latin1));
    return new Preprocessor(cache, List.of("inc"), Limits.DEFAULT)
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
  void aMacroIsReplacedByItsBodyAndByThatOfTheMacrosInIt() {
    assertThat(squeezed(text("#define A B\n#define B 2\n<A>"))).isEqualTo("<2>");
  }

  @Test
  void aMacroGivenOnTheCommandLineIsDefined() {
    assertThat(squeezed(text("<A B>", "A", "B=(1 + 2)"))).isEqualTo("<1 (1 + 2)>");
  }

  @Test
  void aLineThatBeginsWithAnUnknownWordIsText() {
    assertThat(squeezed(text("#define X 2\n #address-cells = <X>;\n\t#size-cells = <1>;")))
        .isEqualTo("#address-cells = <2>; #size-cells = <1>;");
  }

  @Test
  void textOutsideOfMacrosIsCopiedByteByByte() {
    String source = "/ {\n\ta = \"\\\"q\",\t<1>;\r\n\t  b;\n};\n";
    assertThat(text(source)).isEqualTo(source);
  }

  @Test
  void everyPositionLeadsBackToItsFile() {
    PreprocessedText text =
        run(Map.of(
                "main.dts", "#include \"a.h\"\nx = <ONE>; /* c */ y;\n",
                "a.h", "#define ONE 1\nz;\n"))
            .value()
            .orElseThrow();
    String flat = text.text().latin1();
    Origin.Source z = place(text, flat.indexOf('z'));
    assertThat(z.place()).isEqualTo("a.h:2.1");
    assertThat(z.includedFrom())
        .extracting(Origin.Source::place)
        .containsExactly("main.dts:1.1-14");
    Origin.Source one = place(text, flat.indexOf('1'));
    assertThat(one.place()).isEqualTo("main.dts:2.6-8");
    assertThat(one.expandedFrom().orElseThrow().definition().place()).isEqualTo("a.h:1.1-13");
    assertThat(place(text, flat.indexOf('y')).place()).isEqualTo("main.dts:2.20");
  }

  private static Origin.Source place(PreprocessedText text, int position) {
    return (Origin.Source) text.origins().of(new Span(position, position + 1));
  }

  @Test
  void aGuardedHeaderIsReadOnce() {
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
  void anExpansionThatExplodesIsStopped() {
    StringBuilder source = new StringBuilder("#define M0 x x x x x x x x x x\n");
    for (int i = 1; i < 30; i++) {
      source.append("#define M%d M%d M%d M%d\n".formatted(i, i - 1, i - 1, i - 1));
    }
    Diagnosed<PreprocessedText> result = run(Map.of("main.dts", source + "M29\n"));
    assertThat(result.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.message()).contains("grows past"));
  }

  @Test
  void argumentsNestedTooDeepAreRefused() {
    String source = "#define F(x) x\n" + "F(".repeat(100_000) + "1" + ")".repeat(100_000);
    assertThat(run(Map.of("main.dts", source)).hasErrors()).isTrue();
  }

  @Test
  void conditionsNestedTooDeepAreRefused() {
    String source = "#if " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + "\n#endif\n";
    assertThat(run(Map.of("main.dts", source)).diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo(PreprocessCode.BAD_CONDITION));
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
        "#define X(a,b) a b\nX((1,2),(3,(4,5))) X(\",\",',') X( , )\n");
  }

  /** cpp itself is the judge: the same tokens, apart from white space between them. */
  @ParameterizedTest
  @MethodSource("tricky")
  void cppMakesTheSameText(String source, @TempDir Path folder) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/cpp")), "needs cpp");
    Path file = Files.writeString(folder.resolve("x.dts"), source, StandardCharsets.ISO_8859_1);
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
}
