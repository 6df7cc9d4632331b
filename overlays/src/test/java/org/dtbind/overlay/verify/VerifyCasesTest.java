// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.dtb.DtbWriter;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.claims.TreeIndex;
import org.dtbind.overlay.rpi.MistakeCode;
import org.dtbind.overlay.verify.stack.CheckedBase;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Bytes;
import org.dtbind.source.SourceFile;
import org.dtbind.spec.SpecReader;
import org.dtbind.spec.Specification;
import org.dtbind.testing.Golden;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the overlays in {@code src/test/resources/verify}: {@code broken} reports the problems in
 * {@code expected.txt}, and {@code sound}, the corrected version, reports none. {@code
 * -Dgolden.update=true} rewrites the expected files.
 */
class VerifyCasesTest {

  private static final Path CASES = Path.of("src/test/resources/verify");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .filter(Files::isDirectory)
          .map(f -> f.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  private static Diagnosed<?> check(Path directory) throws IOException {
    boolean symbols = !Files.exists(directory.resolve("no-symbols"));
    String text = Files.readString(CASES.resolve("base.dts"));
    DeviceTree source = Sources.tree("base.dts", text, symbols);
    DeviceTree base = symbols ? source : Sources.asBlob("base.dtb", source);
    List<Diagnostic> problems = new ArrayList<>();
    Optional<Specification> specification = Optional.empty();
    Path spec = directory.resolve("bindings.yaml");
    if (Files.exists(spec)) {
      Bytes content = Bytes.wrap(Files.readAllBytes(spec));
      Diagnosed<Specification> read = SpecReader.read(new SourceFile("bindings.yaml", content));
      problems.addAll(read.diagnostics());
      specification = read.value();
    }
    Path chain = directory.resolve("boot");
    Optional<BootChain> boot =
        Files.exists(chain)
            ? Optional.of(
                BootChain.valueOf(
                    Files.readString(chain).strip().replace('-', '_').toUpperCase(Locale.ROOT)))
            : Optional.empty();
    List<Overlay> overlays = new ArrayList<>();
    Path first = directory.resolve("first.dtso");
    if (Files.exists(first)) {
      overlays.add(Sources.overlay("first.dtso", Files.readString(first)));
    }
    String overlay =
        Files.readString(directory.resolve("overlay.dtso"), StandardCharsets.ISO_8859_1);
    Diagnosed<Overlay> read =
        OverlayReader.read("overlay.dtso", Sources.tree("overlay.dtso", overlay));
    problems.addAll(read.diagnostics());
    overlays.add(read.value().orElseThrow());
    Diagnosed<Verification> verified =
        OverlayVerification.verify(
            new VerifyRequest(
                BaseWithOverlays.of(base, overlays, boot),
                specification,
                VerifyOptions.DEFAULT,
                DtbWriter.names(base)));
    List<Diagnostic> all = new ArrayList<>(problems);
    all.addAll(verified.diagnostics());
    return Diagnosed.failed(all);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void brokenStackReportsTheExpectedProblems(String name) throws IOException {
    String report = Sources.messages(check(CASES.resolve(name).resolve("broken")));
    assertThat(report).isNotEmpty();
    Golden.check(CASES.resolve(name).resolve("expected.txt"), report);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void soundStackReportsNothing(String name) throws IOException {
    assertThat(Sources.messages(check(CASES.resolve(name).resolve("sound")))).isEmpty();
  }

  @Test
  void baseThatIsCheckedOnceServesAllOverlays() throws IOException {
    DeviceTree base = Sources.tree("base.dts", Files.readString(CASES.resolve("base.dts")));
    CheckedBase once = OverlayVerification.base(base, Optional.empty());
    for (String name : cases().toList()) {
      Path file = CASES.resolve(name).resolve("broken/overlay.dtso");
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      OverlayReader.read("overlay.dtso", Sources.tree("overlay.dtso", text))
          .value()
          .map(overlay -> BaseWithOverlays.of(base, List.of(overlay), Optional.empty()))
          .map(input -> VerifyRequest.of(input, Optional.empty(), VerifyOptions.DEFAULT))
          .ifPresent(
              request ->
                  assertThat(Sources.messages(OverlayVerification.verify(once, request)))
                      .isEqualTo(Sources.messages(OverlayVerification.verify(request))));
    }
  }

  @Test
  void validBaseReportsNothing() throws IOException {
    DeviceTree base = Sources.tree("base.dts", Files.readString(CASES.resolve("base.dts")));
    assertThat(OverlayVerification.problems(base)).isEmpty();
  }

  /** Trials B1: the checks of overlays said nothing about a board itself. */
  @Test
  void boardReportsItsOwnProblems() {
    DeviceTree board =
        Sources.tree(
            "board.dts",
            """
            /dts-v1/;
            / {
              #address-cells = <1>;
              #size-cells = <1>;
              gpio: gpio@1000 {
                compatible = "acme,gpio";
                reg = <0x1000>;
                gpio-controller;
                #gpio-cells = <2>;
                interrupt-controller;
                #interrupt-cells = <2>;
              };
              key { compatible = "gpio-keys"; key { gpios = <&gpio 3 0>; }; };
              leds { compatible = "gpio-leds"; led { gpios = <&gpio 3 0>; }; };
              rtc { compatible = "acme,rtc"; interrupt-parent = <&gpio>; interrupts = <3>; };
            };
            """);
    Diagnosed<Verification> checked =
        OverlayVerification.board(VerifyRequest.ofBoard(board, VerifyOptions.DEFAULT));
    assertThat(checked.value().orElseThrow().lines()).hasSize(2);
    assertThat(Sources.messages(checked))
        .contains("board.dts:13.", "ERROR (line_taken): /leds/led:gpios: line 3 of /gpio@1000")
        .contains("board.dts:7.5-20: Warning (reg_format): /gpio@1000:reg:")
        .contains(
            "Warning (interrupts_property): /rtc:interrupts: gpio takes 2 cells (line, type), but"
                + " this list has 1 cell")
        .contains("'#interrupt-cells' is at board.dts:11");
  }

  private static String report(String name, String config, Optional<BootChain> boot)
      throws IOException {
    DeviceTree base = Sources.tree("base.dts", Files.readString(CASES.resolve("base.dts")));
    Path overlay = CASES.resolve(name).resolve("broken/overlay.dtso");
    TargetKernel kernel = TargetKernel.ANY.with(new Release(6, 19));
    if (!config.isEmpty()) {
      String head = "# Linux/arm64 7.2.0 Kernel Configuration\nCONFIG_OF=y\n";
      kernel = TargetKernel.of(KernelConfig.read(Bytes.latin1(head + config)).orElseThrow());
    }
    List<Overlay> overlays = List.of(Sources.overlay("overlay.dtso", Files.readString(overlay)));
    VerifyRequest request =
        new VerifyRequest(
            BaseWithOverlays.of(base, overlays, boot),
            Optional.empty(),
            new VerifyOptions(kernel, Optional.empty()),
            DtbWriter.names(base));
    return Sources.messages(OverlayVerification.verify(request));
  }

  /** drivers/gpio/gpiolib-shared.c: two consumers can share a line, a hog and a consumer cannot. */
  @Test
  void kernelWithGpioSharedAllowsTwoConsumersOfALine() throws IOException {
    String twoOwners = "two-owners-of-a-line";
    String shared = "CONFIG_GPIO_SHARED=y\nCONFIG_GPIO_SHARED_PROXY=";
    assertThat(report(twoOwners, shared + "y\n", Optional.empty()))
        .contains(
            "Note (line_shared): /door:gpios: line 5 of /soc/gpio@1000 is also requested by"
                + " /leds/led-0; Linux allows this")
        .contains("creates a chip with one line for each of the two nodes")
        .doesNotContain("ERROR");
    assertThat(report(twoOwners, shared + "m\n", Optional.empty()))
        .contains("Note (line_shared)", "load the module gpio-shared-proxy");
    // Without the proxy driver, no consumer gets the line.
    assertThat(report(twoOwners, "CONFIG_GPIO_SHARED=y\n", Optional.empty()))
        .contains("ERROR (line_taken)", "enable CONFIG_GPIO_SHARED_PROXY");
    assertThat(report(twoOwners, "CONFIG_GPIO_SYSFS=y\n", Optional.empty()))
        .contains("ERROR (line_taken)", "Linux assigns each line to only one consumer");
    assertThat(report(twoOwners, "", Optional.empty()))
        .contains("Warning (line_taken)", "if the kernel can share the line (CONFIG_GPIO_SHARED)");
    // The kernel looks for shared lines only in the tree that it boots with.
    assertThat(report(twoOwners, shared + "y\n", Optional.of(BootChain.KERNEL_RUNTIME)))
        .contains("ERROR (line_taken)");
    assertThat(report("hog-and-consumer", shared + "y\n", Optional.empty()))
        .contains("ERROR (line_taken)");
  }

  private static String verified(DeviceTree base, Overlay overlay, Optional<BootChain> boot) {
    BaseWithOverlays input = BaseWithOverlays.of(base, List.of(overlay), boot);
    return Sources.messages(
        OverlayVerification.verify(
            VerifyRequest.of(input, Optional.empty(), VerifyOptions.DEFAULT)));
  }

  @Test
  void runtimeOverlayWithLabelsNeedsSymbolsInTheBase() {
    DeviceTree base = Sources.tree("base.dts", "/dts-v1/; / { soc { }; };", false);
    String text = "/dts-v1/; /plugin/; &{/soc} { mine: door { }; };";
    DeviceTree blob = Sources.asBlob("o.dtbo", Sources.tree("o.dtso", text));
    assertThat(
            verified(base, Sources.overlay("o.dtbo", blob), Optional.of(BootChain.KERNEL_RUNTIME)))
        .contains(
            "ERROR (boot_refuses): /__symbols__: Linux rejects labels, because the base has none");
  }

  /** Boards boot with the mistakes of their base. */
  @Test
  void lineThatTheBaseRepeatsIsNotReported() {
    String text =
        """
        /dts-v1/;
        / {
          gpio: gpio { gpio-controller; #gpio-cells = <2>; };
          pair: pair { gpios = <&gpio 1 0>, <&gpio 1 1>; };
        };
        """;
    Overlay overlay =
        Sources.overlay(
            "o.dtso", "/dts-v1/; /plugin/; &pair { gpios = <&gpio 1 0 &gpio 1 1 &gpio 2 0>; };");
    assertThat(verified(Sources.tree("base.dts", text), overlay, Optional.empty())).isEmpty();
  }

  @Test
  void everyCodeHasACase() throws IOException {
    StringBuilder report = new StringBuilder();
    for (String name : cases().toList()) {
      report.append(Files.readString(CASES.resolve(name).resolve("expected.txt")));
    }
    // BoardRulesTest has these.
    Set<VerifyCode> ofBoards =
        Set.of(VerifyCode.NOT_A_BOARD, VerifyCode.ZONE_WITHOUT_TRIPS, VerifyCode.DEVICES_LOST);
    for (VerifyCode code : EnumSet.complementOf(EnumSet.copyOf(ofBoards))) {
      assertThat(report).contains("(" + code.id() + ")");
    }
    for (MistakeCode code : MistakeCode.values()) {
      assertThat(report).contains("(" + code.id() + ")");
    }
  }

  /** Review 11: the lines of the tree were searched twice for each conflict. */
  @Test
  void lineUsesOfATreeAreComputedOnce() throws IOException {
    String text = Files.readString(CASES.resolve("base.dts"));
    TreeIndex index = new TreeIndex(Sources.tree("base.dts", text));
    assertThat(index.lineUses()).isNotEmpty().isSameAs(index.lineUses());
  }
}
