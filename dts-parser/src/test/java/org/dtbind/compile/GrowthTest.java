// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.testing.ProcessorTime;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;
import org.dtbind.tree.build.TreeCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests that run time grows linearly with the size of the input. Each test takes about a second;
 * with a quadratic algorithm it takes minutes.
 */
@Tag("large")
class GrowthTest {

  private static final int MANY = 100_000;

  private static String repeat(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  private static Diagnosed<DeviceTree> compile(String source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, true);
    Compiler compiler = new Compiler(options, name -> Optional.of(Bytes.latin1(source)));
    return ProcessorTime.limited(() -> compiler.compile("x.dts"));
  }

  private static DtNode root(String source) {
    return compile(source).value().orElseThrow().root();
  }

  @Test
  void manyLabelledNodes() {
    DtNode root = root("/dts-v1/; / { " + repeat(MANY, i -> "l" + i + ": n" + i + " { };") + " };");
    assertThat(root.child("__symbols__").orElseThrow().properties()).hasSize(MANY);
  }

  @Test
  void manyLabelsOfOneNode() {
    int half = MANY / 2;
    DtNode root = root("/dts-v1/; / { " + repeat(half, i -> "l" + i + ": ") + "n { }; };");
    assertThat(root.child("n").orElseThrow().labels()).hasSize(half);
  }

  @Test
  void manyPropertiesMergedAndDeleted() {
    String properties = "/ { " + repeat(MANY, i -> "p" + i + ";") + " };";
    String deletions = "/ { " + repeat(MANY, i -> "/delete-property/ p" + i + ";") + " };";
    DtNode root = root("/dts-v1/; " + properties + properties + deletions + properties);
    assertThat(root.properties()).hasSize(MANY);
  }

  @Test
  void manyDeletedChildren() {
    DtNode root =
        root(
            "/dts-v1/; / { "
                + repeat(MANY, i -> "n" + i + " { };")
                + " };"
                + repeat(MANY, i -> "/delete-node/ &{/n" + i + "};"));
    assertThat(root.children()).isEmpty();
  }

  @Test
  void manyFragmentsOfAnOverlay() {
    DtNode root = root("/dts-v1/; /plugin/; " + repeat(MANY, i -> "&l" + i + " { };"));
    assertThat(root.child("__fixups__").orElseThrow().properties()).hasSize(MANY);
  }

  @Test
  void manyReferencesToOneLabelInAnOverlay() {
    String members =
        "p = <" + "&m ".repeat(MANY) + ">; l: n { q = <" + "&l ".repeat(MANY) + ">; };";
    DtNode root = root("/dts-v1/; /plugin/; / { " + members + " };");
    assertThat(root.child("__fixups__").orElseThrow().value("m").orElseThrow().strings())
        .hasValueSatisfying(entries -> assertThat(entries).hasSize(MANY));
    assertThat(root.child("__local_fixups__").orElseThrow().child("n").orElseThrow().value("q"))
        .hasValueSatisfying(value -> assertThat(value.bytes().length()).isEqualTo(4 * MANY));
  }

  @Test
  void manyUndefinedLabels() {
    int some = MANY / 10;
    String source =
        "/dts-v1/; / { "
            + repeat(some, i -> "label" + i + ": n" + i + " { };")
            + repeat(some, i -> "m" + i + " { p = <&lapel" + i + ">; };")
            + " };";
    assertThat(compile(source).diagnostics())
        .hasSize(some)
        .first()
        .satisfies(d -> assertThat(d.help()).contains("did you mean &label0?"));
  }

  @Test
  void manyUndefinedPaths() {
    int some = MANY / 4;
    String source =
        "/dts-v1/; / { "
            + repeat(some, i -> "node" + i + " { };")
            + repeat(some, i -> "m" + i + " { p = <&{/mode7}>; q = <&{/mode" + i + "}>; };")
            + " };";
    assertThat(compile(source).diagnostics())
        .hasSizeGreaterThanOrEqualTo(Limit.PROBLEMS.most())
        .first()
        .satisfies(d -> assertThat(d.help()).contains("did you mean &{/node7}?"));
  }

  @Test
  void manyAliases() {
    int half = MANY / 2;
    String aliases = "aliases { " + repeat(half, i -> "a" + i + " = \"/n" + i + "\";") + " };";
    String nodes = repeat(half, i -> "n" + i + " { m { }; /delete-node/ m; };");
    DtNode root = root("/dts-v1/; / { " + aliases + nodes + " };");
    assertThat(root.children()).hasSize(half + 1);
  }

  @Test
  void manyDeletionsOfMissingNodesAndProperties() {
    int some = MANY / 4;
    String source =
        "/dts-v1/; / { "
            + repeat(some, i -> "property" + i + ";")
            + repeat(some, i -> "node" + i + " { };")
            + " };"
            + repeat(
                some,
                i -> "/ { /delete-property/ broperty" + i + "; /delete-node/ mode" + i + "; };");
    assertThat(compile(source).diagnostics())
        .isNotEmpty()
        .first()
        .satisfies(d -> assertThat(d.help()).contains("did you mean 'property0'?"));
  }

  @Test
  void manyProblemsOnOneLine() {
    int some = MANY / 10;
    String source =
        "/dts-v1/; / { " + repeat(MANY, i -> "l" + i + ": n" + i % some + " { };") + " };";
    List<Diagnostic> problems = compile(source).diagnostics();
    assertThat(problems).hasSize(some);
    String last = problems.get(some - 1).message().text();
    assertThat(ProcessorTime.limited(() -> problems.stream().map(DiagnosticText::snippet).toList()))
        .last()
        .asString()
        .contains(last + "\n  1 | ", "    | " + " ".repeat(80) + "^~~");
  }

  @Test
  void longUndefinedLabel() {
    String name = "x".repeat(MANY);
    String source = "/dts-v1/; / { " + name + "y: n { }; m { p = <&" + name + "z>; }; };";
    assertThat(compile(source).diagnostics()).hasSize(1);
  }

  @Test
  void manyBytesWithoutSpaces() {
    String bytes = "ab".repeat(5 * MANY);
    assertThat(root("/dts-v1/; / { p = [" + bytes + "]; };").value("p"))
        .hasValueSatisfying(value -> assertThat(value.bytes().length()).isEqualTo(5 * MANY));
    assertThat(compile("/dts-v1/; / { p = [" + bytes + "g]; };").diagnostics()).hasSize(1);
  }

  @Test
  void manyOpenCommentsInBytes() {
    assertThat(compile("/dts-v1/; / { p = [ '" + "/*a".repeat(MANY) + "' ]; };").diagnostics())
        .isNotEmpty();
  }

  @Test
  void manyHeadersBeforeAnError() {
    assertThat(compile("/dts-v1/;".repeat(MANY) + " x").diagnostics()).hasSize(1);
  }

  @Test
  void manyExtensionsOfANodeWithAProblem() {
    String source = "/dts-v1/; / { l: a@1 { }; };" + "&l { };".repeat(MANY);
    assertThat(compile(source).diagnostics())
        .anySatisfy(d -> assertThat(d.notes()).hasSizeBetween(2, 200));
  }

  @Test
  void manyReferencesToALongPath() {
    String long1 = "n".repeat(4000);
    for (String source :
        List.of(
            "/dts-v1/; / { l: " + long1 + " { }; m { p = &l" + ",&l".repeat(MANY) + "; }; };",
            "/dts-v1/; /plugin/; / { " + long1 + " { p = <" + "&x ".repeat(MANY) + ">; }; };")) {
      assertThat(compile(source).diagnostics())
          .extracting(Diagnostic::code)
          .contains(TreeCode.NODES_TOO_DEEP);
    }
  }

  @Test
  void manyDeletedNodesWithOneLabel() {
    String nodes = repeat(MANY, i -> "l: b" + i + " { };");
    String uses = "&l ".repeat(MANY);
    assertThat(
            compile(
                    "/dts-v1/; / { a { "
                        + nodes
                        + " }; c { p = <"
                        + uses
                        + ">; }; }; /delete-node/ &{/a};")
                .hasErrors())
        .isTrue();
  }

  @Test
  void manyDeletedNodesWithOneName() {
    String nodes = "a { };".repeat(MANY);
    DtNode root =
        root("/dts-v1/; / { " + nodes + " }; / { " + "/delete-node/ a;".repeat(MANY) + " };");
    assertThat(root.children()).isEmpty();
  }

  @Test
  void manyDeletionsOfANodeThatHadManyParts() {
    String labels = repeat(MANY, i -> "l" + i + ": ");
    String parts = repeat(MANY, i -> "p" + i + ";") + repeat(MANY, i -> "n" + i + " { };");
    String again = "/ { /delete-node/ a; x: y: a { p1; p3; n1 { p2; }; }; };";
    DtNode root =
        root("/dts-v1/; / { " + labels + "a { " + parts + " }; };" + again.repeat(MANY / 4));
    DtNode node = root.child("a").orElseThrow();
    assertThat(node.labels()).extracting(Label::name).containsExactlyInAnyOrder("x", "y");
    assertThat(node.properties())
        .extracting(DtProperty::name)
        .containsExactly("p1", "p3", "phandle");
    assertThat(node.children()).extracting(DtNode::name).containsExactly("n1");
    assertThat(node.child("n1").orElseThrow().properties()).hasSize(1);
  }

  @Test
  void manyLabelsBelowALongPath() {
    String labels = repeat(4 * MANY, i -> "l" + i + ": ");
    String name = "n".repeat(4000);
    assertThat(
            compile("/dts-v1/; / { " + name + " { l0: p = <" + labels + "1>; }; };").diagnostics())
        .singleElement()
        .satisfies(
            d ->
                assertThat(d.message().text())
                    .endsWith("on value of 'p' in /" + name + " and 'p' in /" + name));
  }

  @Test
  void manyLookUpsByName() {
    DtNode root =
        root(
            "/dts-v1/; / { "
                + repeat(MANY, i -> "p" + i + ";")
                + repeat(MANY, i -> "n" + i + " { };")
                + " };");
    long found =
        ProcessorTime.limited(
            () ->
                IntStream.range(0, MANY)
                    .filter(
                        i -> root.child("n" + i).isPresent() && root.property("p" + i).isPresent())
                    .count());
    assertThat(found).isEqualTo(MANY);
  }

  @Test
  void manyPrintedCells() {
    String cells = repeat(MANY, i -> "v" + i + ": &l ");
    DeviceTree tree =
        compile("/dts-v1/; / { l: n { }; m { p = <" + cells + ">; }; };").value().orElseThrow();
    String printed = ProcessorTime.limited(() -> DtsPrinter.print(tree));
    assertThat(printed).contains("v" + (MANY - 1) + ":&l");
  }
}
