// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.verify.OverlayVerification;
import org.dtbind.overlay.verify.lines.LineCounts;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.junit.jupiter.api.Test;

/** Tests which nodes of a tree conflict over lines, addresses or pins, and which may share. */
class ClaimRulesTest {

  private static final String GPIO =
      "gpio: gpio { gpio-controller; #gpio-cells = <2>; interrupt-controller;"
          + " #interrupt-cells = <2>; %s };";

  private static List<String> conflicts(String nodes) {
    DeviceTree tree = Sources.tree("board.dts", "/dts-v1/; / { " + nodes + " };");
    return Conflicts.of(tree).stream()
        .map(
            conflict ->
                "%s: %s, %s%s"
                    .formatted(
                        conflict.resource().text(),
                        conflict.first().owner(),
                        conflict.second().owner(),
                        conflict.certain() ? "" : "?"))
        .toList();
  }

  private static List<String> lines(String nodes) {
    return conflicts(GPIO.formatted("") + nodes);
  }

  private static List<String> pins(String controller, String firstNode, String secondNode) {
    return conflicts(
        "pinctrl: pinctrl { compatible = \""
            + controller
            + "\"; #pinctrl-cells = <1>; one: one { "
            + firstNode
            + " }; other: other { "
            + secondNode
            + " }; }; a { compatible = \"a\"; pinctrl-names = \"default\"; pinctrl-0 = <&one>; };"
            + " b { compatible = \"b\"; pinctrl-names = \"default\"; pinctrl-0 = <&other>; };");
  }

  @Test
  void regulatorsMayShareAnEnableLine() {
    String firstNode = "one { compatible = \"regulator-fixed\"; gpio = <&gpio 1 0>; };";
    String two = "two { compatible = \"regulator-gpio\"; enable-gpios = <&gpio 1 0>; };";
    assertThat(lines(firstNode + two)).isEmpty();
    // Which of the two drivers is first decides.
    String led = "led { gpios = <&gpio 1 0>; };";
    assertThat(lines(firstNode + led)).containsExactly("line 1 of /gpio: /one, /led?");
    assertThat(lines(led + firstNode)).containsExactly("line 1 of /gpio: /led, /one?");
    assertThat(lines("phy { reset-gpios = <&gpio 1 0>; };" + firstNode))
        .containsExactly("line 1 of /gpio: /phy, /one?");
    // drivers/regulator/gpio-regulator.c requests the lines that select the voltage exclusively.
    assertThat(lines("r { compatible = \"regulator-gpio\"; gpios = <&gpio 1 0>; };" + led))
        .containsExactly("line 1 of /gpio: /r, /led");
    assertThat(
            lines(
                "pmic { regulators { a { maxim,ena-gpios = <&gpio 1 0>; };"
                    + " b { enable-gpios = <&gpio 1 0>; }; }; };"))
        .isEmpty();
  }

  private static List<String> regions(String one, String other) {
    return conflicts(
        "reserved-memory { #address-cells = <2>; #size-cells = <1>; ranges; a@0 { reg = <"
            + one
            + ">; }; b@1 { reg = <"
            + other
            + ">; }; };");
  }

  @Test
  void overlapsAreInTheOrderOfTheTree() {
    String both = ": /reserved-memory/a@0, /reserved-memory/b@1";
    assertThat(regions("0 0x2000 0x1000 0 0x1000 0x1000", "0 0x1800 0x1000 0 0x0 0x1001"))
        .containsExactly(
            "memory at 0x2000" + both, "memory at 0x1800" + both, "memory at 0x1000" + both);
    assertThat(regions("0 0x1000 0x1000 0 0x1000 0x1000", "0 0x2000 0x1000 0 0x1800 0")).isEmpty();
    assertThat(regions("0xffffffff 0xffffff00 0x100000", "0xffffffff 0xfffffff0 1"))
        .containsExactly("memory at 0xfffffffffffffff0" + both);
    assertThat(regions("0xffffffff 0xffffff00 0x100000", "0 0 1")).isEmpty();
  }

  @Test
  void manyRegions() {
    String cells =
        IntStream.range(0, 20_000).mapToObj("0 %d 1 "::formatted).collect(Collectors.joining());
    String overlapping =
        IntStream.range(0, 2_000)
            .mapToObj("0 %d 0x10000 "::formatted)
            .collect(Collectors.joining());
    assertTimeoutPreemptively(
        Duration.ofMinutes(2), () -> assertThat(regions(cells, cells)).hasSize(10_000));
    assertTimeoutPreemptively(
        Duration.ofMinutes(2), () -> assertThat(regions(overlapping, overlapping)).hasSize(10_000));
  }

  @Test
  void manyUsesOfOneLine() {
    String nodes =
        IntStream.range(0, 20_000)
            .mapToObj("n%d { gpios = <&gpio 1 0>; };"::formatted)
            .collect(Collectors.joining());
    String entries = "a { gpios = " + "<&gpio 1 0>, ".repeat(100_000) + "<&gpio 1 0>; };";
    assertTimeoutPreemptively(
        Duration.ofMinutes(2), () -> assertThat(lines(nodes)).hasSize(10_000));
    assertTimeoutPreemptively(Duration.ofMinutes(2), () -> assertThat(lines(entries)).isEmpty());
    assertTimeoutPreemptively(
        Duration.ofMinutes(2), () -> assertThat(repeats(entries)).containsExactly("/a:gpios 0 1"));
  }

  private static List<String> repeats(String nodes) {
    DeviceTree tree =
        Sources.tree("board.dts", "/dts-v1/; / { " + GPIO.formatted("") + nodes + " };");
    return LineClaims.repeats(new TreeIndex(tree)).values().stream()
        .map(
            repeat ->
                "%s:%s %d %d"
                    .formatted(
                        repeat.second().node(),
                        repeat.second().property(),
                        repeat.first().index(),
                        repeat.second().index()))
        .toList();
  }

  @Test
  void lineInTwoPropertiesIsNotRepeated() {
    assertThat(repeats("a { gpios = <&gpio 1 0>; reset-gpios = <&gpio 1 0>, <&gpio 2 0>; };"))
        .isEmpty();
    assertThat(repeats("r { compatible = \"regulator-fixed\"; gpios = <&gpio 1 0 &gpio 1 0>; };"))
        .isEmpty();
    assertThat(repeats("a { cs-gpios = <&gpio 1 0>, <0>, <0>, <&gpio 1 1>; };"))
        .containsExactly("/a:cs-gpios 0 3");
  }

  @Test
  void sharingDriverMayUseTheLineOfAHog() {
    String hog = GPIO.formatted("hog { gpio-hog; gpios = <1 0>; output-high; };");
    assertThat(conflicts(hog + "r { compatible = \"regulator-fixed\"; gpio = <&gpio 1 0>; };"))
        .isEmpty();
    assertThat(conflicts(hog + "r { gpios = <&gpio 1 0>; };"))
        .containsExactly("line 1 of /gpio: /gpio/hog, /r");
  }

  /** drivers/i2c/busses/i2c-gpio.c of Linux 7.3. */
  @Test
  void busesOfLinesMayHaveOneClockLine() {
    String bus =
        "%s { compatible = \"i2c-gpio\"; scl-gpios = <&gpio 1 6>; sda-gpios = <&gpio %s 6>; };";
    assertThat(lines(bus.formatted("a", 2) + bus.formatted("b", 3)))
        .containsExactly("line 1 of /gpio: /a, /b?");
    assertThat(lines(bus.formatted("a", 2) + bus.formatted("b", 2)))
        .containsExactlyInAnyOrder("line 1 of /gpio: /a, /b?", "line 2 of /gpio: /a, /b");
    assertThat(lines(bus.formatted("a", 2) + "b { scl-gpios = <&gpio 1 6>; };"))
        .containsExactly("line 1 of /gpio: /a, /b");
  }

  @Test
  void someDriversShareResetLines() {
    assertThat(lines("a { reset-gpios = <&gpio 1 0>; }; b { reset-gpios = <&gpio 1 0>; };"))
        .containsExactly("line 1 of /gpio: /a, /b?");
    for (String property : List.of("powerdown", "reset")) {
      String codec = "%s { compatible = \"sdw10217201000\"; %s-gpios = <&gpio 1 0>; };";
      assertThat(lines(codec.formatted("left", property) + codec.formatted("right", property)))
          .isEmpty();
    }
  }

  @Test
  void peersOfOneHubHaveOneResetLine() {
    String hubs =
        "hub1: hub@1 { reset-gpios = <&gpio 1 0>; %1$s = <&hub2>; };"
            + "hub2: hub@2 { reset-gpios = <&gpio 1 0>; %1$s = <&hub1>; };";
    assertThat(lines(hubs.formatted("peer-hub"))).isEmpty();
    assertThat(lines(hubs.formatted("other-hub")))
        .containsExactly("line 1 of /gpio: /hub@1, /hub@2?");
    assertThat(lines(hubs.formatted("peer-hub") + "led { gpios = <&gpio 1 0>; };"))
        .containsExactly("line 1 of /gpio: /hub@1, /led", "line 1 of /gpio: /hub@2, /led");
  }

  /** Linux skips a hub if it names a peer that has a device. */
  @Test
  void onlyTheSecondOfTwoPeersMustNameTheOther() {
    String first = "hub1: hub@1 { reset-gpios = <&gpio 1 0>; %s };";
    String second = "hub2: hub@2 { reset-gpios = <&gpio 1 0>; %s };";
    assertThat(lines(first.formatted("peer-hub = <&hub2>;") + second.formatted("")))
        .containsExactly("line 1 of /gpio: /hub@1, /hub@2?");
    assertThat(lines(first.formatted("") + second.formatted("peer-hub = <&hub1>;"))).isEmpty();
  }

  @Test
  void slotsOfOneBoardHaveOneLine() {
    String slots =
        "%1$s@0 { compatible = \"%2$s\"; sync-gpios = <&gpio 1 0>; };"
            + "%1$s@1 { compatible = \"%2$s\"; sync-gpios = <&gpio 1 0>; };";
    assertThat(lines(slots.formatted("connector", "gocontroll,moduline-module-slot"))).isEmpty();
    assertThat(lines(slots.formatted("display", "vendor,display")))
        .containsExactly("line 1 of /gpio: /display@0, /display@1");
  }

  @Test
  void disabledNodeRequestsNoLines() {
    String disabled = "off { status = \"disabled\"; b { gpios = <&gpio 1 0>; }; };";
    assertThat(lines("a { gpios = <&gpio 1 0>; };" + disabled)).isEmpty();
  }

  @Test
  void manyInterruptsOfOneLine() {
    String devices =
        "a { gpios = <&gpio 2 0>; };"
            + IntStream.range(0, 10_001)
                .mapToObj("t%d { interrupt-parent = <&gpio>; interrupts = <1 4>; };"::formatted)
                .collect(Collectors.joining())
            + "last { interrupt-parent = <&gpio>; interrupts = <2 4>; };";
    String hog = GPIO.formatted("hog { gpio-hog; gpios = <1 0>; output-low; };");
    assertThat(conflicts(hog + devices)).hasSize(10_000);
  }

  @Test
  void interruptOnAHogOutputIsAConflict() {
    String hog = GPIO.formatted("hog { gpio-hog; gpios = <1 0>; %s; };");
    String device = "t { interrupt-parent = <&gpio>; interrupts = <1 4>; };";
    assertThat(conflicts(hog.formatted("output-low") + device))
        .containsExactly("line 1 of /gpio: /gpio/hog, /t");
    assertThat(conflicts(hog.formatted("input") + device)).isEmpty();
    assertThat(lines("a { interrupts-extended = <&gpio 1 4>; };" + device)).isEmpty();
  }

  @Test
  void busesAreRecognizedByDriverOrName() {
    String children =
        "#address-cells = <1>; #size-cells = <0>;"
            + " x@1 { compatible = \"x\"; reg = <1>; }; y@1 { compatible = \"y\"; reg = <1>; };";
    assertThat(conflicts("i2c { " + children + "};"))
        .containsExactly("address 0x01 on /i2c: /i2c/x@1, /i2c/y@1");
    assertThat(conflicts("bus@1 { compatible = \"fsl,imx21-i2c\"; reg = <1 1>; " + children + "};"))
        .containsExactly("address 0x01 on /bus@1: /bus@1/x@1, /bus@1/y@1");
    assertThat(conflicts("spi { " + children + "};"))
        .containsExactly("chip select 1 of /spi: /spi/x@1, /spi/y@1");
    assertThat(conflicts("mfd { " + children + "};")).isEmpty();
  }

  /** drivers/i2c/i2c-core-base.c, {@code i2c_check_addr_busy()}. */
  @Test
  void addressBehindAMultiplexerIsAlsoOneOfTheBusBeforeIt() {
    String cells = "#address-cells = <1>; #size-cells = <0>; ";
    String channel =
        "i2c@%d { reg = <%1$d>; " + cells + "d@%2$s { compatible = \"d\"; reg = <0x%2$s>; }; };";
    String mux =
        "mux { compatible = \"i2c-mux-gpio\"; i2c-parent = <&i2c>; "
            + cells
            + channel.formatted(0, "50")
            + channel.formatted(1, "50")
            + "};";
    String bus =
        "i2c: i2c { compatible = \"ti,omap4-i2c\"; "
            + cells
            + "e@%s { compatible = \"e\"; reg = <0x%1$s>; };"
            + "mux@70 { compatible = \"nxp,pca9546\"; reg = <0x70>; "
            + cells
            + channel.formatted(0, "70")
            + "}; };";
    assertThat(conflicts(mux + bus.formatted("51")))
        .containsExactly("address 0x70 on /i2c: /i2c/mux@70, /i2c/mux@70/i2c@0/d@70");
    assertThat(conflicts(mux + bus.formatted("50")))
        .containsExactly(
            "address 0x50 on /i2c: /i2c/e@50, /mux/i2c@0/d@50",
            "address 0x50 on /i2c: /i2c/e@50, /mux/i2c@1/d@50",
            "address 0x70 on /i2c: /i2c/mux@70, /i2c/mux@70/i2c@0/d@70");
  }

  /** NVIDIA's bootloader applies what is below /plugin-manager, and leaves it in the tree. */
  @Test
  void changesAndTablesClaimNothing() {
    String led = "led { gpios = <&gpio 1 0>; };";
    String change =
        "plugin-manager { f { o { target = <&gpio>; %s { gpios = <&gpio 1 0>; }; }; }; };";
    assertThat(lines(led + change.formatted("other"))).hasSize(1);
    assertThat(lines(led + change.formatted("_overlay_"))).isEmpty();
    assertThat(lines(led + change.formatted("__overlay__ { a: a") + " };")).isEmpty();
    assertThat(lines(led + "__overrides__ { gpio = <&gpio 1 0>; };")).isEmpty();
    assertThat(lines(led + "__local_fixups__ { led { gpios = <0>; }; };")).isEmpty();
  }

  @Test
  void pinsAreReadInTheFormatOfEachController() {
    assertThat(pins("r", "rockchip,pins = <1 2 3 4>;", "rockchip,pins = <0 2 1 4>, <1 2 1 4>;"))
        .containsExactly("pin gpio1-2 of /pinctrl: /a, /b");
    assertThat(
            pins(
                "brcm,bcm2835-gpio",
                "brcm,pins = <14 15>; brcm,function = <4>;",
                "brcm,pins = <15>; brcm,function = <1>;"))
        .containsExactly("pin 15 of /pinctrl: /a, /b");
    assertThat(
            pins(
                "b",
                "brcm,pins = <15>; brcm,pull = <1>;",
                "brcm,pins = <15>; brcm,function = <1>;"))
        .isEmpty();
    assertThat(
            pins(
                "pinctrl-single",
                "pinctrl-single,pins = <0x10 1 0x14 1>;",
                "pinctrl-single,pins = <0x14 7>;"))
        .containsExactly("pin 0x14 of /pinctrl: /a, /b");
    assertThat(
            pins(
                "fsl,imx6q-iomuxc",
                "fsl,pins = <0x80 0x394 0 1 0 0>;",
                "fsl,pins = <0x84 0x398 0 1 0 0>, <0x80 0x394 0 5 0 0>;"))
        .containsExactly("pin 0x80 of /pinctrl: /a, /b");
    assertThat(
            pins(
                "g",
                "groups = \"uart\"; function = \"uart\";",
                "mux { groups = \"uart\"; function = \"gpio\"; };"))
        .containsExactly("pin uart of /pinctrl: /a, /b");
    assertThat(pins("g", "pins = \"A1\"; function = \"uart\";", "pins = \"A1\"; bias-disable;"))
        .isEmpty();
  }

  @Test
  void severalDevicesMayUseAQualcommPinAsGpio() {
    String gpio = "pins = \"gpio18\"; function = \"gpio\";";
    assertThat(pins("qcom,sm8550-tlmm", gpio, gpio)).isEmpty();
    assertThat(pins("qcom,sm8550-tlmm", gpio.replace("\"gpio\"", "\"qup\""), gpio)).isEmpty();
    assertThat(pins("acme,pinctrl", gpio, gpio)).hasSize(1);
  }

  @Test
  void clocksThatLinuxSetsUpEarlyMuxNoPins() {
    String clock =
        "pinctrl: pinctrl { compatible = \"r\"; one: one { rockchip,pins = <0 8 1 4>; }; };"
            + " xin32k { compatible = \"%s\"; pinctrl-names = \"default\"; pinctrl-0 = <&one>; };"
            + " b { compatible = \"b\"; pinctrl-names = \"default\"; pinctrl-0 = <&one>; };";
    assertThat(conflicts(clock.formatted("fixed-clock"))).isEmpty();
    assertThat(conflicts(clock.formatted("pwm-clock"))).hasSize(1);
  }

  @Test
  void unknownPinFormatIsReportedAsUnread() {
    DeviceTree tree =
        Sources.tree(
            "board.dts",
            "/dts-v1/; / { pinctrl { compatible = \"fsl,imx8qm-iomuxc\"; g: g { fsl,pins = <1 2 3>; };"
                + " }; a { compatible = \"a\"; pinctrl-names = \"default\"; pinctrl-0 = <&g>; }; };");
    NodePath consumer = NodePath.ROOT.child("a");
    assertThat(new PinClaims(new TreeIndex(tree)).unread(Set.of(consumer)))
        .containsExactly(NodePath.ROOT.child("pinctrl"));
  }

  private static String muxed(String controller, String group, String devices) {
    DeviceTree tree =
        Sources.tree(
            "board.dts",
            "/dts-v1/; / { gpio: gpio { gpio-controller; #gpio-cells = <2>; "
                + controller
                + " group: group { "
                + group
                + " }; }; "
                + devices
                + " };");
    return OverlayVerification.problems(tree).stream()
        .filter(problem -> problem.code().equals(VerifyCode.LINE_MUXED))
        .map(problem -> problem.subject() + " " + problem.message().text())
        .collect(Collectors.joining("\n"));
  }

  /** Trials D3. */
  @Test
  void lineMuxedToAnotherFunctionIsReported() {
    String brcm = "compatible = \"brcm,bcm2711-gpio\", \"brcm,bcm2835-gpio\";";
    String alt = "brcm,pins = <34 35>; brcm,function = <7>;";
    String mmc =
        "mmc { compatible = \"m\"; pinctrl-names = \"default\"; pinctrl-0 = <&group>; %s };";
    String devices = mmc.formatted("") + " door { gpios = <&gpio 35 0>; };";
    String problem =
        "line 35 of /gpio is pin 35, which /mmc uses for alt3 (group in its pinctrl-0)";
    assertThat(muxed(brcm, alt, devices)).contains("/door:gpios").endsWith(problem);
    assertThat(muxed(brcm + "gpio-ranges = <&gpio 0 0 58>;", alt, devices)).endsWith(problem);
    assertThat(muxed(brcm + "gpio-ranges = <&gpio 0 1 34>, <&gpio 34 33 9>;", alt, devices))
        .contains("line 35 of /gpio is pin 34,");
    assertThat(muxed(brcm + "gpio-ranges = <&gpio 0 0 34>;", alt, devices)).isEmpty();
    assertThat(muxed(brcm, "p { pins = \"gpio35\"; function = \"alt3\"; };", devices))
        .endsWith(problem);
    assertThat(muxed(brcm, "brcm,pins = <34 35>; brcm,function = <1 7>;", devices))
        .endsWith(problem);
    assertThat(muxed(brcm, "brcm,pins = <34 35>; brcm,function = <7 1>;", devices)).isEmpty();
    assertThat(muxed(brcm, "brcm,pins = <34 35>; brcm,pull = <2>;", devices)).isEmpty();
    assertThat(muxed(brcm, "pins = \"gpio35\"; function = \"gpio_out\";", devices)).isEmpty();
    assertThat(muxed("compatible = \"acme,gpio\";", alt, devices)).isEmpty();
    String off = mmc.formatted("status = \"disabled\";") + " door { gpios = <&gpio 35 0>; };";
    assertThat(muxed(brcm, alt, off)).isEmpty();
    String own = mmc.formatted("cd-gpios = <&gpio 35 0>; slot { wp-gpios = <&gpio 34 0>; };");
    assertThat(muxed(brcm, alt, own)).isEmpty();
    String itself = brcm + " pinctrl-names = \"default\"; pinctrl-0 = <&group>;";
    assertThat(muxed(itself, alt, "door { gpios = <&gpio 35 0>; };")).isEmpty();
  }

  private static Optional<Integer> count(String properties) {
    DeviceTree tree = Sources.tree("board.dts", "/dts-v1/; / { gpio { " + properties + " }; };");
    DtNode node = tree.root().child("gpio").orElseThrow();
    return new LineCounts().of(node).map(LineCounts.Count::lines);
  }

  @Test
  void lineCountIsReadLikeTheDriverDoes() {
    assertThat(count("ngpios = <7>;")).contains(7);
    assertThat(count("compatible = \"aspeed,ast2600-sgpiom\"; ngpios = <128>;")).contains(256);
    assertThat(count("compatible = \"aspeed,ast2600-sgpiom\"; ngpios = <0x40000000>;")).isEmpty();
    assertThat(count("compatible = \"nxp,pca9555\";")).contains(16);
    assertThat(count("compatible = \"fairchild,74hc595\"; registers-number = <3>;")).contains(24);
    assertThat(count("compatible = \"renesas,rcar-gen3-gpio\"; gpio-ranges = <1 0 0 12>;"))
        .contains(12);
    assertThat(count("compatible = \"renesas,rcar-gen3-gpio\";")).contains(32);
    assertThat(
            count("st,bank-name = \"G\"; ngpios = <10>; gpio-ranges = <1 0 96 8>, <1 10 106 4>;"))
        .contains(14);
    assertThat(count("st,bank-name = \"G\"; ngpios = <10>;")).isEmpty();
    assertThat(count("compatible = \"acme,gpio\";")).isEmpty();
  }
}
