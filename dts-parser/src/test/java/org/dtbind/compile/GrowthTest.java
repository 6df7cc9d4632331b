// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Time grows with what is read, not with its square: each of these takes about a second, and took
 * minutes where something was searched for anew each time.
 */
@Tag("one-locale")
class GrowthTest {

  private static final int MANY = 100_000;

  /** Of processor time, which a busy machine does not stretch as it does time by the clock. */
  private static final double MAX_SECONDS = 15;

  private static String each(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  private static Diagnosed<DeviceTree> compile(String source) {
    CompileOptions options = new CompileOptions(List.of(), List.of(), false, true);
    Compiler compiler = new Compiler(options, name -> Optional.of(Bytes.latin1(source)));
    return timed(() -> compiler.compile("x.dts"));
  }

  private static <T> T timed(Supplier<T> work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    T result = work.get();
    long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    assertThat(taken / 1e9).as("seconds of processor time").isLessThan(MAX_SECONDS);
    return result;
  }

  private static DtNode root(String source) {
    return compile(source).value().orElseThrow().root();
  }

  @Test
  void labelledNodes() {
    DtNode root = root("/dts-v1/; / { " + each(MANY, i -> "l" + i + ": n" + i + " { };") + " };");
    assertThat(root.child("__symbols__").orElseThrow().properties()).hasSize(MANY);
  }

  @Test
  void labelsOfOneNode() {
    int half = MANY / 2;
    DtNode root = root("/dts-v1/; / { " + each(half, i -> "l" + i + ": ") + "n { }; };");
    assertThat(root.child("n").orElseThrow().labels()).hasSize(half);
  }

  @Test
  void propertiesMergedAndDeleted() {
    String properties = "/ { " + each(MANY, i -> "p" + i + ";") + " };";
    String deletions = "/ { " + each(MANY, i -> "/delete-property/ p" + i + ";") + " };";
    DtNode root = root("/dts-v1/; " + properties + properties + deletions + properties);
    assertThat(root.properties()).hasSize(MANY);
  }

  @Test
  void childrenDeletedAndLookedUp() {
    DtNode root =
        root(
            "/dts-v1/; / { "
                + each(MANY, i -> "n" + i + " { };")
                + " };"
                + each(MANY, i -> "/delete-node/ &{/n" + i + "};"));
    assertThat(root.children()).isEmpty();
  }

  @Test
  void fragmentsOfAnOverlay() {
    DtNode root = root("/dts-v1/; /plugin/; " + each(MANY, i -> "&l" + i + " { };"));
    assertThat(root.child("__fixups__").orElseThrow().properties()).hasSize(MANY);
  }

  @Test
  void cellsOfAnOverlayThatReferToOneLabel() {
    String members =
        "p = <" + "&m ".repeat(MANY) + ">; l: n { q = <" + "&l ".repeat(MANY) + ">; };";
    DtNode root = root("/dts-v1/; /plugin/; / { " + members + " };");
    assertThat(root.child("__fixups__").orElseThrow().value("m").orElseThrow().strings())
        .hasValueSatisfying(entries -> assertThat(entries).hasSize(MANY));
    assertThat(root.child("__local_fixups__").orElseThrow().child("n").orElseThrow().value("q"))
        .hasValueSatisfying(value -> assertThat(value.bytes().length()).isEqualTo(4 * MANY));
  }

  @Test
  void labelsThatAreNotThere() {
    int some = MANY / 10;
    String source =
        "/dts-v1/; / { "
            + each(some, i -> "label" + i + ": n" + i + " { };")
            + each(some, i -> "m" + i + " { p = <&lapel" + i + ">; };")
            + " };";
    assertThat(compile(source).diagnostics())
        .hasSize(some)
        .first()
        .satisfies(d -> assertThat(d.help()).contains("did you mean &label0?"));
  }

  @Test
  void pathsThatAreNotThere() {
    int some = MANY / 4;
    String source =
        "/dts-v1/; / { "
            + each(some, i -> "node" + i + " { };")
            + each(some, i -> "m" + i + " { p = <&{/mode7}>; q = <&{/mode" + i + "}>; };")
            + " };";
    assertThat(compile(source).diagnostics())
        .hasSizeGreaterThanOrEqualTo(Limit.PROBLEMS.most())
        .first()
        .satisfies(d -> assertThat(d.help()).contains("did you mean &{/node7}?"));
  }

  @Test
  void aliasesOfNodes() {
    int half = MANY / 2;
    String aliases = "aliases { " + each(half, i -> "a" + i + " = \"/n" + i + "\";") + " };";
    String nodes = each(half, i -> "n" + i + " { m { }; /delete-node/ m; };");
    DtNode root = root("/dts-v1/; / { " + aliases + nodes + " };");
    assertThat(root.children()).hasSize(half + 1);
  }

  @Test
  void deletionsOfWhatIsNotThere() {
    int some = MANY / 4;
    String source =
        "/dts-v1/; / { "
            + each(some, i -> "property" + i + ";")
            + each(some, i -> "node" + i + " { };")
            + " };"
            + each(
                some,
                i -> "/ { /delete-property/ broperty" + i + "; /delete-node/ mode" + i + "; };");
    assertThat(compile(source).diagnostics())
        .isNotEmpty()
        .first()
        .satisfies(d -> assertThat(d.help()).contains("did you mean property0?"));
  }

  @Test
  void problemsOnOneLine() {
    int some = MANY / 10;
    String source =
        "/dts-v1/; / { " + each(MANY, i -> "l" + i + ": n" + i % some + " { };") + " };";
    List<Diagnostic> problems = compile(source).diagnostics();
    assertThat(problems).hasSize(some);
    String last = problems.get(some - 1).message();
    assertThat(timed(() -> problems.stream().map(DiagnosticText::snippet).toList()))
        .last()
        .asString()
        .contains(last + "\n  1 | ", "    | " + " ".repeat(80) + "^~~");
  }

  @Test
  void namesOfAnyLengthThatAreNotThere() {
    String name = "x".repeat(MANY);
    String source = "/dts-v1/; / { " + name + "y: n { }; m { p = <&" + name + "z>; }; };";
    assertThat(compile(source).diagnostics()).hasSize(1);
  }

  @Test
  void cellsThatArePrinted() {
    String cells = each(MANY, i -> "v" + i + ": &l ");
    DeviceTree tree =
        compile("/dts-v1/; / { l: n { }; m { p = <" + cells + ">; }; };").value().orElseThrow();
    String printed = timed(() -> DtsPrinter.print(tree));
    assertThat(printed).contains("v" + (MANY - 1) + ":&l");
  }
}
