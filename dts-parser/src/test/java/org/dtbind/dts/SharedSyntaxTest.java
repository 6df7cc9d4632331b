// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.TreeCheck;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.dts.preprocess.Limits;
import org.dtbind.dts.preprocess.PreprocessedText;
import org.dtbind.dts.preprocess.Preprocessor;
import org.dtbind.dts.print.Annotations;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.dts.scan.FileSearch;
import org.dtbind.dts.scan.SourceCache;
import org.dtbind.dts.syntax.DtsFile;
import org.dtbind.source.Bytes;
import org.dtbind.source.Span;
import org.dtbind.tree.BuildOptions;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.build.TreeBuilder;
import org.junit.jupiter.api.Test;

/** Tests that syntax shared between sources gives the same trees, messages and positions. */
class SharedSyntaxTest {

  private static final String CHIP =
      """
      / {
        soc: soc { #address-cells = <1>; #size-cells = <1>; ranges;
          uart0: serial@1000 { reg = <0x1000 0x100>; status = "disabled"; clocks = <&osc SPEED>; };
          bad@2 { reg = <3>; };
        };
        osc: clock { #clock-cells = <1>; };
      };
      """;

  private static String board(String name, String before, String after) {
    return "/dts-v1/;\n"
        + before
        + "\n#include \"chip.dtsi\"\n/ { model = \""
        + name
        + "\"; };\n"
        + after;
  }

  /**
   * Compiles the sources in order with one shared syntax, compares each with a separate
   * compilation, and returns how many could reuse something.
   */
  private static int assertSame(Map<String, String> files, List<String> sources) {
    FileSearch search =
        new FileSearch(
            new SourceCache(name -> Optional.ofNullable(files.get(name)).map(Bytes::latin1)),
            List.of(""),
            true);
    SharedSyntax shared = new SharedSyntax();
    int reused = 0;
    for (String source : sources) {
      PreprocessedText text =
          new Preprocessor(search, Limits.DEFAULT)
              .preprocess(source, List.of())
              .value()
              .orElseThrow();
      reused += isKept(shared, text) ? 1 : 0;
      Diagnosed<DtsFile> withSharing = DtsReader.read(text, search, false, Optional.of(shared));
      assertThat(observableResult(withSharing))
          .isEqualTo(observableResult(DtsReader.read(text, search)));
    }
    return reused;
  }

  /** Returns whether the cache has one of the included files. */
  private static boolean isKept(SharedSyntax shared, PreprocessedText text) {
    return text.inclusions().stream()
        .anyMatch(i -> shared.find(i.file(), text.text().slice(i.start(), i.end())).isPresent());
  }

  private static List<Span> spans(DtNode node) {
    List<Span> spans = new ArrayList<>(node.written());
    node.labels().forEach(label -> spans.add(label.span()));
    for (DtProperty property : node.properties()) {
      spans.addAll(property.written());
    }
    node.children().forEach(child -> spans.addAll(spans(child)));
    return spans;
  }

  /** Returns the diagnostics, the positions of all nodes and properties, and the blob. */
  private static List<String> observableResult(Diagnosed<DtsFile> read) {
    Diagnosed<DeviceTree> tree =
        TreeCheck.run(
            read.then(file -> TreeBuilder.build(file, BuildOptions.SYMBOLS)), CheckLevels.DEFAULT);
    List<String> observableResult = new ArrayList<>();
    tree.diagnostics()
        .forEach(d -> observableResult.add(d.position() + " " + DiagnosticText.snippet(d)));
    if (tree.value().isPresent()) {
      DeviceTree built = tree.value().get();
      spans(built.root())
          .forEach(span -> observableResult.add(built.origins().of(span).toString()));
      observableResult.add(DtsPrinter.printAsDtc(built, new Annotations(2, "board.dts")));
      observableResult.add(DtbWriter.write(built).toString());
    }
    return observableResult;
  }

  @Test
  void commonIncludeIsReusedFromTheThirdSourceOn() {
    String define = "#define SPEED 7\n";
    Map<String, String> files =
        Map.of(
            "chip.dtsi", CHIP,
            "a.dts", board("a", define, "&uart0 { status = \"okay\"; };"),
            "b.dts", board("b", "\n\n" + define, "&nowhere { };"),
            "c.dts", board("c", define, "/delete-node/ &uart0;"),
            "d.dts", board("d", "#define SPEED 8\n", ""),
            "e.dts", board("e", define + "/ { soc { x; }; };", "uart0: &osc { };"));
    // b.dts has an error and contributes nothing; c.dts and e.dts can reuse the shared header.
    assertThat(assertSame(files, List.of("a.dts", "b.dts", "c.dts", "d.dts", "e.dts")))
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void incompleteStatementIsAnErrorInEachSource() {
    Map<String, String> files = new HashMap<>();
    files.put(
        "soc.dtsi",
        "/ {\n  soc { compatible = \"acme,soc\"; uart: serial { status = \"disabled\"; }; };\n"
            + "  chosen { bootargs = \"console=ttyS0\"; };\n");
    List<String> sources = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      files.put(
          name + ".dts",
          "/dts-v1/;\n#include \"soc.dtsi\"\n/ { model = \"%s\"; };\n".formatted(name));
      sources.add(name + ".dts");
    }
    assertThat(assertSame(files, sources)).isZero();
  }

  @Test
  void fileIncludedTwiceKeepsBothPositions() {
    Map<String, String> files =
        Map.of(
            "chip.dtsi",
                "/ { a { b = <1>; long-enough-to-be-worth-it = \"0123456789\"; }; };\n"
                    + "/ { /delete-node/ a; };\n",
            "x.dts",
                "/dts-v1/;\n#include \"chip.dtsi\"\n#include \"chip.dtsi\"\n/ { };\n"
                    + "#include \"chip.dtsi\"\n/ { a { }; };");
    assertThat(assertSame(files, List.of("x.dts", "x.dts", "x.dts"))).isPositive();
  }

  @Test
  void nestedIncludesKeepTheirPositions() {
    String filling = "/ { filling = \"" + "f".repeat(80) + "\"; };\n";
    Map<String, String> files =
        Map.of(
            "inner.dtsi",
            "/ { inner: inner { p = <1>; reg = <1>; }; };\n" + filling,
            "outer.dtsi",
            "/ { o1; };\n#include \"inner.dtsi\"\n/ { o2: o2 { q; }; };\n" + filling,
            "other.dtsi",
            "/ { other; };\n#include \"inner.dtsi\"\n" + filling,
            "a.dts",
            "/dts-v1/;\n#include \"outer.dtsi\"\n/ { a; };",
            "b.dts",
            "/dts-v1/;\n/ { bb; };\n#include \"inner.dtsi\"\n/ { b; };",
            "c.dts",
            "/dts-v1/;\n#include \"other.dtsi\"\n#include \"outer.dtsi\"\n/ { c; };");
    List<String> sources = List.of("a.dts", "b.dts", "c.dts");
    List<String> repeated = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      repeated.addAll(sources);
    }
    assertThat(assertSame(files, repeated)).isGreaterThanOrEqualTo(6);
  }

  @Test
  void unsuitableIncludesAreNotShared() {
    String filling = "/ { filling = \"" + "f".repeat(80) + "\"; };\n";
    Map<String, String> files =
        Map.of(
            "open.dtsi",
            filling + "/ { open {\n",
            "straddling.dts",
            "/dts-v1/;\n#include \"open.dtsi\"\n}; };",
            "inside.dtsi",
            "inside = \"" + "i".repeat(80) + "\"; inside2;\n",
            "inside.dts",
            "/dts-v1/;\n/ {\n#include \"inside.dtsi\"\n};",
            "reserve.dtsi",
            "/memreserve/ 1 2;\n" + filling,
            "reserve.dts",
            "/dts-v1/;\n#include \"reserve.dtsi\"\n",
            "warning.dtsi",
            filling + "/ { w = /bits/ 8 <256>; };\n",
            "warning.dts",
            "/dts-v1/;\n#include \"warning.dtsi\"\n",
            "binary.dtsi",
            filling + "/ { b = /incbin/(\"inside.dtsi\"); };\n",
            "binary.dts",
            "/dts-v1/;\n#include \"binary.dtsi\"\n");
    for (String source : List.of("straddling", "inside", "reserve", "warning", "binary")) {
      String name = source + ".dts";
      assertThat(assertSame(files, List.of(name, name, name))).as(source).isZero();
    }
  }

  @Test
  void fileAroundStraddlingStatementIsShared() {
    String filling = "/ { filling = \"" + "f".repeat(80) + "\"; };\n";
    Map<String, String> files =
        Map.of(
            "inner.dtsi",
            filling + "/ { a: inner {\n",
            "outer.dtsi",
            filling + "#include \"inner.dtsi\"\nb: c { d = <&a>; }; }; };\n",
            "board.dts",
            "/dts-v1/;\n" + filling + "#include \"outer.dtsi\"\n/ { e = <&b>; };",
            "warned.dtsi",
            "#include \"inner.dtsi\"\nw = /bits/ 8 <256>; x { }; }; };\n",
            "warned.dts",
            "/dts-v1/;\n" + filling + "#include \"warned.dtsi\"\n/ { f; };");
    assertThat(assertSame(files, List.of("board.dts", "board.dts", "board.dts"))).isPositive();
    assertThat(assertSame(files, List.of("warned.dts", "warned.dts", "warned.dts"))).isZero();
  }

  @Test
  void leastRecentlyUsedPassageIsEvicted() {
    SharedSyntax shared = new SharedSyntax();
    Bytes text = Bytes.latin1("x".repeat(1 << 18));
    for (int i = 0; i < 8; i++) {
      shared.keep("f" + i, new SharedSyntax.Passage(text, List.of(), i, List.of()));
      assertThat(shared.find("f0", text)).isPresent();
    }
    assertThat(shared.find("f1", text)).isEmpty();
    assertThat(shared.find("f7", text)).isPresent();
    assertThat(shared.positions(Integer.MAX_VALUE - SharedSyntax.FIRST)).isEmpty();
    assertThat(shared.positions(5)).contains(SharedSyntax.FIRST);
    assertThat(shared.positions(5)).contains(SharedSyntax.FIRST + 5);
  }
}
