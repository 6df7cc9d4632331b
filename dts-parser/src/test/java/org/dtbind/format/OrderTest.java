// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dtbind.diag.ChangedFile;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origin;
import org.dtbind.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order rules, what stays in its place, and what moves with a statement. */
class OrderTest {

  private static final Set<Rule> ORDER = Rule.ORDER;

  /** Returns a text of which a line break is written as |, and a tab as ^. */
  private static SourceFile file(String written) {
    return new SourceFile("a.dts", Bytes.utf8(written.replace('|', '\n').replace('^', '\t')));
  }

  private static String sorted(SourceFile file, Set<Rule> rules) {
    Diagnosed<Formatter.Formatted> changed = Formatter.format(file, rules, line -> true);
    assertThat(changed.diagnostics()).isEmpty();
    ChangedFile written = changed.value().orElseThrow().file();
    for (Diagnostic.Fix fix : written.fixes()) {
      assertThat(fix.edits()).noneMatch(edit -> edit.place().text().utf8().equals(edit.text()));
    }
    return changed.value().orElseThrow().file().content().utf8();
  }

  private static void assertSorts(String before, String after) {
    assertThat(sorted(file(before), ORDER)).isEqualTo(file(after).content().utf8());
    assertThat(sorted(file(after), ORDER)).isEqualTo(file(after).content().utf8());
  }

  private static String content(String statements) {
    return "/ {|^" + statements.strip().replaceAll(" *\\| *", "|^") + "|};|";
  }

  /** A comment that continues the line above describes it. */
  @Test
  void wrappedCommentStaysBelowItsProperty() {
    assertSorts("/ {|^b;|^^/* about b */|^a;|^c;|};|", "/ {|^b;|^^/* about b */|^a;|^c;|};|");
    assertSorts("/ {|  b;|    // about b|  a;|};|", "/ {|  b;|    // about b|  a;|};|");
    assertSorts("/ {|^b;|^/* about a */|^a;|^c;|};|", "/ {|^/* about a */|^a;|^b;|^c;|};|");
    assertSorts(
        "/ {|^b;|^^/* about n */|^n {|^};|^a;|};|", "/ {|^b;|^^/* about n */|^n {|^};|^a;|};|");
    Set<Rule> all = EnumSet.allOf(Rule.class);
    assertThat(sorted(file("/ {|^b;|^^/* about n */|^n {|^};|};|"), all))
        .isEqualTo(file("/ {|^b;||^/* about n */|^n {|^};|};|").content().utf8());
    // Lines of a comment stay aligned.
    assertThat(sorted(file("/ {|^b;|^^// one|^^// two|^c;|};|"), all))
        .isEqualTo(file("/ {|^b;|^// one|^// two|^c;|};|").content().utf8());
    String laidOut = sorted(file("/ {|  b;|    // about b|  a;|};|"), all);
    assertThat(laidOut).isEqualTo(file("/ {|^b;|^^// about b|^a;|};|").content().utf8());
    assertThat(sorted(new SourceFile("a.dts", Bytes.utf8(laidOut)), all)).isEqualTo(laidOut);
  }

  /** The groups and pairs are those of _property_sort_key() in dt-check-style. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "status; | v,a; | a; | ranges; | reg-names; | reg; | compatible; ~ compatible; | reg; | reg-names; | ranges; | a; | v,a; | status;",
        "vdd-12v; | vdd-3v; | vdd-03v; | vdd; ~ vdd; | vdd-3v; | vdd-03v; | vdd-12v;",
        "reset-names; | clock-names; | clocks; | reset; ~ clocks; | clock-names; | reset; | reset-names;",
        "pinctrl-names; | pinctrl-10; | pinctrl-9; ~ pinctrl-9; | pinctrl-10; | pinctrl-names;",
        "x-names; | #size-cells; | b; | #address-cells; ~ #address-cells; | b; | #size-cells; | x-names;",
        "#v,b; | z; ~ z; | #v,b;",
      })
  void propertiesAreSortedByGroupPairAndName(String before, String after) {
    assertSorts(content(before), content(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "b@10 { | }; |  | c@9 { | }; |  | a@1,f { | }; ~ a@1,f { | }; |  | c@9 { | }; |  | b@10 { | };",
        "led-10 { | }; |  | led-9 { | }; ~ led-9 { | }; |  | led-10 { | };",
        "z { | }; |  | b@2 { | }; |  | a { | }; |  | c@1 { | }; ~ a { | }; |  | c@1 { | }; |  | z { | }; |  | b@2 { | };",
        "3d@20 { | }; |  | 1wire@10 { | }; ~ 1wire@10 { | }; |  | 3d@20 { | };",
        "b { | ^y; | ^x; | }; |  | a { | }; ~ a { | }; |  | b { | ^x; | ^y; | };",
      })
  void nodesAreSortedAmongThoseWithAndThoseWithoutAnAddress(String before, String after) {
    assertSorts(content(before), content(after));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "c; | /* of b */ | b; |  | a; // of a ~ a; // of a | /* of b */ | b; | c;",
        "x { /* of x */ | ^reg;  // of reg | ^compatible; /* of it */ | }; ~ x { /* of x */ | ^compatible; /* of it */ | ^reg;  // of reg | };",
        "c; | // of | // b | b; ~ // of | // b | b; | c;",
        "b = <2>, /* two */ |    <3>; // three | a; ~ a; | b = <2>, /* two */ |    <3>; // three",
        "b { /* of b */ | }; // end |  | /* of a */ | a { | }; ~ /* of a */ | a { | }; |  | b { /* of b */ | }; // end",
        "z; | /* of y */ | y; | x; ~ x; | /* of y */ | y; | z;",
        "b; /* b, | and */ | /* of a */ | a; ~ /* of a */ | a; | b; /* b, | and */",
        "d; | /* of b */ | /* and more */ | b; ~ /* of b */ | /* and more */ | b; | d;",
        "/* led-b */ | led-b { | }; |  | led-a { | }; ~ led-a { | }; |  | /* led-b */ | led-b { | };",
        "b { | }; |  | a { | }; |  | /* wall */ |  | d { | }; |  | c { | }; ~ a { | }; |  | b { | }; |  | /* wall */ |  | c { | }; |  | d { | };",
      })
  void aCommentMovesWithTheStatementThatFollowsOrPrecedesItOnItsLine(String before, String after) {
    assertSorts(content(before), content(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Comments that stand alone.
        "b { | }; |  | /* c is missing */ |  | a { | };",
        "/* of all */ |  | b; |  | /* more */ |  | a;",
        "b; | ^/* of b */ | a;",
        // Several statements in a line.
        "b; a;",
        "b { a; }; c { };",
      })
  void nothingMovesAcrossAWall(String statements) {
    assertThat(sorted(file(content(statements)), ORDER))
        .isEqualTo(file(content(statements)).content().utf8());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "b; |/delete-property/ c; | a;",
        "b; | a; | b;",
        "b { | }; |  | a { | }; |  | b { | };",
        "b { | }; |  | /delete-node/ c; | a { | };",
        "b; |#include \"x.dtsi\"| a;",
        "b; |/include/ \"x.dtsi\"| a;",
        "b; |#define X| a;",
        "b; | MACRO(x) | a;",
        "b; | MACRO(x); | a;",
        "b; | MACRO; | a;",
        "c; | LABEL(b) | b { | }; |  | a { | };",
        "c; | LABEL(b) | b; | a;",
        "b; |#ifdef X| a; |#endif| ",
        "b; | x: y; | a;",
        "/* dts-format off */ | b; | a; | /* dts-format on */",
        "b { |#define X| }; |  | a { | };",
        "b { | ^/delete-node/ &x; | }; |  | a { | };",
      })
  void nothingMovesAcrossWhatDependsOnTheOrder(String statements) {
    String source = content(statements).replaceAll("\\|\\^#", "|#");
    assertThat(sorted(file(source), ORDER)).isEqualTo(file(source).content().utf8());
  }

  @Test
  void eachSideOfAFenceIsSorted() {
    assertSorts(
        content("d; | c; |/delete-property/ x; | b; | a;"),
        content("c; | d; |/delete-property/ x; | a; | b;"));
  }

  @Test
  void aConditionalMovesWithItsNode() {
    assertSorts(
        "/ {|^b {|#ifdef X|^^c;|#endif|^};||^a {|^};|};|",
        "/ {|^a {|^};||^b {|#ifdef X|^^c;|#endif|^};|};|");
  }

  @Test
  void labelledNodesAndReferencesToNodes() {
    assertSorts(
        "/ {|^x: b {|^};||^y: a {|^};|};||&b {|^d;|^c;|};||&a {|};|",
        "/ {|^y: a {|^};||^x: b {|^};|};||&b {|^c;|^d;|};||&a {|};|");
  }

  @Test
  void onlyLinesThatMoveChange() {
    SourceFile file = file("/ {|^a;||^c;||^b;||^d;|};|");
    ChangedFile changed = Formatter.format(file, ORDER, line -> true).value().orElseThrow().file();
    assertThat(changed.content().utf8()).isEqualTo("/ {\n\ta;\n\n\tb;\n\tc;\n\n\td;\n};\n");
    assertThat(changed.fixes()).isNotEmpty();
    // A run stays if none of its lines may change.
    assertThat(
            Formatter.format(file, ORDER, line -> line == 2).value().orElseThrow().file().fixes())
        .isEmpty();
  }

  @Test
  void aLongNumberAboveANodeTakesLittleTime() {
    String number = "0".repeat(500_000);
    String before = content("/* %s */ | b0 { | }; |  | a1 { | };".formatted(number));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> assertThat(sorted(file(before), ORDER)).contains(number));
  }

  @Test
  void layoutAndOrderNeedOneRun() {
    Set<Rule> all = Set.of(Rule.values());
    SourceFile file = file("/ { b { y; x; }; a { status; c = <0XA>; };|};|");
    String once = sorted(file, all);
    assertThat(sorted(new SourceFile("a.dts", Bytes.utf8(once)), all)).isEqualTo(once);
    assertThat(once).contains("\ta {\n").contains("0xa");
    assertThat(once.indexOf("\ta {")).isLessThan(once.indexOf("\tb {"));
  }

  /** The order is what check_property_order() and its siblings of dt-check-style report. */
  @Test
  void findingsAreWhereAMemberBelongsBeforeItsPredecessor() {
    SourceFile file =
        file(
            "/ {|^b;|^x: a;|^a = <0XA>;|^c {|^^e;|^^d;|^};||^&r {|^};|^b {|^};|^f@2 {|^};|^e@1 {|^};|};|");
    Set<Rule> rules = EnumSet.of(Rule.HEX_CASE);
    rules.addAll(ORDER);
    List<Diagnostic> findings = Formatter.findings(file, rules, line -> true).value().orElseThrow();
    assertThat(
            findings.stream()
                .map(
                    one ->
                        file.line(((Origin.Source) one.origin()).start()) + " " + one.code().id()))
        .containsExactly(
            "4 property-order",
            "4 hex-case",
            "7 property-order",
            "12 child-name-order",
            "16 child-address-order");
    assertThat(findings.stream().map(one -> one.safeFix().isPresent()))
        .containsExactly(false, true, false, false, false);
  }

  @Test
  void aSourceThatIsNotUtf8IsLeftAlone() {
    SourceFile file = new SourceFile("a.dts", Bytes.latin1("/ {\n\tb; // \u00e4\n\ta;\n};\n"));
    Diagnosed<Formatter.Formatted> changed = Formatter.format(file, ORDER, line -> true);
    assertThat(changed.value()).isEmpty();
    assertThat(changed.diagnostics().get(0).message().text()).contains("not in UTF-8");
  }
}
