// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbReader;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.RandomTrees;
import org.dtbind.overlay.Sources;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.testing.ProcessorTime;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests applying overlays to a base, and compares with fdtoverlay if it is installed. */
@Tag("given")
class OverlayStackTest {

  private static final String BASE =
      """
      /dts-v1/;
      / {
      \tcompatible = "board";
      \taliases { gpio = "/soc/gpio@1000"; };
      \tsoc: soc {
      \t\tgpio2: gpio@1000 { gpio-controller; #gpio-cells = <2>; old = "a"; };
      \t\tbus { child { v = <1>; }; };
      \t};
      };
      """;

  /** A limit on CPU time, which does not depend on the load of the machine. */
  private static final String LIMITED = "ulimit -t 1 && exec fdtoverlay \"$@\"";

  private static final int ROUNDS = 100;

  private static final int REJECTION_ROUNDS = 40;

  private static DeviceTree base() {
    return Sources.tree("base.dts", BASE);
  }

  private static String plugin(String rest) {
    return "/dts-v1/;\n/plugin/;\n" + rest;
  }

  private static Diagnosed<MergedTree> apply(DeviceTree base, String... overlays) {
    List<Overlay> stack = new ArrayList<>();
    for (String text : overlays) {
      stack.add(Sources.overlay("o" + stack.size() + ".dtso", plugin(text)));
    }
    return OverlayStack.apply(base, stack);
  }

  private static DeviceTree applied(DeviceTree base, String... overlays) {
    Diagnosed<MergedTree> merged = apply(base, overlays);
    return merged.value().orElseThrow(() -> new AssertionError(Sources.messages(merged))).tree();
  }

  private static PropertyValue value(DeviceTree tree, String path, String property) {
    return tree.node(new NodePath(path)).flatMap(node -> node.value(property)).orElseThrow();
  }

  private static List<OverlayCode> codes(Diagnosed<?> diagnosed) {
    return diagnosed.diagnostics().stream().map(d -> (OverlayCode) d.code()).toList();
  }

  @Test
  void propertiesAndNodesAreMerged() {
    DeviceTree tree =
        applied(
            base(), "&gpio2 { old = \"b\"; new = <7>; };\n&{/} { door { gpios = <&gpio2 1>; }; };");
    assertThat(value(tree, "/soc/gpio@1000", "old").string()).contains("b");
    assertThat(value(tree, "/soc/gpio@1000", "new").cell()).contains(7);
    int gpio = value(tree, "/soc/gpio@1000", "phandle").cell().orElseThrow();
    assertThat(value(tree, "/door", "gpios").cells()).contains(List.of(gpio, 1));
  }

  @Test
  void propertyOriginsListAllWriters() {
    DeviceTree tree = applied(base(), "&gpio2 { old = \"b\"; };", "&gpio2 { old = \"c\"; };");
    DtProperty old =
        tree.node(new NodePath("/soc/gpio@1000")).flatMap(n -> n.property("old")).orElseThrow();
    assertThat(old.written())
        .extracting(span -> tree.origins().of(span).place())
        .containsExactly("base.dts:6.58-68", "o0.dtso:3.10-20", "o1.dtso:3.10-20");
  }

  @Test
  void laterOverlaysCanReferToEarlierOnes() {
    DeviceTree tree =
        applied(
            base(),
            "&soc { first: one { me = <&first>; }; };",
            "&first { two { to = <&first &gpio2>; }; };",
            "&{/soc/one/two} { three; };");
    int first = value(tree, "/soc/one", "phandle").cell().orElseThrow();
    assertThat(value(tree, "/soc/one", "me").cell()).contains(first);
    assertThat(value(tree, "/soc/one/two", "to").cells().orElseThrow().get(0)).isEqualTo(first);
    assertThat(tree.symbols()).containsEntry("first", new NodePath("/soc/one"));
    assertThat(tree.node(new NodePath("/soc/one/two")).orElseThrow().property("three")).isPresent();
  }

  @Test
  void baseTreeIsNotModified() {
    DeviceTree base = base();
    Bytes before = DtbWriter.write(base);
    applied(base, "&gpio2 { old = \"b\"; n { }; };");
    assertThat(DtbWriter.write(base)).isEqualTo(before);
  }

  @Test
  void nodeKeepsItsPhandleFromTheBase() {
    String overlay = "&{/soc} { mine: gpio@1000 { }; user { is = <&mine>; }; };";
    DeviceTree tree = applied(base(), overlay);
    int before = value(base(), "/soc/gpio@1000", "phandle").cell().orElseThrow();
    assertThat(value(tree, "/soc/gpio@1000", "phandle").cell()).contains(before);
    assertThat(value(tree, "/soc/user", "is").cell()).contains(before);
  }

  @Test
  void nodesWithACommonNamePrefixAreDistinct() {
    DeviceTree tree =
        applied(
            base(),
            "&{/} { a@1 { }; a { to = <&gpio2>; }; };",
            "/ { fragment@1 { }; fragment { target-path = \"/soc\"; __overlay__ { new; }; }; };");
    int gpio = value(tree, "/soc/gpio@1000", "phandle").cell().orElseThrow();
    assertThat(value(tree, "/a@1", "to").cell()).contains(gpio);
    assertThat(value(tree, "/soc", "new").bytes().isEmpty()).isTrue();
  }

  @Test
  void targetPathMayUseAnAliasOrOmitTheUnitAddress() {
    String byHand = "/ { fragment@0 { target-path = \"%s\"; __overlay__ { new; }; }; };";
    for (String path : List.of("gpio", "/soc/gpio", "/soc//gpio@1000/")) {
      DeviceTree tree = applied(base(), byHand.formatted(path));
      assertThat(tree.node(new NodePath("/soc/gpio@1000")).orElseThrow().property("new"))
          .as(path)
          .isPresent();
    }
  }

  @Test
  void missingLabelsAreReportedWithPositionAndSuggestion() {
    Diagnosed<MergedTree> merged =
        apply(
            base(),
            "&gpio { a; };\n&gpio2 { b = <&gpi2 1>, <&sox>; c = <&gpi2>; };",
            "&sok { mine: n { }; };",
            "&mine { of = <&sock>; };");
    assertThat(merged.value()).isEmpty();
    assertThat(Sources.messages(merged))
        .isEqualTo(
            """
            o0.dtso:3.1-6: ERROR (unresolved_label): /fragment@0:target:0: the base has no label 'gpio'
              3 | &gpio { a; };
                | ^~~~~
              the similar label 'gpio2' is at base.dts:6.10-19
              6 |                 gpio2: gpio@1000 { gpio-controller; #gpio-cells = <2>; old = "a"; };
                |                        ^~~~~~~~~
              help: did you mean 'gpio2'?
            o0.dtso:4.15-20: ERROR (unresolved_label): /fragment@1/__overlay__:b:0: the base has no label 'gpi2'
              4 | &gpio2 { b = <&gpi2 1>, <&sox>; c = <&gpi2>; };
                |               ^~~~~
              also at /fragment@1/__overlay__:c:0, o0.dtso:4.38-43
              4 | &gpio2 { b = <&gpi2 1>, <&sox>; c = <&gpi2>; };
                |                                      ^~~~~
              the similar label 'gpio2' is at base.dts:6.10-19
              6 |                 gpio2: gpio@1000 { gpio-controller; #gpio-cells = <2>; old = "a"; };
                |                        ^~~~~~~~~
              help: did you mean 'gpio2'?
            o0.dtso:4.26-30: ERROR (unresolved_label): /fragment@1/__overlay__:b:8: the base has no label 'sox'
              4 | &gpio2 { b = <&gpi2 1>, <&sox>; c = <&gpi2>; };
                |                          ^~~~
              the similar label 'soc' is at base.dts:5.7-10
              5 |         soc: soc {
                |              ^~~
              help: did you mean 'soc'?
            o1.dtso:3.1-5: ERROR (unresolved_label): /fragment@0:target:0: the base has no label 'sok'
              3 | &sok { mine: n { }; };
                | ^~~~
              the similar label 'soc' is at base.dts:5.7-10
              5 |         soc: soc {
                |              ^~~
              help: did you mean 'soc'?
            o2.dtso:3.15-20: ERROR (unresolved_label): /fragment@0/__overlay__:of:0: the base has no label 'sock'
              3 | &mine { of = <&sock>; };
                |               ^~~~~
              the similar label 'soc' is at base.dts:5.7-10
              5 |         soc: soc {
                |              ^~~
              help: did you mean 'soc'?
            """);
  }

  /** Returns the least CPU time of several runs, which depends little on other load. */
  private static long nanosecondsForMissingLabels(int count) {
    String cells =
        IntStream.range(0, count).mapToObj(i -> "&l" + i).collect(Collectors.joining(" "));
    Overlay overlay = Sources.overlay("o.dtso", plugin("&soc { x = <" + cells + ">; };"));
    DeviceTree base = base();
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertThat(OverlayStack.apply(base, List.of(overlay)).hasErrors()).isTrue();
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      least = Math.min(least, end - begin);
    }
    return least;
  }

  @Test
  @Tag("large")
  void missingLabelsInOnePropertyTakeLinearTime() {
    assertThat(nanosecondsForMissingLabels(40_000))
        .isLessThan(8 * nanosecondsForMissingLabels(10_000));
  }

  @Test
  void baseWithoutSymbolsIsReported() {
    DeviceTree base = Sources.tree("base.dts", BASE, false);
    Diagnosed<MergedTree> merged = apply(base, "&gpio2 { a; };");
    assertThat(codes(merged)).containsExactly(OverlayCode.UNRESOLVED_LABEL);
    assertThat(Sources.messages(merged)).contains("because it has no /__symbols__").contains("-@");
    assertThat(apply(base, "&{/soc} { a; };").hasErrors()).isFalse();
  }

  @Test
  void problemInABlobIsReportedWithItsOffset() {
    DeviceTree overlay = Sources.tree("o.dtso", plugin("&gone { a; };"));
    Overlay blob = Sources.overlay("o.dtbo", Sources.asBlob("o.dtbo", overlay));
    assertThat(Sources.messages(OverlayStack.apply(base(), List.of(blob))))
        .matches("o\\.dtbo@0x[0-9a-f]+: ERROR \\(unresolved_label\\): /fragment@0:target:0: .*\n");
  }

  @Test
  void missingTargetPathReportsTheDeepestExistingNode() {
    Diagnosed<MergedTree> merged = apply(base(), "&{/soc/gpio@1001/x} { a; };");
    assertThat(Sources.messages(merged))
        .isEqualTo(
            """
            o0.dtso:3.1-20: ERROR (target_not_found): /fragment@0:target-path: the base has no node /soc/gpio@1001/x
              3 | &{/soc/gpio@1001/x} { a; };
                | ^~~~~~~~~~~~~~~~~~~
              help: did you mean 'gpio@1000'?
            """);
  }

  @Test
  void targetPathWithoutASlashBeginsWithAnAlias() {
    String fragment = "/ { f { target-path = \"%s\"; __overlay__ { a; }; }; };";
    assertThat(Sources.messages(apply(base(), fragment.formatted("q"))))
        .contains("help: begin the path with '/' or with an alias of the base\n");
    assertThat(Sources.messages(apply(base(), fragment.formatted("soc/gpio@1000"))))
        .contains("help: did you mean '/soc/gpio@1000'?\n");
  }

  @Test
  @Tag("large")
  void missingTargetPathsTakeLinearTime() {
    String nodes =
        IntStream.range(0, 20_000).mapToObj("n%d { };"::formatted).collect(Collectors.joining());
    String fragments =
        IntStream.range(0, 9_000)
            .mapToObj("fragment@%d { target-path = \"/node\"; __overlay__ { }; };"::formatted)
            .collect(Collectors.joining());
    String deep =
        "fragment@x { target-path = \"" + "/x".repeat(500_000) + "\"; __overlay__ { }; };";
    DeviceTree base = Sources.tree("base.dts", "/dts-v1/; / { " + nodes + " };");
    Overlay overlay = Sources.overlay("o.dtso", plugin("/ { " + fragments + deep + " };"));
    for (MergePlan plan : List.of(MergePlan.LIBFDT, MergePlan.FIRMWARE)) {
      assertThat(
              codes(ProcessorTime.limited(() -> OverlayStack.apply(base, List.of(overlay), plan))))
          .hasSize(9_001)
          .containsOnly(OverlayCode.TARGET_NOT_FOUND);
    }
  }

  @Test
  void malformedOverlayIsRejected() {
    String body = "/ { fragment@0 { %s __overlay__ { a = <1>; }; }; %s };";
    assertThat(codes(apply(base(), body.formatted("", ""))))
        .containsExactly(OverlayCode.BAD_TARGET);
    assertThat(codes(apply(base(), body.formatted("target = <1 2>;", ""))))
        .containsExactly(OverlayCode.BAD_TARGET);
    assertThat(codes(apply(base(), body.formatted("target = <99>;", ""))))
        .containsExactly(OverlayCode.TARGET_NOT_FOUND);
    String path = "target-path = \"/soc\";";
    for (String table :
        List.of(
            "__local_fixups__ { b = <0>; };",
            "__local_fixups__ { fragment@0 { __overlay__ { a = <1>; }; }; };",
            "__local_fixups__ { fragment@0 { __overlay__ { a = <0xfffffffc>; }; }; };",
            "__local_fixups__ { fragment@0 { __overlay__ { a = [00]; }; }; };",
            "__local_fixups__ { fragment@1 { }; };")) {
      assertThat(codes(apply(base(), body.formatted(path, table))))
          .as(table)
          .containsExactly(OverlayCode.BAD_LOCAL_FIXUP);
    }
    for (String symbol : List.of("\"fragment@0\"", "\"/fragment@7/__overlay__/x\"", "[00 00]")) {
      assertThat(codes(apply(base(), body.formatted(path, "__symbols__ { x = " + symbol + "; };"))))
          .as(symbol)
          .containsExactly(OverlayCode.BAD_SYMBOL);
    }
    for (String entry :
        List.of("", "/:a", "/fragment@0:x:0", "/x:a:0", "/fragment@0/__overlay__:a:1", ":a:0")) {
      String fixups = "__fixups__ { gpio2 = \"" + entry + "\"; };";
      DeviceTree tree = Sources.tree("x.dtso", plugin(body.formatted(path, fixups)));
      assertThat(codes(OverlayReader.read("x.dtso", tree)))
          .as(entry)
          .containsExactly(OverlayCode.BAD_FIXUP);
    }
  }

  @Test
  void treeWithoutFragmentsIsNotAnOverlay() {
    assertThat(codes(OverlayReader.read("base.dts", base())))
        .containsExactly(OverlayCode.NO_FRAGMENTS);
  }

  @Test
  void mergeByBaseNameIsReported() {
    Diagnosed<MergedTree> merged = apply(base(), "&soc { gpio { a; }; };");
    assertThat(merged.value()).isPresent();
    assertThat(codes(merged)).containsExactly(OverlayCode.MERGED_BY_BASE_NAME);
  }

  @Test
  void phandleOverflowIsRejected() {
    DeviceTree base = Sources.tree("base.dts", BASE + "/ { n { phandle = <0xfffffffe>; }; };");
    assertThat(codes(apply(base, "&soc { own: n { me = <&own>; }; };")))
        .containsExactly(OverlayCode.NO_PHANDLES_LEFT);
  }

  @Test
  void fdtoverlayProducesTheSameBlob(@TempDir Path directory) throws Exception {
    assumeTrue(Sources.has("fdtoverlay"), "oracle-dtc: needs fdtoverlay on the PATH");
    for (int seed = 0; seed < ROUNDS; seed++) {
      RandomTrees random = new RandomTrees(seed);
      Path base = Sources.write(directory.resolve("base.dtb"), Sources.tree("b", random.base()));
      List<String> command = new ArrayList<>(List.of("fdtoverlay", "-i", "base.dtb", "-o", "out"));
      List<Overlay> stack = new ArrayList<>();
      for (int i = 0; i < 1 + seed % 4; i++) {
        DeviceTree tree = Sources.tree("o", random.overlay());
        Sources.write(directory.resolve(i + ".dtbo"), tree);
        stack.add(Sources.overlay(i + ".dtbo", seed % 2 == 0 ? tree : Sources.asBlob("o", tree)));
        command.add(i + ".dtbo");
      }
      int status = Sources.run(directory, command.toArray(String[]::new));
      assertThat(status).as("seed %d: %s", seed, Sources.output(directory)).isZero();
      SourceFile file = new SourceFile("base.dtb", Bytes.wrap(Files.readAllBytes(base)));
      DeviceTree decompiled = DtbReader.read(file).value().orElseThrow();
      Diagnosed<MergedTree> merged = OverlayStack.apply(decompiled, stack);
      assertThat(merged.diagnostics()).as("seed %d: %s", seed, Sources.messages(merged)).isEmpty();
      MergedTree tree = merged.value().orElseThrow();
      byte[] expected = Files.readAllBytes(directory.resolve("out"));
      Bytes actual = MergedBlob.write(file.content(), decompiled, tree.edits());
      assertThat(actual.toArray()).as("seed %d", seed).isEqualTo(expected);
      // Compares the trees only: libfdt leaves old bytes in the padding of a shortened value.
      SourceFile out = new SourceFile("out", Bytes.wrap(expected));
      Bytes names = DtbWriter.names(DtbReader.names(file), tree.names());
      Bytes plain =
          DtbWriter.write(DtbReader.read(out).value().orElseThrow(), DtbReader.names(out));
      assertThat(DtbWriter.write(tree.tree(), names)).as("seed %d", seed).isEqualTo(plain);
    }
  }

  /**
   * dtbind rejects exactly the overlays that fdtoverlay rejects. fdtoverlay 1.6 and 1.7 loop
   * forever if a fixup offset is outside of its property; that counts as rejected.
   */
  @Test
  @Tag("oracle")
  void fdtoverlayRejectsTheSameOverlays(@TempDir Path directory) throws Exception {
    assumeTrue(Sources.has("fdtoverlay"), "oracle-dtc: needs fdtoverlay on the PATH");
    int rejected = 0;
    for (int seed = 0; seed < REJECTION_ROUNDS; seed++) {
      RandomTrees trees = new RandomTrees(seed);
      DeviceTree base = Sources.tree("b", trees.base());
      DeviceTree overlay = damaged(Sources.tree("o", trees.overlay()), new Random(seed));
      Sources.write(directory.resolve("base.dtb"), base);
      Sources.write(directory.resolve("o.dtbo"), overlay);
      Diagnosed<MergedTree> merged =
          OverlayReader.read("o", overlay).then(o -> OverlayStack.apply(base, List.of(o)));
      int status =
          Sources.run(
              directory, "sh", "-c", LIMITED, "sh", "-i", "base.dtb", "-o", "out", "o.dtbo");
      assertThat(merged.value().isPresent())
          .as("seed %d: %s\n%s", seed, Sources.output(directory), Sources.messages(merged))
          .isEqualTo(status == 0);
      rejected += status == 0 ? 0 : 1;
    }
    assertThat(rejected).isBetween(REJECTION_ROUNDS / 5, REJECTION_ROUNDS - 5);
  }

  /** Removes a node, or renames or truncates a property. */
  private static DeviceTree damaged(DeviceTree tree, Random random) {
    DtNode root = tree.root();
    for (int i = 0; i < 2; i++) {
      root = damaged(root, random);
    }
    return new DeviceTree(root, tree.reservations(), tree.bootCpu(), true, tree.origins());
  }

  private static DtNode damaged(DtNode node, Random random) {
    List<DtNode> children = new ArrayList<>(node.children());
    List<DtProperty> properties = new ArrayList<>(node.properties());
    if (!children.isEmpty() && random.nextInt(3) > 0) {
      int index = random.nextInt(children.size());
      children.set(index, damaged(children.get(index), random));
    } else if (!properties.isEmpty() && random.nextInt(4) > 0) {
      int index = random.nextInt(properties.size());
      DtProperty old = properties.get(index);
      properties.set(
          index,
          random.nextBoolean()
              ? DtProperty.made("renamed", old.value())
              : DtProperty.made(old.name(), PropertyValue.of(Bytes.latin1("\0\1\2"))));
    } else if (!children.isEmpty()) {
      children.remove(random.nextInt(children.size()));
    }
    return new DtNode(node.name(), node.labels(), properties, children, node.written());
  }

  @Test
  void damagedBlobYieldsOnlyDiagnostics() throws IOException {
    Random random = new Random(7);
    for (int seed = 0; seed < ROUNDS; seed++) {
      RandomTrees trees = new RandomTrees(seed);
      DeviceTree base = Sources.tree("b", trees.base());
      byte[] blob = DtbWriter.write(Sources.tree("o", trees.overlay())).toArray();
      for (int i = 0; i < 4; i++) {
        blob[random.nextInt(blob.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Diagnosed<MergedTree> merged =
          DtbReader.read(new SourceFile("o.dtbo", Bytes.wrap(blob)))
              .then(tree -> OverlayReader.read("o.dtbo", tree))
              .then(overlay -> OverlayStack.apply(base, List.of(overlay)));
      assertThat(merged.value().isPresent()).isNotEqualTo(merged.hasErrors());
      for (Diagnostic problem : merged.diagnostics()) {
        assertThat(problem.message().text()).isNotBlank();
      }
    }
  }
}
