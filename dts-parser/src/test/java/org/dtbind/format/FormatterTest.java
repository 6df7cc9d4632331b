// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dts.preprocess.PreprocessCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.dtbind.testing.ProcessorTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout rules, and what stays as it is. */
class FormatterTest {

  private static final Set<Rule> ALL = Rule.DEFAULT;

  private static SourceFile file(String text) {
    return new SourceFile("a.dts", Bytes.utf8(text));
  }

  /** Formats a text of which a line break is written as |, and a tab as >. */
  private static String formatted(String text, Set<Rule> rules) {
    Diagnosed<Formatter.Formatted> changed = Formatter.format(file(text), rules, line -> true);
    assertThat(changed.diagnostics()).isEmpty();
    return changed.value().orElseThrow().file().content().utf8();
  }

  private static String read(String written) {
    return written.replace('|', '\n').replace('^', '\t');
  }

  private static void assertFormats(String before, String after, Set<Rule> rules) {
    assertThat(formatted(read(before), rules)).isEqualTo(read(after));
    assertThat(formatted(read(after), rules)).isEqualTo(read(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "trailing-whitespace ~ '/ { ||};  |' ~ '/ {||};|'",
        "trailing-whitespace ~ '/* a  | * b ^| */|/ {|};' ~ '/* a| * b| */|/ {|};'",
        "trailing-whitespace ~ '// a |/ {|};' ~ '// a|/ {|};'",
        "mixed-indent-chars ~ '/ {| ^a;|};' ~ '/ {|^a;|};'",
        "indent-unit-dts ~ '/ {|    a;|};' ~ '/ {|^a;|};'",
        "indent-consistent ~ '/ {|a;|^^b {|^c;|^};|^};' ~ '/ {|^a;|^b {|^^c;|^};|};'",
        "indent-consistent ~ '/ {|^^// a|^^/* b|^^ * c|^^ */|};' ~ '/ {|^// a|^/* b|^ * c|^ */|};'",
        "indent-consistent ~ '/ {|x:|y: z {|^};|};' ~ '/ {|^x:|^y: z {|^};|};'",
        "blank-lines ~ '/ {||^a;|||^b;||};|||' ~ '/ {|^a;||^b;|};|'",
        "blank-lines ~ '/ { /* a */||^a;|};' ~ '/ { /* a */|^a;|};'",
        "required-blank-lines ~ '/ {|^a;|^status = \"x\";|^b {|^};|};' ~ '/ {|^a;||^status = \"x\";||^b {|^};|};'",
        "required-blank-lines ~ '/ {|^a;|^LABEL(b)|^b {|^};|^/include/ \"x\"|^c {|^};|};' ~ '/ {|^a;|^LABEL(b)|^b {|^};|^/include/ \"x\"||^c {|^};|};'",
        "required-blank-lines ~ '/ {|^a;|^/* b */|^// c|^b {|^};|};' ~ '/ {|^a;||^/* b */|^// c|^b {|^};|};'",
        "required-blank-lines ~ '/ {|^a; /* a */|^b {|^};|};' ~ '/ {|^a; /* a */||^b {|^};|};'",
        "required-blank-lines ~ '/ {|^a;||^// b|^b {|^};|};' ~ '/ {|^a;||^// b|^b {|^};|};'",
        "required-blank-lines ~ '/ {|^status = \"x\";|};' ~ '/ {|^status = \"x\";|};'",
        "hex-case ~ '/ {|^a = <0XAB 0xCd (0xEF)>, ä0xAB;|};' ~ '/ {|^a = <0xab 0xcd (0xef)>, ä0xab;|};'",
        "hex-case ~ '/ {|^a = &{/b@0xA}, <B(0xA (0xA)) 0xA>;|};' ~ '/ {|^a = &{/b@0xA}, <B(0xA (0xA)) 0xa>;|};'",
        "hex-case ~ '/ {|^a = <A0xAB>;|^b = \"0xAB\";|^c@0xAB {|^};|};' ~ '/ {|^a = <A0xAB>;|^b = \"0xAB\";|^c@0xAB {|^};|};'",
        "node-close-alone ~ '/ {| /* a */ };' ~ '/ {| /* a */|};'",
        "node-close-alone ~ '/ {|/* a */ b;|};' ~ '/ {|/* a */ b;|};'",
        "indent-consistent ~ '/ {|^a; /* b|^^  c */|^^d; /* e|^^^f */|};' ~ '/ {|^a; /* b|^^  c */|^d; /* e|^^f */|};'",
        "value-whitespace ~ '/ {|^a = < 1 2 >, <^3>;|};' ~ '/ {|^a = <1 2>, <3>;|};'",
        "value-whitespace ~ '/ {|^a = < 1|^     2 >;|};' ~ '/ {|^a = <1|^     2>;|};'",
        "value-whitespace ~ '/ {|^a = < = 1>;|^b = < <<1 >;|};' ~ '/ {|^a = < = 1>;|^b = < <<1>;|};'",
        "node-close-alone ~ '/ {|^a { #line = <1>; b;|^};|};' ~ '/ {|^a { #line = <1>; b;|^};|};'",
        "node-close-alone ~ '/ {|^a { /* b */|^^b; /* c */ c;|^};|};' ~ '/ {|^a { /* b */|^^b; /* c */ c;|^};|};'",
        "value-whitespace ~ '/ {|^a = <(1 < 2)>, < /* x */ 1>;|};' ~ '/ {|^a = <(1 < 2)>, < /* x */ 1>;|};'",
        "node-close-alone ~ '/ {|^a { b; c; }; d { };|};' ~ '/ {|^a {|^^b;|^^c;|^};|^d {|^};|};'",
        "node-close-alone ~ '/ {|^a {|^^b; }; };|' ~ '/ {|^a {|^^b;|^};|};|'",
        "continuation-alignment ~ '/ {|^ab = <1>,|^^<2>,|     <3>;|};' ~ '/ {|^ab = <1>,|^     <2>,|^     <3>;|};'",
        "continuation-alignment ~ '/ {|^ab = \"1\",|^\"2\";|};' ~ '/ {|^ab = \"1\",|^     \"2\";|};'",
        "continuation-alignment ~ '/ {|^ab =|^^<1>,|^^^<2>;|};' ~ '/ {|^ab =|^^<1>,|^^^<2>;|};'",
      })
  void eachRuleChangesWhatItNames(String rule, String before, String after) {
    assertFormats(before, after, Set.of(Rule.named(rule).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "child-blank-lines ~ '/ {|^a;|^b {|^};||^c {|^};|^d {|^};|};' ~ '/ {|^a;||^b {|^};||^c {|^};||^d {|^};|};'",
        "child-blank-lines ~ '/ {|^a;|^status;|^b {|^};|^c {|^};|};' ~ '/ {|^a;|^status;||^b {|^};|^c {|^};|};'",
        "child-blank-lines ~ '/ {|^/include/ \"a\"|^b {|^};|};' ~ '/ {|^/include/ \"a\"|^b {|^};|};'",
        "statement-whitespace ~ '/{|^a=<1>;|^b =\"1\",\"2\" , <3>,  <4> ;|^l :m{|^} ;|};' ~ '/ {|^a = <1>;|^b = \"1\", \"2\", <3>, <4>;|^l: m {|^};|};'",
        "statement-whitespace ~ '/ {|^a^ = <F(1,2)>, <(1 ? 2 :3)>;|^b  {|^};|};' ~ '/ {|^a = <F(1,2)>, <(1 ? 2 :3)>;|^b {|^};|};'",
        "statement-whitespace ~ '/ {|^a     = <1>;|^bcd   = <2>;|^c = <3>;|^de =  <4>;|};' ~ '/ {|^a     = <1>;|^bcd   = <2>;|^c = <3>;|^de = <4>;|};'",
        "statement-whitespace ~ '/ {|^a =   <1>;|^ab =  <2>;||^c =  <3>;|};' ~ '/ {|^a =   <1>;|^ab =  <2>;||^c = <3>;|};'",
        "statement-whitespace ~ 'a:   &b { };|abc: &c { };|d:  &e { };' ~ 'a:   &b { };|abc: &c { };|d: &e { };'",
        "statement-whitespace ~ '/ {|^a=<1>;^// a|^bc = <1>;^// b|};' ~ '/ {|^a = <1>; // a|^bc = <1>;^// b|};'",
        "statement-whitespace ~ '/ {|^M(a=<1>,b{};)|^c =^<1>,  <2>,|^^<3>;|^d /* e */= <A>;|^f =  <1|^^2>;|};' ~ '/ {|^M(a=<1>,b{};)|^c =^<1>,  <2>,|^^<3>;|^d /* e */= <A>;|^f = <1|^^2>;|};'",
        "one-statement ~ '/ {|^l { /* c */ a = <1>; b = <2>; };|};' ~ '/ {|^l { /* c */|^^a = <1>;|^^b = <2>;|^};|};'",
        "one-statement ~ '/dts-v1/; / {|^a; b = <1>; c { d; e; }; f { g; };|};' ~ '/dts-v1/;|/ {|^a;|^b = <1>;|^c {|^^d;|^^e;|^};|^f { g; };|};'",
        "one-statement ~ '/ {|^a { b { c; }; };|^d { /* e */ };|^f { g; h; }; };' ~ '/ {|^a {|^^b { c; };|^};|^d { /* e */ };|^f {|^^g;|^^h;|^};|};'",
        "value-whitespace ~ '/ {|^a = [001122   33], [ 00 aabb];|};' ~ '/ {|^a = [00 11 22 33], [ 00 aabb];|};'",
        "value-whitespace ~ '/ {|^a = <  1 2|^       3 4 >;|};' ~ '/ {|^a = <  1 2|^       3 4 >;|};'",
        "continuation-indent ~ '/ {|^a = \"1\",|\"2\",|^^\"3\";|};' ~ '/ {|^a = \"1\",|^^\"2\",|^^\"3\";|};'",
        "continuation-indent ~ '/ {|^a = <|^A^1|^BC^2|^>;|};' ~ '/ {|^a = <|^^A^1|^^BC^2|^>;|};'",
        "continuation-indent ~ '/ {|^a = <|^^A 1|^    B 2|      C 3|  >;|};' ~ '/ {|^a = <|^^A 1|^^B 2|^^C 3|^>;|};'",
      })
  void byDefaultRowsAndColumnsStay(String rule, String before, String after) {
    assertFormats(before, after, Set.of(Rule.named(rule).orElseThrow()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ {|^pins = <|^^A^^^0x1 /* b */|^^ABCDEFGHI^^0x2|^^/* c */|^^D^^^0x3|^>;|};",
        "/ {|^pins = <|^^^A^1|^^^B^2|^^^>;|};",
        "/ {|^a = <1>,|^^<2>,|^     <3>;|};",
        "/ {|^levels = <|^^  0   4|^^ 16  20|^^100 200|^>;|};",
        "/ {|^a =|^^<1>,|^^/* b */|^^<2>;|};",
        "/ {|^mask = <(A|^^^B)>;|^c = /* d */ <1>|^^/* e */ <2>;|};",
        "/ {|^a { };|^b { c; };|};",
      })
  void tablesStay(String text) {
    assertFormats(text, text, Rule.DEFAULT);
  }

  @Test
  void columnsMoveWithTheRows() {
    assertFormats(
        "/ {|    a = <|      A^^1|      BCDEF^2|    >;|};",
        "/ {|^a = <|^^A^^1|^^BCDEF^^2|^>;|};",
        Rule.DEFAULT);
    assertFormats(
        "/ {|^pins = <|^^A^^1|^^BCDEFGHIJ^2|^>;|};",
        "/ {|^pins = <|^       A^^1|^       BCDEFGHIJ^2|^       >;|};",
        Rule.LAYOUT);
  }

  @Test
  void aNewRowFollowsItsNeighbors() {
    String table = "/ {\n\ta = <\n\t\t\tA\t1\n%sB\t2\n\t\t\tC\t3\n\t>;\n};\n";
    for (String indentation : List.of("", "    ", "\t", "\t\t\t\t", " ".repeat(24))) {
      for (Set<Rule> rules : List.of(Rule.DEFAULT, Rule.LAYOUT)) {
        Diagnosed<Formatter.Formatted> changed =
            Formatter.format(file(table.formatted(indentation)), rules, line -> line == 4);
        assertThat(changed.value().orElseThrow().file().content().utf8())
            .isEqualTo(table.formatted("\t\t\t"));
      }
    }
  }

  @Test
  void aMacroInAConditionalIsAStatement() {
    String text = "/ {|a {|B(1)|#if X|B(2)|#endif|};|};";
    assertFormats(text, "/ {|^a {|^^B(1)|#if X|B(2)|#endif|^};|};", ALL);
  }

  @Test
  void findingsPointAtTheText() {
    Diagnostic finding =
        Formatter.findings(file("/ {\n\ta;\n\tb {\n\t};\n};\n"), ALL, line -> true)
            .value()
            .orElseThrow()
            .get(0);
    Origin.Source place = (Origin.Source) finding.origin();
    assertThat(List.of(place.line(), place.column())).containsExactly(3, 2);
  }

  @Test
  void aLongLineIsBrokenBetweenValues() {
    String value = "<&controller 0x11111111 0x22222222>";
    assertFormats(
        "/ {|^values = %s, %s, %s;|};".formatted(value, value, value),
        "/ {|^values = %s,|^^ %s,|^^ %s;|};".formatted(value, value, value),
        Rule.LAYOUT);
    assertFormats(
        "/ {|^values = %s, /* of which? */ %s;|};".formatted(value, value),
        "/ {|^values = %s, /* of which? */ %s;|};".formatted(value, value),
        Rule.LAYOUT);
    // A tab before a comment may be wider than one column.
    String two = "/ {|^abcd = <1>,%s<2>;^/* %s */|};";
    String wide = "x".repeat(44);
    assertFormats(two.formatted(" ", wide), two.formatted("|^       ", wide), Rule.LAYOUT);
    assertFormats(
        "/ {|^values = %s, \"%s\";|};".formatted(value, "x".repeat(80)),
        "/ {|^values = %s,|^^ \"%s\";|};".formatted(value, "x".repeat(80)),
        Rule.LAYOUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ {|^a;|#if X| b   {|  };|#else| c|#endif|^d;|};",
        "#if 0|don't { 3\"|#endif|/ {|^a = \"b\";|};",
        "#if A|/ {|^a = \"b\";|};|#else|/ {|a = \"c\";|};|#endif|",
        "/ {|^a {|#ifdef A|};|#else|b; };|#endif|};",
        "/ {|#ifdef A|^a = <1|#else|  b = <2|#endif|^    >;|^c;|};",
        "/ {|#ifdef A|  any ( text|#endif|^c;|};",
        "/ {|^a = <1|#ifdef A|  2>|#else|  3>|#endif|^    ;|};",
        "/ {|#ifdef A|^a {|#else|^b {|#endif|^};|};",
        "#define A(x) \\|  x  = < 1 >; \\|    y;|/ {|};",
        "/ {|^/* dts-format off */|  a = < 0xA >;|   b; c {};|^/* dts-format on */|};",
        "/ {|^// dts-format off|  a = < 0xA >;|};",
        "/ {|^a = <1>; \\|  b;|};",
        "/ {|^/bits/ 8 <1>;|^a = &{/x/y@1 },|^    [ 00  11 ];|};",
        "/ {|^linux,keymap =|^^   <1>|^;|};",
        "/ {|/*^commented;*/|//^out;|^a;|};",
        "/ {|^a = \"x|  y \";|};",
        "/ {|^PIN_A|^PIN(1, 2)|^a;|};",
        "/ {|^MACRO(a, b = <1>; c = \"d\"; e { };)|^f;|};",
        "/ {|^/* a; /* b */|^c; /* /sys/*x|^^ * d/* */|};",
        "/dts-v1/;|/memreserve/ 0x0 0x1;|/include/ \"a.dtsi\"|&{/a} {|};",
        "\ufeff/dts-v1/;|/ {|^\u00e4 = \"\u00e4\";|};",
        "/ {|^#address-cells = <1>;|^#define-cells;|};",
      })
  void theseStay(String text) {
    assertFormats(text, text, ALL);
  }

  @Test
  void anIncludeGuardIsNoConditionalPart() {
    assertFormats(
        "/* a */|#ifndef A|#define A|/ {|a;|};|#endif /* A */|",
        "/* a */|#ifndef A|#define A|/ {|^a;|};|#endif /* A */|",
        ALL);
    assertFormats(
        "#ifndef A|/ {|a;|};|#else|/ {|a;|};|#endif|",
        "#ifndef A|/ {|a;|};|#else|/ {|a;|};|#endif|",
        ALL);
  }

  @Test
  void lineEndingsStay() {
    assertThat(formatted("/ {\r\n a;\r\n\r\n\r\n b { };\r\n};", ALL))
        .isEqualTo("/ {\r\n\ta;\r\n\r\n\tb { };\r\n};");
  }

  @Test
  void onlyTheGivenLinesChange() {
    Diagnosed<Formatter.Formatted> changed =
        Formatter.format(file("/ {\na;\nb;\nc;\n};\n"), ALL, line -> line == 3);
    assertThat(changed.value().orElseThrow().file().content().utf8())
        .isEqualTo("/ {\na;\n\tb;\nc;\n};\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "'/ {|' ~ missing_brace ~ 1 ~ 3",
        "'/ {|};|};' ~ syntax ~ 3 ~ 1",
        "'/ {|^a|};' ~ missing_semicolon ~ 2 ~ 2",
        "'/ {|}' ~ missing_semicolon ~ 2 ~ 1",
        "'/ {|}|/ {|};' ~ missing_semicolon ~ 2 ~ 1",
        "'/ {|^{|^};|};' ~ syntax ~ 2 ~ 2",
        "'/ {|^a = <1;|};' ~ syntax ~ 2 ~ 8",
        "'/ {|^a = \"x;|};' ~ unterminated_string ~ 2 ~ 6",
        "'/ {|^A(b = <1>;|};' ~ missing_semicolon ~ 3 ~ 2",
        "'/ {|};|/* a' ~ unterminated_comment ~ 3 ~ 1",
        "'/ {|^/* a|^b;|^/* c */|};' ~ unterminated_comment ~ 2 ~ 2",
        "'#if A|/ {|};' ~ unterminated_conditional ~ 1 ~ 1",
        "'/ {|};|#endif' ~ unterminated_conditional ~ 3 ~ 1",
        "'/ {|#ifdef A|^a {|#endif|^};|};' ~ syntax ~ 2 ~ 1",
      })
  void whatCannotBeReadIsLeftAlone(String text, String code, int line, int column) {
    Diagnosed<Formatter.Formatted> changed = Formatter.format(file(read(text)), ALL, any -> true);
    assertThat(changed.value()).isEmpty();
    assertThat(changed.diagnostics()).hasSize(1);
    Diagnostic problem = changed.diagnostics().get(0);
    assertThat(problem.code().id()).isEqualTo(code);
    Origin.Source place = (Origin.Source) problem.origin();
    assertThat(List.of(place.line(), place.column())).containsExactly(line, column);
    assertThat(problem.help()).isPresent();
  }

  @Test
  void deepNestingIsAnError() {
    Diagnosed<Formatter.Formatted> changed =
        Formatter.format(file("a {".repeat(300_000)), ALL, line -> true);
    assertThat(changed.diagnostics().get(0).code().id()).isEqualTo("nesting_too_deep");
  }

  @Test
  void findingsHaveTheRulesOfTheirFixes() {
    List<Diagnostic> findings =
        Formatter.findings(file("/ {\n a = < 0xA>;\n};"), ALL, line -> true).value().orElseThrow();
    assertThat(findings.stream().map(one -> one.code().id()).toList())
        .containsExactly("indent-unit-dts", "value-whitespace", "hex-case");
    assertThat(findings).allMatch(one -> one.safeFix().isPresent());
  }

  /** The names of dt-check-style's rules, of which those for YAML are left out. */
  @Test
  void rulesHaveTheirNamesInLinux() {
    assertThat(Rule.DEFAULT.stream().map(Rule::id).collect(Collectors.joining(" ")))
        .isEqualTo(
            "trailing-whitespace mixed-indent-chars indent-unit-dts indent-consistent blank-lines"
                + " child-blank-lines hex-case value-whitespace statement-whitespace one-statement"
                + " continuation-indent");
    assertThat(Rule.STRICT.stream().map(Rule::id).collect(Collectors.joining(" ")))
        .isEqualTo("required-blank-lines node-close-alone line-length continuation-alignment");
    assertThat(EnumSet.allOf(Rule.class)).allMatch(rule -> !rule.meaning().isEmpty());
  }

  /** Each line can have a finding, and a fix. */
  @Test
  @Tag("large")
  void largestSourceIsFormattedAndALargerOneRefused() {
    int most = Limit.FORMATTED_BYTES.most();
    SourceFile largest = new SourceFile("a.dts", Bytes.latin1("\n".repeat(most)));
    assertThat(
            ProcessorTime.limited(() -> Formatter.format(largest, Rule.LAYOUT, line -> true))
                .value()
                .orElseThrow()
                .file()
                .content()
                .length())
        .isLessThan(2);
    SourceFile larger = new SourceFile("a.dts", Bytes.latin1("\n".repeat(most + 1)));
    assertThat(Formatter.format(larger, Rule.LAYOUT, line -> true).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(PreprocessCode.TEXT_TOO_LARGE);
  }
}
