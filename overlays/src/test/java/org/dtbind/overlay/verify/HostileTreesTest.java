// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.apply.MergePlan;
import org.dtbind.overlay.claims.ClaimKind;
import org.dtbind.overlay.claims.Conflict;
import org.dtbind.overlay.claims.Conflicts;
import org.dtbind.overlay.config.ConfigCauses;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Limit;
import org.dtbind.testing.ProcessorTime;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that the time to check a tree grows linearly with its size. */
@Tag("large")
class HostileTreesTest {

  private static final int MANY = 30_000;

  private static String each(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
  }

  private static String list(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(", "));
  }

  /** Returns a board with a GPIO controller. */
  private static DeviceTree board(String inController, String nodes) {
    return Sources.tree(
        "board.dts",
        "/dts-v1/; / { gpio: gpio { compatible = \"brcm,bcm2835-gpio\"; gpio-controller;"
            + " #gpio-cells = <2>; interrupt-controller; #interrupt-cells = <2>; "
            + inController
            + " }; "
            + nodes
            + " };");
  }

  private static List<Conflict> conflicts(String nodes) {
    DeviceTree board = board("", nodes);
    return ProcessorTime.limited(() -> Conflicts.of(board));
  }

  private static VerifyRequest request(
      DeviceTree base, List<Overlay> overlays, TargetKernel kernel, Optional<BootChain> boot) {
    return VerifyRequest.of(
        new BaseWithOverlays(base, overlays, boot, MergePlan.LIBFDT, ConfigCauses.NONE),
        Optional.empty(),
        new VerifyOptions(kernel, Optional.empty()));
  }

  private static List<Diagnostic> verified(
      DeviceTree base, List<Overlay> overlays, Optional<BootChain> boot) {
    VerifyRequest request = request(base, overlays, TargetKernel.ANY, boot);
    Diagnosed<Verification> result =
        ProcessorTime.limited(() -> OverlayVerification.verify(request));
    assertThat(result.value()).isPresent();
    return result.diagnostics();
  }

  private static long count(List<Diagnostic> problems, VerifyCode code) {
    return problems.stream().filter(problem -> problem.code() == code).count();
  }

  @Test
  void linesThatManyNodesShare() {
    assertThat(conflicts(each(100_000, "n%d { coma-mode-gpios = <&gpio 1 0>; }; "::formatted)))
        .isEmpty();
  }

  @Test
  void lineInManyPropertiesOfOneNode() {
    assertThat(conflicts("n { " + each(100_000, "p%d-gpios = <&gpio 1 0>; "::formatted) + "};"))
        .isEmpty();
  }

  @Test
  void lineThatOneDeviceAlsoUsesAsManyInterrupts() {
    String used = each(MANY, "p%d-gpios = <&gpio 1 0>; "::formatted);
    String interrupts = "interrupt-parent = <&gpio>; interrupts = " + list(MANY, i -> "<1 0>");
    assertThat(conflicts("n { " + used + interrupts + "; };")).isEmpty();
    String nodes = each(MANY, i -> "n%d { %s1 0>; }; ".formatted(i, "interrupts = <"));
    assertThat(conflicts("n { interrupt-parent = <&gpio>; " + used + nodes + "};")).isEmpty();
  }

  @Test
  void interruptOnLineThatManyHogsDrive() {
    String hogs = each(MANY, i -> "h%d { gpio-hog; gpios = <1 0>; input; }; ".formatted(i));
    String nodes = each(MANY, "n%d { interrupts-extended = <&gpio 1 0>; }; "::formatted);
    DeviceTree board = board(hogs, nodes);
    assertThat(ProcessorTime.limited(() -> Conflicts.of(board)))
        .hasSize(Limit.PROBLEMS.most())
        .allMatch(conflict -> conflict.kind() == ClaimKind.LINE);
  }

  /** The kernel searches the tree for lines that several nodes use. */
  @Test
  void manySharedLines() {
    String used = list(9_000, "<&gpio %d 0>"::formatted);
    TargetKernel kernel =
        new TargetKernel(
            Optional.of(new Release(7, 0)),
            Optional.of(
                new KernelConfig(
                    Optional.empty(), Map.of("GPIO_SHARED", "y", "GPIO_SHARED_PROXY", "y"))));
    VerifyRequest request =
        request(
            board("", "a { gpios = " + used + "; }; b { gpios = " + used + "; };"),
            List.of(),
            kernel,
            Optional.empty());
    Diagnosed<Verification> result =
        ProcessorTime.limited(() -> OverlayVerification.board(request));
    assertThat(count(result.diagnostics(), VerifyCode.LINE_SHARED)).isEqualTo(9_000);
  }

  @Test
  void manyPinGroupsAndLines() {
    String groups =
        each(MANY, "g%1$d: g%1$d { brcm,pins = <2>; brcm,function = <4>; }; "::formatted);
    String nodes =
        each(
            MANY,
            i ->
                ("n%1$d { gpios = <&gpio 1 0>; }; d%1$d { compatible = \"d\"; pinctrl-names ="
                        + " \"default\"; pinctrl-0 = <&g%1$d>; }; ")
                    .formatted(i));
    VerifyRequest request = VerifyRequest.ofBoard(board(groups, nodes), VerifyOptions.DEFAULT);
    Diagnosed<Verification> result =
        ProcessorTime.limited(() -> OverlayVerification.board(request));
    assertThat(count(result.diagnostics(), VerifyCode.LINE_MUXED)).isZero();
  }

  @Test
  void manyLinesWithOneName() {
    String names = String.join(", ", Collections.nCopies(50_000, "\"x\", \"\""));
    DeviceTree base = board("gpio-line-names = " + names + ";", "");
    Overlay overlay =
        Sources.overlay(
            "o.dtso", "/dts-v1/; /plugin/; &gpio { gpio-line-names = " + names + ", \"x\"; };");
    assertThat(
            count(verified(base, List.of(overlay), Optional.empty()), VerifyCode.LINE_NAME_TWICE))
        .isEqualTo(1);
  }

  @Test
  void manyNamedLinesOfAnAggregator() {
    String names = "gpio-line-names = " + list(MANY, "\"l%d\""::formatted) + "; ";
    String aggregator =
        "a { compatible = \"gpio-aggregator\"; gpios = "
            + list(MANY, "<&gpio %d 0>"::formatted)
            + "; "
            + names
            + "};";
    VerifyRequest request = VerifyRequest.ofBoard(board(names, aggregator), VerifyOptions.DEFAULT);
    Diagnosed<Verification> result =
        ProcessorTime.limited(() -> OverlayVerification.board(request));
    assertThat(count(result.diagnostics(), VerifyCode.LINE_NAME_TWICE)).isZero();
  }

  @Test
  void manyFragmentsForARunningKernel() {
    DeviceTree base =
        Sources.tree(
            "base.dts", "/dts-v1/; / { " + each(MANY, "l%1$d: n%1$d { }; "::formatted) + "};");
    Overlay overlay =
        Sources.overlay("o.dtso", "/dts-v1/; /plugin/; " + each(MANY, "&l%d { a; }; "::formatted));
    Optional<BootChain> running = Optional.of(BootChain.KERNEL_RUNTIME);
    assertThat(verified(base, List.of(overlay), running)).isEmpty();
  }

  @Test
  void manyLabelsForARunningKernel() {
    String labels = each(MANY, "l%1$d: n%1$d { }; "::formatted);
    DeviceTree base = Sources.tree("base.dts", "/dts-v1/; / { " + labels + "};");
    Overlay overlay =
        Sources.overlay("o.dtso", "/dts-v1/; /plugin/; &{/} { other { " + labels + "}; };");
    Optional<BootChain> running = Optional.of(BootChain.KERNEL_RUNTIME);
    assertThat(count(verified(base, List.of(overlay), running), VerifyCode.BOOT_REFUSES))
        .isEqualTo(MANY);
  }

  /** A config.txt may name as many overlays. */
  @Test
  void manyOverlays() {
    DeviceTree base =
        Sources.tree("base.dts", "/dts-v1/; / { " + each(1_000, "n%d { a; }; "::formatted) + "};");
    Overlay overlay =
        Sources.overlay(
            "o.dtso", "/dts-v1/; /plugin/; &{/n1} { " + each(100, "p%d; "::formatted) + "};");
    for (BootChain chain : BootChain.values()) {
      int most = Limit.CONFIG_SETTINGS.most() / (chain == BootChain.RPI ? 1 : 10);
      List<Overlay> overlays = Collections.nCopies(most, overlay);
      assertThat(count(verified(base, overlays, Optional.of(chain)), VerifyCode.BOOT_IGNORES))
          .isZero();
    }
  }
}
