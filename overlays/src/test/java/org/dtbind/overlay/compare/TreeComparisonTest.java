// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.compare.Difference.PropertyDiffers;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

class TreeComparisonTest {

  private static final String BOARD =
      """
      /dts-v1/;
      / {
        gpio: gpio@1000 { reg = <0x1000>; #gpio-cells = <2>; gpio-controller; };
        clk: clock { #clock-cells = <1>; };
        uart: serial@2000 { reg = <0x2000>; clocks = <&clk 3>, <&clk 4>; acme,peer = <&gpio>; };
        led { gpios = <&gpio 5 0>; };
      };
      """;

  private static DeviceTree source(String text) {
    return Sources.tree("board.dts", text);
  }

  private static DeviceTree blob(String text) {
    return Sources.asBlob("board.dtb", Sources.tree("board.dts", text));
  }

  /** The same board with other phandles and node order. */
  private static final String RENUMBERED =
      """
      /dts-v1/;
      / {
        first: first { phandle = <7>; };
        uart: serial@2000 { acme,peer = <&gpio>; clocks = <&clk 3>, <&clk 4>; reg = <0x2000>; };
        clk: clock { #clock-cells = <1>; };
        led { gpios = <&gpio 5 0>; };
        gpio: gpio@1000 { reg = <0x1000>; #gpio-cells = <2>; gpio-controller; };
      };
      /delete-node/ &first;
      """;

  @Test
  void phandleNumbersAndNodeOrderAreIgnored() {
    DeviceTree renumbered = source(RENUMBERED);
    assertThat(renumbered.node(new NodePath("/gpio@1000")).orElseThrow().phandle())
        .isNotEqualTo(source(BOARD).node(new NodePath("/gpio@1000")).orElseThrow().phandle());
    for (DeviceTree board : List.of(source(BOARD), blob(BOARD))) {
      Comparison sources = TreeComparison.of(board, renumbered);
      assertThat(sources.differences()).isEmpty();
      assertThat(sources.supposed()).isEmpty();
      assertThat(sources.reordered()).containsExactly(NodePath.ROOT);
      assertThat(sources.properties()).isEqualTo(8);
    }
  }

  @Test
  void unknownPropertiesOfTwoBlobsAreAssumedEqual() {
    Comparison blobs = TreeComparison.of(blob(BOARD), blob(RENUMBERED));
    assertThat(blobs.differences()).isEmpty();
    assertThat(blobs.supposed()).extracting(PropertyDiffers::name).containsExactly("acme,peer");
  }

  @Test
  void referenceToAnotherNodeIsADifference() {
    String other = BOARD.replace("acme,peer = <&gpio>", "acme,peer = <&clk>");
    for (DeviceTree changed : List.of(source(other), blob(other))) {
      assertThat(TreeComparison.of(source(BOARD), changed).differences())
          .singleElement()
          .isInstanceOfSatisfying(
              PropertyDiffers.class,
              differs -> {
                assertThat(differs.name()).isEqualTo("acme,peer");
                assertThat(differs.before().orElseThrow().references())
                    .isEqualTo(Map.of(0, "/gpio@1000"));
                assertThat(differs.after().orElseThrow().references())
                    .isEqualTo(Map.of(0, "/clock"));
              });
    }
    // The bytes are the same but refer to another node.
    String swapped =
        """
        /dts-v1/;
        / {
          a { phandle = <%d>; };
          b { phandle = <%d>; };
          c { interrupt-parent = <1>; };
        };
        """;
    Comparison comparison =
        TreeComparison.of(blob(swapped.formatted(1, 2)), blob(swapped.formatted(2, 1)));
    assertThat(comparison.differences())
        .singleElement()
        .isInstanceOfSatisfying(
            PropertyDiffers.class, d -> assertThat(d.name()).isEqualTo("interrupt-parent"));
  }

  @Test
  void changedNumberIsNotTakenForAPhandle() {
    String base = "/dts-v1/; / { a: a { phandle = <1>; }; n { count = <1>; }; };";
    String changed = "/dts-v1/; / { a: a { phandle = <2>; }; n { count = <2>; r = <&a>; }; };";
    // One tree is compiled from source, so all of its references are known.
    assertThat(TreeComparison.of(blob(base), source(changed)).differences())
        .extracting(d -> ((PropertyDiffers) d).name())
        .containsExactly("count", "r");
  }

  @Test
  void movedNodeIsFoundByItsLabel() {
    String moved = BOARD.replace("gpio@1000", "gpio@3000").replace("<0x1000>", "<0x3000>");
    Comparison comparison = TreeComparison.of(source(BOARD), source(moved));
    assertThat(comparison.differences()).hasSize(2);
    assertThat(comparison.differences().get(0))
        .isInstanceOfSatisfying(
            Difference.NodeMoved.class,
            node -> {
              assertThat(node.label()).isEqualTo("gpio");
              assertThat(node.before().text()).isEqualTo("/gpio@1000");
              assertThat(node.after().text()).isEqualTo("/gpio@3000");
            });
    assertThat(((PropertyDiffers) comparison.differences().get(1)).name()).isEqualTo("reg");
    assertThat(TreeComparison.byPath(source(BOARD), source(moved)).differences())
        .hasOnlyElementsOfTypes(
            Difference.NodeAdded.class, Difference.NodeRemoved.class, PropertyDiffers.class);
  }

  @Test
  void labelsReservationsAndBootCpuAreCompared() {
    String base = "/dts-v1/; /memreserve/ 1 2; / { a: x: a { }; };";
    String changed = "/dts-v1/; /memreserve/ 1 3; / { a: y: a { }; };";
    assertThat(TreeComparison.of(source(base), source(changed).bootedBy(4)).differences())
        .containsExactly(
            new Difference.ReservationsDiffer(
                source(base).reservations(), source(changed).reservations()),
            new Difference.BootCpuDiffers(0, 4),
            new Difference.LabelDiffers("x", Optional.of(new NodePath("/a")), Optional.empty()),
            new Difference.LabelDiffers("y", Optional.empty(), Optional.of(new NodePath("/a"))));
  }

  @Test
  void overlaysAreComparedByReferencedLabels() {
    String overlay =
        "/dts-v1/; /plugin/; &gpio { led { gpios = <&%s 1 0>, <&own 1>; own: own { }; }; };";
    DeviceTree compiled = blob(overlay.formatted("gpio"));
    assertThat(TreeComparison.of(compiled, source(overlay.formatted("gpio"))).isSame()).isTrue();
    assertThat(TreeComparison.of(compiled, blob(overlay.formatted("gpio2"))).differences())
        .singleElement()
        .isInstanceOfSatisfying(
            PropertyDiffers.class,
            d -> {
              assertThat(d.before().orElseThrow().references())
                  .containsEntry(0, "&gpio")
                  .containsValue("/fragment@0/__overlay__/led/own");
              assertThat(d.after().orElseThrow().references()).containsEntry(0, "&gpio2");
            });
  }

  @Test
  void referencesInABlobFollowTheCellsProperties() {
    String text =
        """
        /dts-v1/;
        / {
          gic: gic { #interrupt-cells = <3>; #address-cells = <1>; interrupt-controller; };
          smmu: smmu { #iommu-cells = <1>; #pse-cells = <1>; };
          pcie {
            #address-cells = <3>;
            #interrupt-cells = <1>;
            interrupt-map = <0 0 0 1 &gic 0 1 2 3>, <0 0 0 2 &gic 0 4 5 6>;
            iommu-map = <0 &smmu 0 0x100>, <0x100 &smmu 0x100 0x100>;
            vcc-supply = <&smmu>;
            pinctrl-0 = <&gic &smmu>;
            nvmem-cells = <&gic &smmu>;
            pses = <&smmu 7 &smmu 8>;
            dmas = <&gic 1>;
          };
        };
        """;
    DeviceTree tree = blob(text);
    TreeReferences references = new TreeReferences(tree);
    NodePath path = new NodePath("/pcie");
    assertThat(references.isComplete()).isFalse();
    assertThat(
            tree.node(path).orElseThrow().properties().stream()
                .map(p -> p.name() + references.in(path, tree.node(path).orElseThrow(), p)))
        .containsExactly(
            "#address-cells{}",
            "#interrupt-cells{}",
            "interrupt-map{16=/gic, 52=/gic}",
            "iommu-map{4=/smmu, 20=/smmu}",
            "vcc-supply{0=/smmu}",
            "pinctrl-0{0=/gic, 4=/smmu}",
            "nvmem-cells{0=/gic, 4=/smmu}",
            "pses{0=/smmu, 8=/smmu}",
            // Unknown, because the node has no #dma-cells.
            "dmas{}");
  }
}
