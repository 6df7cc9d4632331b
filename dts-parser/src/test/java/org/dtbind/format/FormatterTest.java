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

  private static final Set<Rule> ALL = Rule.LAYOUT;

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
        "node-close-alone ~ '/ {|^a { /* b */ b; /* c */ c;|^};|};' ~ '/ {|^a { /* b */ b; /* c */ c;|^};|};'",
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

  @Test
  void aLongLineIsBrokenBetweenValues() {
    String value = "<&controller 0x11111111 0x22222222>";
    assertFormats(
        "/ {|^values = %s, %s, %s;|};".formatted(value, value, value),
        "/ {|^values = %s,|^^ %s,|^^ %s;|};".formatted(value, value, value),
        ALL);
    assertFormats(
        "/ {|^values = %s, /* of which? */ %s;|};".formatted(value, value),
        "/ {|^values = %s, /* of which? */ %s;|};".formatted(value, value),
        ALL);
    // A tab before a comment may be wider than one column.
    String two = "/ {|^abcd = <1>,%s<2>;^/* %s */|};";
    String wide = "x".repeat(44);
    assertFormats(two.formatted(" ", wide), two.formatted("|^       ", wide), ALL);
    assertFormats(
        "/ {|^values = %s, \"%s\";|};".formatted(value, "x".repeat(80)),
        "/ {|^values = %s,|^^ \"%s\";|};".formatted(value, "x".repeat(80)),
        ALL);
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
        "/ {|^linux,keymap =|^   <1>|;|};",
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
        .isEqualTo("/ {\r\n\ta;\r\n\r\n\tb {\r\n\t};\r\n};");
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
        Formatter.format(file("a {".repeat(500_000)), ALL, line -> true);
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
    assertThat(ALL.stream().map(Rule::id).collect(Collectors.joining(" ")))
        .isEqualTo(
            "trailing-whitespace mixed-indent-chars indent-unit-dts indent-consistent blank-lines"
                + " required-blank-lines hex-case value-whitespace node-close-alone line-length"
                + " continuation-alignment");
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
