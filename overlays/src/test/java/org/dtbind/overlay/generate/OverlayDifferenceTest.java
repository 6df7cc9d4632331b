// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Subject;
import org.dtbind.dtb.DtbReader;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.RandomTrees;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.overlay.compare.TreeComparison;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlayDifferenceTest {

  private static final String BASE =
      """
      /dts-v1/;
      /memreserve/ 0x1000 0x10;
      / {
        compatible = "acme,board", "acme,soc";
        aliases { serial0 = "/soc/serial@2000"; };
        soc: soc {
          gpio: gpio@1000 { #gpio-cells = <2>; gpio-controller; };
          uart: serial@2000 { status = "disabled"; dma; };
          old: timer@3000 { };
          plain { x = <1>; };
        };
      };
      """;

  @TempDir private Path directory;

  private static DeviceTree tree(String text) {
    return Sources.tree("board.dts", text);
  }

  private static String changed(String from, String to) {
    assertThat(BASE).contains(from);
    return BASE.replace(from, to);
  }

  private static ChangeOverlay overlay(Diagnosed<ChangeOverlay> result) {
    return result.value().orElseThrow(() -> new AssertionError(Sources.messages(result)));
  }

  private static DeviceTree merged(DeviceTree base, ChangeOverlay overlay) {
    String text = OverlayPrinter.print(overlay.source());
    return OverlayStack.apply(base, List.of(Sources.overlay("o.dtso", text)))
        .value()
        .orElseThrow()
        .tree();
  }

  @Test
  void overlayContainsOnlyTheChanges() {
    String changed =
        changed("status = \"disabled\"", "status = \"okay\"")
            .replace("plain {", "plain { wake = <&gpio 3 1>;")
            .replace(
                "old: timer@3000 { };",
                """
                old: timer@3000 { };
                led: led { gpios = <&gpio 4 0>; link = <&door>; };
                door { compatible = "acme,door"; keys = /bits/ 16 <1 2>, [ab cd 00], "a\\n"; };
                """)
            .replace("door {", "door: door {");
    Diagnosed<ChangeOverlay> result = OverlayDifference.generate(tree(BASE), tree(changed));
    assertThat(Sources.messages(result)).isEmpty();
    assertThat(OverlayPrinter.print(overlay(result).source()))
        .isEqualTo(
            """
            /dts-v1/;
            /plugin/;

            / {
            \tcompatible = "acme,board", "acme,soc";
            };

            &uart {
            \tstatus = "okay";
            };

            &{/soc/plain} {
            \twake = <&gpio 3 1>;
            };

            &soc {
            \tled: led {
            \t\tgpios = <&gpio 4 0>;
            \t\tlink = <&door>;
            \t};

            \tdoor: door {
            \t\tcompatible = "acme,door";
            \t\tkeys = /bits/ 16 <1 2>, [ab cd 00], [61 0a 00];
            \t};
            };
            """);
  }

  @Test
  void inexpressibleChangesAreReportedWithPosition() {
    String changed =
        changed("/memreserve/ 0x1000 0x10;", "/memreserve/ 0x2000 0x10;")
            .replace(" dma;", "")
            .replace("uart: ", "")
            .replace("  old: timer@3000 { };\n", "")
            .replace("plain {", "first { }; plain {");
    Diagnosed<ChangeOverlay> result =
        OverlayDifference.generate(tree(BASE), tree(changed).bootedBy(3));
    assertThat(overlay(result).inexpressible())
        .containsExactlyInAnyOrder(
            Optional.empty(),
            Optional.of(Subject.of(new NodePath("/soc/serial@2000"), "dma")),
            Optional.of(Subject.of(new NodePath("/soc/timer@3000"))),
            Optional.of(Subject.of(Overlay.SYMBOLS_PATH, "uart")));
    assertThat(Sources.messages(result))
        .contains("board.dts:2.1-26: Warning (reservations_stay): ")
        .contains("Warning (boot_cpu_stays): ")
        .contains("board.dts:8.46-50: Warning (property_stays): /soc/serial@2000:dma: ")
        .contains("board.dts:9.10-20: Warning (node_stays): /soc/timer@3000: ")
        .contains("Warning (label_stays): /__symbols__:uart: ");
  }

  @Test
  void changedOrderOfChildrenIsReportedOnce() {
    String base = "/dts-v1/; / { a { }; b { }; };";
    Diagnosed<ChangeOverlay> result =
        OverlayDifference.generate(tree(base), tree("/dts-v1/; / { b { }; a { x; }; };"));
    assertThat(Sources.messages(result)).contains("Warning (order_stays): /: ");
    assertThat(overlay(result).inexpressible()).isEmpty();
  }

  @Test
  void equalTreesYieldAnEmptyOverlayAndAWarning() {
    Diagnosed<ChangeOverlay> result = OverlayDifference.generate(tree(BASE), tree(BASE));
    assertThat(overlay(result).source().fragments()).isEmpty();
    assertThat(Sources.messages(result)).contains("Warning (nothing_differs)");
  }

  @Test
  void ambiguousNameWithoutUnitAddressIsReported() {
    String base = "/dts-v1/; / { led@1 { }; led { }; x { }; };";
    String changed =
        "/dts-v1/; / { led@1 { }; led { on; }; x { }; led-2@1 { }; led-2 { }; x@1 { }; };";
    Diagnosed<ChangeOverlay> result = OverlayDifference.generate(tree(base), tree(changed));
    assertThat(overlay(result).inexpressible())
        .containsExactly(Optional.of(Subject.of(new NodePath("/led"), "on")));
    assertThat(Sources.messages(result))
        .contains(
            "(node_not_reached): /led:on: an overlay cannot reach /led, because libfdt finds"
                + " /led@1 instead");
    Diagnosed<ChangeOverlay> taken =
        OverlayDifference.generate(
            tree("/dts-v1/; / { led@1 { }; };"), tree("/dts-v1/; / { led@1 { }; led { }; };"));
    assertThat(overlay(taken).inexpressible())
        .containsExactly(Optional.of(Subject.of(new NodePath("/led"))));
  }

  @Test
  void baseWithoutSymbolsIsReferencedByPhandle() {
    DeviceTree base =
        Sources.asBlob(
            "base.dtb", Sources.tree("b.dts", BASE.replace("dma;", "y = <&old>;"), false));
    String changed =
        changed("dma;", "y = <&old>;").replace("x = <1>", "x = <1>, <&old &gpio &uart>");
    Diagnosed<ChangeOverlay> result = OverlayDifference.generate(base, tree(changed));
    assertThat(OverlayPrinter.print(overlay(result).source()))
        .contains("&{/soc/plain} {\n\tx = <1>, <1 &gpio_1000 &serial_2000>;\n};\n")
        .contains("&{/soc} {\n\tgpio_1000: gpio@1000 {\n\t};\n");
    assertThat(overlay(result).madeUp()).containsExactlyInAnyOrder("gpio_1000", "serial_2000");
  }

  /** {@code dtc -L} makes such blobs. */
  @Test
  void numberThatEqualsAPhandleIsNotAReferenceIfTheTableOmitsIt() {
    String before = changed("dma;", "phandle = <9>; y = <&old 5 7 &gpio>;");
    String after =
        changed("dma;", "phandle = <9>; y = <&old 5 &gpio 9>;")
            .replace("gpio-controller;", "gpio-controller; phandle = <77>;");
    DeviceTree base = Sources.asBlob("base.dtb", tree(before + table("0 12")));
    DeviceTree changed = Sources.asBlob("changed.dtb", tree(after + table("0 8")));
    Diagnosed<ChangeOverlay> result = OverlayDifference.generate(base, changed);
    assertThat(OverlayPrinter.print(overlay(result).source())).contains("y = <&old 5>, <&gpio 9>;");
  }

  private static String table(String offsets) {
    return "/ { __local_fixups__ { soc { serial@2000 { y = <" + offsets + ">; }; }; }; };";
  }

  @Test
  void movedLabelDoesNotReferToTheOldNode() {
    String changed = changed("gpio: gpio@1000 {", "gpio: new { }; gpio@1000 { z = <&gpio>;");
    Diagnosed<ChangeOverlay> result = OverlayDifference.generate(tree(BASE), tree(changed));
    assertThat(OverlayPrinter.print(overlay(result).source()))
        .contains("&{/soc/gpio@1000} {\n\tz = <&gpio>;\n};")
        .contains("\tgpio: new {\n");
  }

  @Test
  void newLabelsOfBaseNodesAreAddedToSymbols() {
    String changed = changed("plain {", "flat: plain {");
    Diagnosed<ChangeOverlay> result = OverlayDifference.generate(tree(BASE), tree(changed));
    assertThat(OverlayPrinter.print(overlay(result).source()))
        .contains("&{/__symbols__} {\n\tflat = \"/soc/plain\";\n};");
  }

  @Test
  void longCellListsAreWrapped() {
    String many = "x = <" + "1 ".repeat(40) + "&gpio>, \"" + "y".repeat(90) + "\"";
    Diagnosed<ChangeOverlay> result =
        OverlayDifference.generate(tree(BASE), tree(changed("x = <1>", many)));
    assertThat(OverlayPrinter.print(overlay(result).source()))
        .endsWith(
            "\tx = <"
                + "1 ".repeat(32)
                + "1\n\t     "
                + "1 ".repeat(7)
                + "&gpio>,\n\t    \""
                + "y".repeat(90)
                + "\";\n};\n");
  }

  /** Security review 4: no overlay is written if one of the names cannot be expressed. */
  @Test
  void namesInvalidInSourceAreRejected() {
    DtNode odd = new DtNode("odd name", List.of(), List.of(), List.of(), List.of());
    DtNode parent = new DtNode("parent", List.of(), List.of(), List.of(odd), List.of());
    List<DtProperty> properties =
        List.of(
            DtProperty.made("a b", PropertyValue.cell(1)),
            DtProperty.made("c", PropertyValue.cell(2)));
    DtNode root = new DtNode("", List.of(), properties, List.of(parent), List.of());
    DeviceTree base = tree("/dts-v1/; / { };");
    DeviceTree changed = new DeviceTree(root, List.of(), 0, false, base.origins());
    Diagnosed<ChangeOverlay> result = OverlayDifference.generate(base, changed);
    assertThat(Sources.messages(result))
        .contains("ERROR (name_not_written): /parent/odd name: ")
        .contains("ERROR (name_not_written): /:a b: ");
    assertThat(result.value()).isEmpty();
  }

  @Test
  @Tag("large")
  void overlayTurnsOneRandomTreeIntoAnother() throws Exception {
    long seed = new Random().nextLong();
    boolean tools = Sources.has("dtc") && Sources.has("fdtoverlay");
    for (int i = 0; i < 60; i++) {
      DeviceTree base = tree(new RandomTrees(seed + i).base());
      DeviceTree changed = tree(new RandomTrees(seed + i + i % 3).base());
      DeviceTree edited = edited(base, seed + i);
      for (DeviceTree other : List.of(changed, edited)) {
        String name = "seed " + (seed + i);
        Diagnosed<ChangeOverlay> result = OverlayDifference.generate(base, other);
        ChangeOverlay overlay =
            result
                .value()
                .orElseThrow(() -> new AssertionError(name + "\n" + Sources.messages(result)));
        if (overlay.source().fragments().isEmpty()) {
          continue;
        }
        assertRemainingDifferencesAreReported(overlay, merged(base, overlay), other, name);
        if (tools && i < 8) {
          assertRemainingDifferencesAreReported(
              overlay, mergedByFdtoverlay(base, overlay), other, name);
        }
      }
    }
  }

  /** Applies random overlays, which delete nothing, to a tree. */
  private static DeviceTree edited(DeviceTree base, long seed) {
    RandomTrees trees = new RandomTrees(seed);
    trees.base();
    return OverlayStack.apply(
            base,
            List.of(
                Sources.overlay("1.dtso", trees.overlay()),
                Sources.overlay("2.dtso", trees.overlay())))
        .value()
        .orElseThrow()
        .tree();
  }

  private DeviceTree mergedByFdtoverlay(DeviceTree base, ChangeOverlay overlay)
      throws IOException, InterruptedException {
    Sources.write(directory.resolve("base.dtb"), base);
    Files.writeString(directory.resolve("o.dtso"), OverlayPrinter.print(overlay.source()));
    String command =
        "dtc -q -@ -I dts -O dtb -o o.dtbo o.dtso && fdtoverlay -i base.dtb -o out.dtb o.dtbo";
    assertThat(Sources.run(directory, "sh", "-c", command)).as(Sources.output(directory)).isZero();
    Bytes out = Bytes.wrap(Files.readAllBytes(directory.resolve("out.dtb")));
    return DtbReader.read(new SourceFile("out.dtb", out)).value().orElseThrow();
  }

  /** Checks that all remaining differences were reported as inexpressible. */
  private static void assertRemainingDifferencesAreReported(
      ChangeOverlay overlay, DeviceTree merged, DeviceTree wanted, String name) {
    List<Optional<Subject>> remaining =
        TreeComparison.byPath(merged, wanted).differences().stream()
            .filter(
                d ->
                    !(d instanceof Difference.LabelDiffers l
                        && overlay.madeUp().contains(l.label())))
            .map(Inexpressible::subject)
            .toList();
    assertThat(overlay.inexpressible()).as(name).containsAll(remaining);
  }
}
