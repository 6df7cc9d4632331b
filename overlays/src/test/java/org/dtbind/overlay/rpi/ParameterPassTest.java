// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.apply.MergeRules;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the effect of overlay parameters; {@code RpiOracleTest} compares with dtmerge. */
class ParameterPassTest {

  private static final String BASE =
      """
      /dts-v1/;
      / {
      \taliases { i2c = "/bus"; };
      \tchosen { bootargs = "quiet"; };
      \tbus: bus { };
      \tother: other { };
      \tserial: serial { status = "disabled"; speed = <9600>; };
      \t__overrides__ {
      \t\tuart = <&serial>, "status";
      \t\tspeed = <&serial>, "speed:0";
      \t};
      };
      """;

  private static final String OVERLAY =
      """
      /dts-v1/;
      /plugin/;
      / {
      \tfragment@0 {
      \t\ttarget = <&bus>;
      \t\tzero: __overlay__ {
      \t\t\tdoor: door@7 { reg = <7>; gpios = <&bus 4 0>; flag; mode = "slow"; };
      \t\t};
      \t};
      \tfragment@1 { target = <&bus>; __dormant__ { extra; }; };
      \tfragment@2 { target-path = "/chosen"; args: __overlay__ { }; };
      \t__overrides__ {
      \t\taddress = <&door>, "reg:0";
      \t\tline = <&door>, "gpios:4", <&door>, "copy:0";
      \t\tbyte = <&door>, "small.2";
      \t\thalf = <&door>, "small;0";
      \t\twide = <&door>, "wide#0";
      \t\tflag = <&door>, "flag?";
      \t\tunflag = <&door>, "flag!";
      \t\tmode = <&door>, "mode{0=slow,1=fast,x='a,b',=other}";
      \t\tstrict = <&door>, "mode{0=slow,1=fast}";
      \t\tbus = <&door>, "gpios:0{0=", <&bus>, "1=", <&other>, "2=42}";
      \t\tstatus = <&door>, "status";
      \t\tmac = <&door>, "mac[";
      \t\tfixed = <&door>, "mode=always", <&door>, "gpios:0=", <&other>;
      \t\trename = <&door>, "name";
      \t\textra = <0>, "=1";
      \t\tonly = <0>, "-0+1";
      \t\tnone = <0>, "+9";
      \t\ttext = <&args>, "bootargs";
      \t\tlost = <99>, "mode";
      \t\tnothing;
      \t};
      };
      """;

  private static Diagnosed<MergedTree> set(String... settings) {
    return set(1, settings);
  }

  private static Diagnosed<MergedTree> set(int overlay, String... settings) {
    DeviceTree base = Sources.tree("base.dts", BASE);
    Overlay parsed =
        OverlayReader.read("o.dtso", Sources.tree("o.dtso", OVERLAY)).value().orElseThrow();
    List<ParameterSetting> parsedSettings = Stream.of(settings).map(ParameterSetting::of).toList();
    return OverlayStack.apply(
        base, List.of(parsed), new MergePlan(MergeRules.FIRMWARE, Map.of(overlay, parsedSettings)));
  }

  private static DeviceTree tree(String... settings) {
    Diagnosed<MergedTree> merged = set(settings);
    return merged.value().orElseThrow(() -> new AssertionError(Sources.messages(merged))).tree();
  }

  private static PropertyValue value(DeviceTree tree, String path, String property) {
    return tree.node(new NodePath(path)).flatMap(node -> node.value(property)).orElseThrow();
  }

  private static boolean has(DeviceTree tree, String path, String property) {
    return tree.node(new NodePath(path)).flatMap(node -> node.property(property)).isPresent();
  }

  @Test
  void unitAddressFollowsReg() {
    assertThat(value(tree("address=0x1F"), "/bus/door@1f", "reg").cell()).contains(31);
  }

  @Test
  void integersAreWrittenAtTheirOffsets() {
    DeviceTree tree = tree("line=19", "byte=0x1ff", "half=258", "wide=-2");
    assertThat(value(tree, "/bus/door@7", "gpios").cells().orElseThrow().get(1)).isEqualTo(19);
    assertThat(value(tree, "/bus/door@7", "copy").cell()).contains(19);
    assertThat(value(tree, "/bus/door@7", "small").bytes().toArray()).containsExactly(1, 2, 255);
    assertThat(value(tree, "/bus/door@7", "wide").bytes().number(0, 8)).isEqualTo(-2);
  }

  @Test
  void flagParameterAddsOrRemovesTheProperty() {
    assertThat(has(tree("flag=off"), "/bus/door@7", "flag")).isFalse();
    assertThat(has(tree("flag=off", "flag"), "/bus/door@7", "flag")).isTrue();
    assertThat(has(tree("unflag"), "/bus/door@7", "flag")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, fast", "x, 'a,b'", "9, other", "slow, other"})
  void tableMapsTheValue(String input, String expected) {
    assertThat(value(tree("mode=" + input), "/bus/door@7", "mode").string()).contains(expected);
  }

  @Test
  void tableMayContainReferences() {
    DeviceTree tree = tree("bus=1");
    int other = value(tree, "/other", "phandle").cell().orElseThrow();
    assertThat(value(tree, "/bus/door@7", "gpios").cells().orElseThrow()).startsWith(other);
    assertThat(DtsPrinter.print(tree)).doesNotContain("gpios = <&bus ");
  }

  @Test
  void literalIgnoresTheGivenValue() {
    DeviceTree tree = tree("fixed=whatever");
    int other = value(tree, "/other", "phandle").cell().orElseThrow();
    assertThat(value(tree, "/bus/door@7", "mode").string()).contains("always");
    assertThat(value(tree, "/bus/door@7", "gpios").cells().orElseThrow()).startsWith(other);
  }

  @ParameterizedTest
  @CsvSource({"on, okay", "0, disabled", "fail, fail"})
  void statusParameterAcceptsBooleanWords(String input, String status) {
    assertThat(value(tree("status=" + input), "/bus/door@7", "status").string()).contains(status);
  }

  @Test
  void byteStringNameAndBootargsParametersAreApplied() {
    DeviceTree tree = tree("mac=0a:0B 0c", "rename=gate@9", "text=a\\x42\\103");
    assertThat(value(tree, "/bus/gate@9", "mac").bytes().toArray()).containsExactly(10, 11, 12);
    assertThat(value(tree, "/chosen", "bootargs").string()).contains("quiet aBC");
  }

  @Test
  void parametersSwitchFragments() {
    assertThat(has(tree(), "/bus", "extra")).isFalse();
    assertThat(has(tree("extra"), "/bus", "extra")).isTrue();
    assertThat(has(tree("extra=whatever"), "/bus", "extra")).isTrue();
    assertThat(has(tree("extra", "extra=0"), "/bus", "extra")).isFalse();
    DeviceTree only = tree("only");
    assertThat(has(only, "/bus", "extra")).isTrue();
    assertThat(only.node(new NodePath("/bus/door@7"))).isEmpty();
  }

  @Test
  void baseParameterCanBeSetWithOverlayParameters() {
    DeviceTree tree = tree("uart=on", "line=3");
    assertThat(value(tree, "/serial", "status").string()).contains("okay");
    DeviceTree merged = set(0, "speed=115200").value().orElseThrow().tree();
    assertThat(value(merged, "/serial", "speed").cell()).contains(115200);
  }

  @Test
  void emptyParameterChangesNothing() {
    assertThat(DtsPrinter.print(tree("nothing"))).isEqualTo(DtsPrinter.print(tree()));
  }

  @Test
  void propertyOriginsIncludeTheParameter() {
    DeviceTree tree = tree("mode=1");
    var mode =
        tree.node(new NodePath("/bus/door@7")).flatMap(n -> n.property("mode")).orElseThrow();
    assertThat(mode.written())
        .extracting(span -> tree.origins().of(span).place())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("o.dtso:7."),
            second -> assertThat(second).startsWith("o.dtso:20."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "line=x",
        "line=0x",
        "flag=maybe",
        "strict=2",
        "mac=0",
        "mac=xx",
        "text=\\q",
        "text=\\400",
        "text=\\x4",
        "rename=a/b",
        "rename=",
      })
  void invalidParameterValueIsReported(String setting) {
    Diagnosed<MergedTree> merged = set(setting);
    assertThat(merged.value()).isEmpty();
    assertThat(merged.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo(ParameterCode.PARAMETER_VALUE))
        .satisfies(d -> assertThat(d.origin().place()).startsWith("o.dtso:"))
        .satisfies(d -> assertThat(d.help()).isPresent());
  }

  @Test
  void allProblemsAreReported() {
    Diagnosed<MergedTree> merged =
        set("lin=4", "line=x", "none", "lost=a", "mac=" + "00".repeat(200));
    assertThat(merged.diagnostics())
        .extracting(d -> (ParameterCode) d.code())
        .containsExactlyInAnyOrder(
            ParameterCode.UNKNOWN_PARAMETER,
            ParameterCode.PARAMETER_VALUE,
            ParameterCode.OVERRIDE_NO_FRAGMENT,
            ParameterCode.OVERRIDE_NO_NODE,
            ParameterCode.PARAMETER_VALUE);
    assertThat(Sources.messages(merged)).contains("help: did you mean 'line'?");
  }
}
