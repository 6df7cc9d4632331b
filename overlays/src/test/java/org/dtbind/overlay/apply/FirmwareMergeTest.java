// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.Sources;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests the merge rules of the Raspberry Pi firmware; {@code RpiOracleTest} compares with dtmerge.
 */
class FirmwareMergeTest {

  private static final String BASE =
      """
      /dts-v1/;
      / {
      \taliases { i2c = "/soc/bus"; };
      \tchosen { bootargs = "quiet"; };
      \tsoc: soc {
      \t\tgpio: gpio@1000 { old = "a"; };
      \t\tbus: bus { };
      \t};
      };
      """;

  private static Diagnosed<MergedTree> apply(String base, MergeRules rules, String... overlays) {
    List<Overlay> stack = new ArrayList<>();
    for (String text : overlays) {
      stack.add(
          Sources.overlay("o" + stack.size() + ".dtso", "/dts-v1/;\n/plugin/;\n/ {" + text + "};"));
    }
    return OverlayStack.apply(
        Sources.tree("base.dts", base), stack, new MergePlan(rules, Map.of()));
  }

  private static DeviceTree merged(String... overlays) {
    Diagnosed<MergedTree> merged = apply(BASE, MergeRules.FIRMWARE, overlays);
    return merged.value().orElseThrow(() -> new AssertionError(Sources.messages(merged))).tree();
  }

  private static PropertyValue value(DeviceTree tree, String path, String property) {
    return tree.node(new NodePath(path)).flatMap(node -> node.value(property)).orElseThrow();
  }

  private static List<OverlayCode> codes(Diagnosed<?> diagnosed) {
    return diagnosed.diagnostics().stream().map(d -> (OverlayCode) d.code()).toList();
  }

  @Test
  void fragmentTargetingAFragmentIsMergedFirst() {
    DeviceTree tree =
        merged(
            """
            fragment@0 { target = <&bus>; mine: __overlay__ { a; }; };
            fragment@1 { target = <&mine>; __overlay__ { b; sub: sub { }; }; };
            fragment@2 { target = <&sub>; __overlay__ { c; }; };
            """);
    assertThat(tree.node(new NodePath("/soc/bus")).orElseThrow().property("b")).isPresent();
    assertThat(tree.node(new NodePath("/soc/bus/sub")).orElseThrow().property("c")).isPresent();
  }

  @Test
  void dormantFragmentIsNotMerged() {
    DeviceTree tree =
        merged(
            """
            fragment@0 { target = <&bus>; __dormant__ { a; }; };
            fragment@1 { target-path = "i2c"; __overlay__ { b; }; };
            """);
    assertThat(tree.node(new NodePath("/soc/bus")).orElseThrow().property("a")).isEmpty();
    assertThat(tree.node(new NodePath("/soc/bus")).orElseThrow().property("b")).isPresent();
  }

  @Test
  void onlyNodesNamedFragmentAreMerged() {
    DeviceTree tree = merged("other { target-path = \"/soc/bus\"; __overlay__ { a; }; };");
    assertThat(tree.node(new NodePath("/soc/bus")).orElseThrow().property("a")).isEmpty();
  }

  @Test
  void bootargsAreAppended() {
    DeviceTree tree =
        merged(
            "fragment@0 { target-path = \"/chosen\"; __overlay__ { bootargs = \"splash\"; }; };");
    assertThat(value(tree, "/chosen", "bootargs").string()).contains("quiet splash");
  }

  @Test
  void onlyExportedLabelsAreVisibleToLaterOverlays() {
    String first =
        """
        fragment@0 { target = <&bus>; __overlay__ { one: one { }; two: two { }; }; };
        __exports__ { two; };
        """;
    DeviceTree tree = merged(first, "fragment@0 { target = <&two>; __overlay__ { three; }; };");
    assertThat(tree.symbols()).containsEntry("two", new NodePath("/soc/bus/two"));
    assertThat(tree.symbols()).doesNotContainKey("one");
    assertThat(tree.node(new NodePath("/soc/bus/two")).orElseThrow().property("three")).isPresent();
    Diagnosed<MergedTree> notExported =
        apply(
            BASE,
            MergeRules.FIRMWARE,
            first,
            "fragment@0 { target = <&one>; __overlay__ { three; }; };");
    assertThat(codes(notExported)).containsExactly(OverlayCode.UNRESOLVED_LABEL);
    assertThat(Sources.messages(notExported))
        .contains("add the label to /__exports__ of that overlay");
  }

  @Test
  void exportedLabelMayBeInAFragmentThatTargetsAnotherOne() {
    String overlay =
        """
        fragment@0 { target = <&bus>; __overlay__ { one: one { }; }; };
        fragment@1 { target = <&one>; __overlay__ { two: two { }; }; };
        __exports__ { two; };
        """;
    assertThat(merged(overlay).symbols()).containsEntry("two", new NodePath("/soc/bus/one/two"));
  }

  @Test
  void baseNodeWithoutPhandleGetsTheNextOne() {
    String base =
        """
        /dts-v1/;
        / { a { phandle = <7>; }; b { }; __symbols__ { b = "/b"; }; };
        """;
    Diagnosed<MergedTree> merged =
        OverlayStack.apply(
            Sources.tree("base.dts", base, false),
            List.of(
                Sources.overlay(
                    "o.dtso",
                    """
                    /dts-v1/;
                    /plugin/;
                    / { fragment@0 { target = <&b>; __overlay__ { c: c { me = <&c>; }; }; }; };
                    """)),
            MergePlan.FIRMWARE);
    DeviceTree tree = merged.value().orElseThrow().tree();
    assertThat(value(tree, "/b", "phandle").cell()).contains(8);
    assertThat(value(tree, "/b/c", "phandle").cell()).contains(9);
    assertThat(value(tree, "/b/c", "me").cell()).contains(9);
  }

  @Test
  void fragmentPhandleIsDroppedUnlessPreserved() {
    String fragment = "fragment@0 { target = <&bus>; x: __overlay__ { %s use = <&x>; }; };";
    DeviceTree dropped = merged(fragment.formatted(""));
    int phandle = value(dropped, "/soc/bus", "phandle").cell().orElseThrow();
    assertThat(value(dropped, "/soc/bus", "use").cell().orElseThrow()).isNotEqualTo(phandle);
    DeviceTree kept = merged(fragment.formatted("dtoverlay,preserve-phandle;"));
    assertThat(value(kept, "/soc/bus", "use").cell())
        .isEqualTo(value(kept, "/soc/bus", "phandle").cell());
    assertThat(
            kept.node(new NodePath("/soc/bus"))
                .orElseThrow()
                .property("dtoverlay,preserve-phandle"))
        .isEmpty();
  }

  @Test
  void phandleOfANestedNodeReplacesThatOfTheBase() {
    Diagnosed<MergedTree> merged =
        apply(
            BASE,
            MergeRules.FIRMWARE,
            "fragment@0 { target = <&soc>; __overlay__ { mine: bus { me = <&mine>; }; }; };");
    DeviceTree tree = merged.value().orElseThrow().tree();
    assertThat(value(tree, "/soc/bus", "me").cell())
        .isEqualTo(value(tree, "/soc/bus", "phandle").cell());
    assertThat(codes(merged)).containsExactly(OverlayCode.SECOND_PHANDLE);
  }

  @Test
  void aliasesAreRewrittenToTheMergedPath() {
    DeviceTree tree =
        merged(
            """
            fragment@0 { target = <&bus>; __overlay__ { rtc: rtc { }; }; };
            fragment@1 { target-path = "/aliases"; __overlay__ { rtc0 = &rtc; }; };
            """);
    assertThat(value(tree, "/aliases", "rtc0").string()).contains("/soc/bus/rtc");
  }

  @Test
  void firmwareBusAliasesAreAddedToALinuxBase() {
    String base =
        """
        /dts-v1/;
        / { aliases { i2c1 = "/bus"; }; i2c1: bus { }; };
        """;
    Diagnosed<MergedTree> merged =
        apply(base, MergeRules.FIRMWARE, "fragment@0 { target = <&i2c_vc>; __overlay__ { a; }; };");
    DeviceTree tree =
        merged.value().orElseThrow(() -> new AssertionError(Sources.messages(merged))).tree();
    assertThat(value(tree, "/aliases", "i2c_vc").string()).contains("/bus");
    assertThat(tree.node(new NodePath("/bus")).orElseThrow().property("a")).isPresent();
  }

  @Test
  void allMissingTargetsAreReported() {
    Diagnosed<MergedTree> merged =
        apply(
            BASE,
            MergeRules.FIRMWARE,
            """
            fragment@0 { target-path = "/soc/bux"; __overlay__ { }; };
            fragment@1 { __overlay__ { }; };
            fragment@2 { target = <99>; __overlay__ { }; };
            """);
    assertThat(merged.value()).isEmpty();
    assertThat(codes(merged))
        .containsExactly(
            OverlayCode.TARGET_NOT_FOUND, OverlayCode.BAD_TARGET, OverlayCode.TARGET_NOT_FOUND);
  }

  @Test
  @Tag("large")
  void mergingBetweenFragmentsIsLimited() {
    StringBuilder overlay = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      overlay.append(
          "fragment@%d { target = <&f%d>; f%d: __overlay__ { n%d { }; }; };\n"
              .formatted(i, i + 1, i, i));
    }
    overlay.append("fragment@2000 { target-path = \"/soc\"; f2000: __overlay__ { }; };");
    Diagnosed<MergedTree> merged = apply(BASE, MergeRules.FIRMWARE, overlay.toString());
    assertThat(codes(merged)).contains(OverlayCode.MERGED_TOO_MUCH);
  }

  @Test
  void secondPhandleIsRejectedLikeLibfdt() {
    String overlay =
        """
        fragment@0 { target = <&soc>; __overlay__ { g: gpio { }; user { gpios = <&g 1 0>; }; }; };
        fragment@1 { target = <&g>; x: __overlay__ { more; }; };
        fragment@2 { target = <&soc>; __overlay__ { ref = <&x>; }; };
        """;
    String base = "/dts-v1/;\n/ { soc: soc { }; };";
    Diagnosed<MergedTree> rejected = apply(base, MergeRules.LIBFDT, overlay);
    assertThat(codes(rejected)).containsExactly(OverlayCode.SECOND_PHANDLE);
    assertThat(rejected.value()).isEmpty();
    DeviceTree tree = apply(base, MergeRules.FIRMWARE, overlay).value().orElseThrow().tree();
    assertThat(DtsPrinter.print(tree)).contains("more;");
  }
}
