// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.ReadingCode;
import org.dtbind.source.Limit;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayReaderTest {

  private static DtProperty property(String name, PropertyValue value) {
    return new DtProperty(name, value, List.of(), List.of(Span.NONE));
  }

  private static DtNode node(String name, List<DtProperty> properties, DtNode... children) {
    return new DtNode(name, List.of(), properties, List.of(children), List.of());
  }

  /** Returns a tree with two nodes of the same name, as in some blobs, and fixups in both. */
  private static DeviceTree treeWithDuplicateNodes(int fixupsBefore) {
    DtProperty cell = property("a", PropertyValue.string("abc"));
    String fixups = "/fragment@0/__overlay__:a:0\0".repeat(fixupsBefore) + "/fragment@0/second:a:0";
    DtNode root =
        node(
            "",
            List.of(),
            node("fragment@0", List.of(), node("__overlay__", List.of(cell))),
            node("fragment@0", List.of(), node("second", List.of(cell))),
            node("__fixups__", List.of(property("label", PropertyValue.string(fixups)))));
    return new DeviceTree(
        root, List.of(), 0, true, Sources.tree("x.dts", "/dts-v1/; / { };").origins());
  }

  @Test
  void manyBadFixupsAreCounted() {
    DeviceTree tree =
        Sources.tree(
            "x.dts",
            "/dts-v1/; /plugin/; / { fragment@0 { __overlay__ { }; }; __fixups__ { x = \"\""
                + ", \"\"".repeat(20_000)
                + "; }; };");
    List<Diagnostic> problems = OverlayReader.read("x.dts", tree).diagnostics();
    assertThat(problems).hasSize(Limit.PROBLEMS.most() + 1);
    assertThat(problems.get(Limit.PROBLEMS.most()).code()).isEqualTo(ReadingCode.TOO_MANY_PROBLEMS);
  }

  /** Like libfdt, the reader uses the first node of a name, for any number of fixups. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 100})
  void fixupBelowADuplicateNodeIsRejected(int fixupsBefore) {
    Diagnosed<Overlay> read = OverlayReader.read("x.dtbo", treeWithDuplicateNodes(fixupsBefore));
    assertThat(read.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(OverlayCode.NOT_A_FRAGMENT, OverlayCode.BAD_FIXUP);
  }

  @Test
  void misspelledFragmentIsNamedEvenIfThereIsNoOther() {
    for (String rest : List.of("", "fragment@1 { __dormant__ { }; };")) {
      String source =
          "/dts-v1/; /plugin/; / { fragment@0 { target = <&a>; __overlay { }; }; " + rest + " };";
      Diagnosed<Overlay> read = OverlayReader.read("x.dtso", Sources.tree("x.dtso", source));
      assertThat(read.diagnostics())
          .filteredOn(problem -> problem.code() == OverlayCode.NOT_A_FRAGMENT)
          .singleElement()
          .satisfies(problem -> assertThat(problem.help()).contains("did you mean '__overlay__'?"));
    }
  }

  @Test
  void nodesOfATreeThatIsNoOverlayAreNotReported() {
    DeviceTree board = Sources.tree("b.dts", "/dts-v1/; / { soc { }; leds { }; };");
    assertThat(OverlayReader.read("b.dts", board).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(OverlayCode.NO_FRAGMENTS);
  }
}
