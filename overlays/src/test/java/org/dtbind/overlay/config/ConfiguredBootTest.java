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
 * Each folder of config-txt has a config.txt; expected.txt is what is said of it, and the tree that
 * the board boots with. {@code RpiOracleTest} has dtmerge as the judge.
 */
class ConfiguredBootTest {

  private static final Path CASES = Path.of("src/test/resources/config-txt");

  private static final String MORE = "dtparam=line=6\n";

  private static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("config.txt")))
          .map(folder -> folder.getFileName().toString())
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
        new SourceFile("config.txt", Bytes.latin1(config)),
        base,
        Optional.empty(),
        name ->
            name.equals("more.txt")
                ? Optional.of(new SourceFile(name, Bytes.latin1(MORE)))
                : Optional.empty());
  }

  private static Diagnosed<ConfiguredTree> boot(String config) {
    Map<String, Diagnosed<Overlay>> overlays = new HashMap<>();
    for (String name : List.of("door", "bell")) {
      String source = text(CASES.resolve("overlays/" + name + ".dtso"));
      overlays.put(name, Diagnosed.of(Sources.overlay(name + ".dtbo", source), List.of()));
    }
    OverlayFolder folder = new OverlayFolder("overlays/", overlays, List.of("bell", "door"));
    DeviceTree map = Sources.tree("overlay_map.dts", text(CASES.resolve("overlay_map.dts")));
    DeviceTree base = base();
    return read(config, base)
        .then(one -> one.mapped(map))
        .then(one -> ConfiguredBoot.apply(base, one, folder));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void theTreeIsTheOneThatTheBoardBootsWith(String name) throws IOException {
    Diagnosed<ConfiguredTree> done = boot(text(CASES.resolve(name).resolve("config.txt")));
    DeviceTree tree = done.value().orElseThrow().merged().tree();
    Golden.check(
        CASES.resolve(name).resolve("expected.txt"),
        Sources.said(done) + "\n" + DtsPrinter.print(tree));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void whatTheFirmwareTakesIsAStackLikeAnyOther(String name) throws IOException {
    ConfiguredTree done =
        boot(text(CASES.resolve(name).resolve("config.txt"))).value().orElseThrow();
    DeviceTree again =
        OverlayStack.apply(base(), done.overlays(), done.plan()).value().orElseThrow().tree();
    assertThat(DtsPrinter.print(again)).isEqualTo(DtsPrinter.print(done.merged().tree()));
  }

  @Test
  void everyKindOfProblemHasACase() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String name : cases().toList()) {
      said.append(text(CASES.resolve(name).resolve("expected.txt")));
    }
    for (ConfigCode code : ConfigCode.values()) {
      if (code != ConfigCode.CONFIG_TOO_LARGE) {
        assertThat(said).contains("(" + code.id() + ")");
      }
    }
  }

  @Test
  void moreThanAnybodyHasIsRefused() {
    int most = Limit.CONFIG_SETTINGS.most() / 2; // A line counts, too.
    assertThat(read("dtparam=spi\n".repeat(most), base()).hasErrors()).isFalse();
    assertThat(Sources.said(read("dtparam=spi\n".repeat(most + 1), base())))
        .contains("config.txt:501.1-12: ERROR (config_too_large)");
  }

  @Test
  void aBaseThatIsNoPiNeedsAModel() {
    DeviceTree base = Sources.tree("base.dts", "/dts-v1/; / { };");
    assertThat(Sources.said(read("[pi4]\ndtparam=a\n[all]\n", base)))
        .contains(
            "config.txt:1.1-6: Warning (config_condition)", "help: name the model: --model pi4");
  }

  @Test
  void aFileThatIncludesItselfEnds() {
    assertThat(Sources.said(including("include a\n")))
        .contains("a is included more than 8 levels deep");
    // Four to the power of eight would be read otherwise.
    assertThat(Sources.said(including("include a\n".repeat(4))))
        .contains("more than 100 files are included");
  }

  private static Diagnosed<BootConfig> including(String text) {
    return BootConfig.read(
        new SourceFile("config.txt", Bytes.latin1(text)),
        base(),
        Optional.empty(),
        name -> Optional.of(new SourceFile(name, Bytes.latin1(text))));
  }
}
