// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnosed;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.Sources;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.SourceFile;
import org.dtbind.testing.Golden;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applies the config.txt of each directory of config-txt and compares the messages and the tree
 * with expected.txt. {@code RpiOracleTest} compares with dtmerge.
 */
class ConfiguredBootTest {

  private static final Path CASES = Path.of("src/test/resources/config-txt");

  private static final String INCLUDED = "dtparam=line=6\n";

  private static Stream<String> cases() throws IOException {
    try (Stream<Path> directories = Files.list(CASES)) {
      return directories
          .filter(directory -> Files.exists(directory.resolve("config.txt")))
          .map(directory -> directory.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DeviceTree base() {
    return Sources.tree("base.dts", text(CASES.resolve("base.dts")));
  }

  private static Diagnosed<BootConfig> read(String config, DeviceTree base) {
    return BootConfig.read(
        new SourceFile("config.txt", Bytes.utf8(config)),
        base,
        Optional.empty(),
        name ->
            name.equals("more.txt")
                ? Optional.of(new SourceFile(name, Bytes.latin1(INCLUDED)))
                : Optional.empty());
  }

  private static Diagnosed<ConfiguredTree> boot(String config) {
    Map<String, Diagnosed<Overlay>> overlays = new HashMap<>();
    for (String name : List.of("door", "bell")) {
      String source = text(CASES.resolve("overlays/" + name + ".dtso"));
      overlays.put(name, Diagnosed.of(Sources.overlay(name + ".dtbo", source), List.of()));
    }
    OverlayDirectory directory =
        new OverlayDirectory("overlays/", overlays, List.of("bell", "door"));
    DeviceTree map = Sources.tree("overlay_map.dts", text(CASES.resolve("overlay_map.dts")));
    DeviceTree base = base();
    return read(config, base)
        .then(bootConfig -> bootConfig.mapped(map))
        .then(bootConfig -> ConfiguredBoot.apply(base, bootConfig, directory));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void configuredTreeMatchesTheExpectedTree(String name) throws IOException {
    Diagnosed<ConfiguredTree> result = boot(text(CASES.resolve(name).resolve("config.txt")));
    DeviceTree tree = result.value().orElseThrow().merged().tree();
    Golden.check(
        CASES.resolve(name).resolve("expected.txt"),
        Sources.messages(result) + "\n" + DtsPrinter.print(tree));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void overlaysOfTheConfigurationCanBeAppliedAgain(String name) throws IOException {
    ConfiguredTree result =
        boot(text(CASES.resolve(name).resolve("config.txt"))).value().orElseThrow();
    DeviceTree again =
        OverlayStack.apply(base(), result.overlays(), result.plan()).value().orElseThrow().tree();
    assertThat(DtsPrinter.print(again)).isEqualTo(DtsPrinter.print(result.merged().tree()));
  }

  @Test
  void everyConfigCodeHasACase() throws IOException {
    StringBuilder expected = new StringBuilder();
    for (String name : cases().toList()) {
      expected.append(text(CASES.resolve(name).resolve("expected.txt")));
    }
    for (ConfigCode code : ConfigCode.values()) {
      if (code != ConfigCode.CONFIG_TOO_LARGE) {
        assertThat(expected).contains("(" + code.id() + ")");
      }
    }
  }

  @Test
  void tooManySettingsAreRejected() {
    int most = Limit.CONFIG_SETTINGS.most() / 2; // Each line also counts as a setting.
    assertThat(read("dtparam=spi\n".repeat(most), base()).hasErrors()).isFalse();
    assertThat(Sources.messages(read("dtparam=spi\n".repeat(most + 1), base())))
        .contains("config.txt:501.1-12: ERROR (config_too_large)");
  }

  @Test
  void otherBaseNeedsAModelOption() {
    DeviceTree base = Sources.tree("base.dts", "/dts-v1/; / { };");
    assertThat(Sources.messages(read("[pi4]\ndtparam=a\n[all]\n", base)))
        .contains(
            "config.txt:1.1-6: Warning (config_condition)",
            "help: specify the model, for example --model pi4");
  }

  @Test
  void recursiveIncludeIsLimited() {
    assertThat(Sources.messages(readSelfIncluding("include a\n")))
        .contains("a is included more than 8 levels deep");
    // Without the limit, 4 to the power of 8 files would be read.
    assertThat(Sources.messages(readSelfIncluding("include a\n".repeat(4))))
        .contains("more than 100 files are included");
  }

  @Test
  void hatGetsTheEarlyParametersBeforeAndAfterNamesAreMapped() {
    DeviceTree map = Sources.tree("overlay_map.dts", text(CASES.resolve("overlay_map.dts")));
    BootConfig config =
        read("dtparam=line=3\ndtoverlay=gate\ndtparam=line=4\n", base()).value().orElseThrow();
    Hat hat = Hat.of("--hat", "bell");
    BootConfig before = config.with(hat).mapped(map).value().orElseThrow();
    BootConfig after = config.mapped(map).value().orElseThrow().with(hat);
    assertThat(after.steps()).isEqualTo(before.steps());
    assertThat(after.steps().get(0).parameters()).hasSize(1);
    assertThat(after.overlays()).containsExactly("bell", "door");
  }

  private static Diagnosed<BootConfig> readSelfIncluding(String text) {
    return BootConfig.read(
        new SourceFile("config.txt", Bytes.latin1(text)),
        base(),
        Optional.empty(),
        name -> Optional.of(new SourceFile(name, Bytes.latin1(text))));
  }
}
