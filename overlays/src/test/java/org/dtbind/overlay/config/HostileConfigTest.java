// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.rpi.OverlayHelp;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.testing.ProcessorTime;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that hostile configurations and help files are read in bounded time and memory. */
@Tag("large")
class HostileConfigTest {

  private static final DeviceTree BASE = Sources.tree("base.dts", "/dts-v1/; / { };");

  private static Diagnosed<BootConfig> read(String config) {
    SourceFile file = new SourceFile("config.txt", Bytes.latin1(config));
    return BootConfig.read(file, BASE, Optional.empty(), name -> Optional.empty());
  }

  private static Diagnosed<ConfiguredTree> boot(String overlay, String config) {
    Map<String, Diagnosed<Overlay>> overlays =
        Map.of("door", Diagnosed.of(Sources.overlay("door.dtbo", overlay), List.of()));
    OverlayDirectory directory = new OverlayDirectory("overlays/", overlays, List.of("door"));
    return ProcessorTime.limited(
        () -> read(config).then(c -> ConfiguredBoot.apply(BASE, c, directory)));
  }

  private static String overlay(int targets) {
    String entries =
        IntStream.range(0, targets)
            .mapToObj(i -> "<&n>,\"%s:0\"".formatted(i % 2 == 0 ? "p" : "q"))
            .collect(Collectors.joining(","));
    return "/dts-v1/; /plugin/; / { fragment@0 { target-path = \"/\"; __overlay__ {"
        + " n: n { p = <0>; q = <0>; }; }; }; __overrides__ { a = "
        + entries
        + "; b = <&n>,\"r:0\"; }; };";
  }

  private static String parameters(String parameter, int lines) {
    return ("dtparam=" + parameter + ("," + parameter).repeat(19) + "\n").repeat(lines);
  }

  @Test
  void manyFiltersAreRead() {
    int many = 100_000;
    String filters =
        IntStream.range(0, many).mapToObj("[gpio%d=0]\n"::formatted).collect(Collectors.joining());
    ProcessorTime.limited(() -> read(filters + "dtparam=x\n".repeat(many)));
    ProcessorTime.limited(() -> read(filters + "[all]\n[gpio1=0]\ndtparam=x\n".repeat(many)));
  }

  @Test
  void onePropertyMayBeSetManyTimes() {
    Diagnosed<ConfiguredTree> result =
        boot(overlay(5_000), "dtoverlay=door\n" + parameters("a=1", 5));
    assertThat(Sources.messages(result)).isEmpty();
  }

  @Test
  void tooManyValuesAreRefused() {
    Diagnosed<ConfiguredTree> result =
        boot(overlay(5_000), "dtoverlay=door\n" + parameters("a=1", 20));
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ConfigCode.CONFIG_REFUSED);
  }

  @Test
  void manyParametersMayBeRefused() {
    Diagnosed<ConfiguredTree> result =
        boot(
            overlay(1_000),
            "dtoverlay=door\n" + parameters("b=x", 10) + parameters("a=1", 4) + "dtparam=b=2\n");
    assertThat(result.diagnostics())
        .hasSize(200)
        .extracting(Diagnostic::code)
        .containsOnly(ConfigCode.CONFIG_PARAMETER);
  }

  @Test
  void helpMayConsistOfOneLine() {
    Bytes text = Bytes.latin1("Name:   a" + "x".repeat(20_000_000));
    assertThat(ProcessorTime.limited(() -> new OverlayHelp(text).find("b"))).isFalse();
  }
}
