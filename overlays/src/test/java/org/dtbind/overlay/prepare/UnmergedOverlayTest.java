// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.rpi.ParameterSetting;
import org.dtbind.testing.ProcessorTime;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UnmergedOverlayTest {

  private static Diagnosed<DeviceTree> prepare(String source, String... settings) {
    Overlay overlay =
        Sources.overlay("t.dts", Sources.asBlob("t.dtbo", Sources.tree("t.dts", source)));
    return UnmergedOverlay.prepare(overlay, Stream.of(settings).map(ParameterSetting::of).toList());
  }

  private static String each(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining());
  }

  @Test
  void localFixupsMoveWithTheContentOfAFragment() {
    String source =
        """
        /dts-v1/; /plugin/;
        / {
          fragment@0 { target-path = "/"; __overlay__ { a: a { one = <&a>; b { }; }; }; };
          fragment@1 {
            target = <&a>;
            __overlay__ { two = <&a>; b { three = <&a>; }; c { four = <&a>; }; };
          };
        };
        """;
    DeviceTree prepared = prepare(source).value().orElseThrow();
    assertThat(DtsPrinter.print(prepared))
        .contains(
            """
            \t__local_fixups__ {

            \t\tfragment@0 {

            \t\t\t__overlay__ {

            \t\t\t\ta {
            \t\t\t\t\ttwo = <0x00>;
            \t\t\t\t\tone = <0x00>;

            \t\t\t\t\tc {
            \t\t\t\t\t\tfour = <0x00>;
            \t\t\t\t\t};

            \t\t\t\t\tb {
            \t\t\t\t\t\tthree = <0x00>;
            \t\t\t\t\t};
            """);
  }

  /** After the default entry of a table, keys are compared with the default's value. */
  @Test
  void cellThatADefaultEntrySelectsKeepsItsFixup() {
    String source =
        """
        /dts-v1/;
        /plugin/;
        / {
          fragment@0 { target-path = "/"; __overlay__ { n: n { clocks = <0>; }; }; };
          __overrides__ { p = <&n>, "clocks:0{a=1,=b,b=", <&clk>, "}"; };
        };
        """;
    DeviceTree prepared = prepare(source, "p=zzz").value().orElseThrow();
    assertThat(DtsPrinter.print(prepared)).contains("\"/fragment@0/__overlay__/n:clocks:0\"");
    assertThat(DtsPrinter.print(prepare(source, "p=b").value().orElseThrow()))
        .isEqualTo(DtsPrinter.print(prepared));
    assertThat(DtsPrinter.print(prepare(source, "p=a").value().orElseThrow()))
        .doesNotContain("n:clocks:0");
  }

  @Test
  @Tag("large")
  void largeTablesAreMergedInLinearTime() {
    String source =
        "/dts-v1/; /plugin/; / { fragment@0 { target-path = \"/\"; __overlay__ { a: a { "
            + each(30_000, i -> "p%d = <&a>; ".formatted(i))
            + "}; }; }; fragment@1 { target = <&a>; __overlay__ { "
            + each(30_000, i -> "q%d = <&a>; ".formatted(i))
            + each(30_000, i -> "n%d { r = <&a>; }; ".formatted(i))
            + "}; }; };";
    assertThat(ProcessorTime.limited(() -> prepare(source)).value()).isPresent();
  }

  @Test
  @Tag("large")
  void manyChangesWithManyFixupsAreRefused() {
    String source =
        "/dts-v1/; /plugin/; / { fragment@0 { target-path = \"/\"; n: __overlay__ { "
            + each(20_000, i -> "p%d = <&l%d>; ".formatted(i, i))
            + "}; }; __overrides__ { p = "
            + each(9_000, i -> (i == 0 ? "" : ", ") + "<&n>, \"p%d?\"".formatted(i))
            + "; }; };";
    Diagnosed<DeviceTree> refused = prepare(source, "p=1");
    assertThat(refused.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(OverlayCode.MERGED_TOO_MUCH);
    assertThat(Sources.messages(refused))
        .contains("make 9000 changes, too many for an overlay with 20002 fixups and labels");
  }

  @Test
  @Tag("large")
  void manyFragmentsThatTargetOthersAreRefused() {
    String source =
        "/dts-v1/; /plugin/; / { "
            + each(20_000, i -> "fragment@%d { target = <&n>; __overlay__ { }; }; ".formatted(i))
            + "fragment@99999 { target-path = \"/\"; n: __overlay__ { }; }; };";
    assertThat(prepare(source).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(OverlayCode.MERGED_TOO_MUCH);
  }
}
