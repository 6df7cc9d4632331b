// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dtbind.check.Levels;
import org.dtbind.check.TreeCheck;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.verify.findings.AllFindings;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;

/** Rules that concern a whole board, or a kernel release. */
class BoardRulesTest {

  private static List<Code> codes(DeviceTree board, TargetKernel kernel) {
    VerifyOptions options = new VerifyOptions(kernel, Optional.empty());
    return OverlayVerification.board(VerifyRequest.ofBoard(board, options)).diagnostics().stream()
        .map(Diagnostic::code)
        .toList();
  }

  private static List<Code> codes(String nodes) {
    return codes(Sources.tree("b.dts", "/dts-v1/; / { " + nodes + " };"), TargetKernel.ANY);
  }

  @Test
  void imageIsNoBoard() {
    String image = "images { fdt-1 { type = \"flat_dt\"; data = [00]; }; };";
    assertThat(codes(image + " configurations { };")).containsExactly(VerifyCode.NOT_A_BOARD);
    assertThat(codes(image)).isEmpty();
  }

  @Test
  void thermalZoneNeedsTripsUpToLinux6() {
    DeviceTree board =
        Sources.tree(
            "b.dts", "/dts-v1/; / { thermal-zones { ddr-thermal { }; cpu { trips { }; }; }; };");
    for (String release : List.of("6.1", "7.2")) {
      TargetKernel kernel = TargetKernel.ANY.with(Release.of(release).orElseThrow());
      assertThat(codes(board, kernel))
          .isEqualTo(release.equals("6.1") ? List.of(VerifyCode.ZONE_WITHOUT_TRIPS) : List.of());
    }
    assertThat(codes(board, TargetKernel.ANY)).isEmpty();
  }

  @Test
  void busThatIsReplacedLosesItsDevices() {
    DeviceTree base =
        Sources.tree(
            "base.dts",
            """
            /dts-v1/;
            / {
              #address-cells = <1>;
              #size-cells = <1>;
              bridge: bridge {
                compatible = "simple-bus";
                #address-cells = <1>;
                #size-cells = <1>;
                ranges;
                converter@6000 { compatible = "acme,converter"; reg = <0x6000 0x100>; };
              };
            };
            """);
    for (String compatible : List.of("\"acme,bridge\"", "\"acme,bridge\", \"simple-bus\"")) {
      Overlay overlay =
          Sources.overlay(
              "o.dtso", "/dts-v1/; /plugin/; &bridge { compatible = " + compatible + "; };");
      BaseWithOverlays input = BaseWithOverlays.of(base, List.of(overlay), Optional.empty());
      List<Diagnostic> problems =
          OverlayVerification.verify(
                  VerifyRequest.of(input, Optional.empty(), VerifyOptions.DEFAULT))
              .diagnostics();
      if (compatible.contains("simple")) {
        assertThat(problems).isEmpty();
      } else {
        assertThat(problems)
            .singleElement()
            .satisfies(problem -> assertThat(problem.code()).isEqualTo(VerifyCode.DEVICES_LOST))
            .satisfies(
                problem ->
                    assertThat(problem.notes().get(0).message())
                        .isEqualTo("/bridge/converter@6000 is at"));
      }
    }
  }

  @Test
  void sourceMadeOfABlobHasNumbersInPlaceOfReferences() {
    String source =
        """
        /dts-v1/;
        / {
          clock { #clock-cells = <0>; phandle = <1>; };
          user { clocks = %s; };
        };
        """;
    for (String list : List.of("<1>", "<1>, <&{/clock}>")) {
      Diagnosed<DeviceTree> tree =
          Diagnosed.of(Sources.tree("b.dts", source.formatted(list)), List.of());
      List<Diagnostic> checked =
          TreeCheck.asDtc(tree.value().orElseThrow(), AllFindings.LEVELS, false, List.of());
      assertThat(checked).anyMatch(TreeCheck::isOfNumber);
      Levels levels = new Levels(AllFindings.LEVELS, List.of());
      assertThat(
              new AllFindings(levels)
                  .of(new Diagnosed<>(tree.value(), checked), List.of(), List.of()))
          .as(list)
          .hasSize(list.equals("<1>") ? 0 : 1);
    }
  }
}
