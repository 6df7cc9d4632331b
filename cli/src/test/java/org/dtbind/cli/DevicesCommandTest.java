// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code devices --tree} with nodes whose outcome depends on the kernel. */
class DevicesCommandTest {

  private static final String SOURCE =
      """
      /dts-v1/;
      / {
          #address-cells = <1>;
          #size-cells = <1>;
          uart@1000 { compatible = "arm,primecell"; reg = <0x1000 0x100>; };
      };
      """;

  @TempDir Path directory;

  private String tree() throws IOException {
    return Files.writeString(directory.resolve("board.dts"), SOURCE).toString();
  }

  private String config(String text) throws IOException {
    return Files.writeString(directory.resolve("config"), text).toString();
  }

  @Test
  void bothOutcomesAreShownWithoutAConfiguration() throws IOException {
    Run run = Run.of("devices", "--tree", tree());
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("becomes amba device 1000.uart with CONFIG_ARM_AMBA");
    assertThat(Run.of("devices", "--format", "json", "--tree", tree()).out())
        .contains("with CONFIG_ARM_AMBA: becomes amba device 1000.uart; without CONFIG_ARM_AMBA: ");
  }

  @Test
  void severalPatternsSelectNodes() throws IOException {
    String source =
        "/dts-v1/; / { a { compatible = \"x\"; }; b { compatible = \"y\"; }; c { compatible = \"z\"; }; };";
    String board = Files.writeString(directory.resolve("many.dts"), source).toString();
    Run run = Run.of("devices", "--tree", board, "c", "/a");
    assertThat(run.out()).containsSubsequence("/a ", "/c ").doesNotContain("/b ");
    assertThat(Run.of("devices", "--tree", board, "a", "d"))
        .isEqualTo(new Run(3, "", "dtbind: no node or device is named d\n"));
  }

  @Test
  void predictedNamesAreInTheirColumns() throws IOException {
    String source =
        """
        /dts-v1/;
        / {
            #address-cells = <1>;
            #size-cells = <1>;
            aliases { i2c3 = &i2c; };
            i2c: i2c@1000 {
                compatible = "fsl,imx21-i2c";
                reg = <0x1000 0x100>;
                #address-cells = <1>;
                #size-cells = <0>;
                rtc@51 { compatible = "nxp,pcf85063a"; reg = <0x51>; };
            };
        };
        """;
    String board = Files.writeString(directory.resolve("i2c.dts"), source).toString();
    assertThat(Run.of("devices", "--tree", board).out())
        .containsPattern("/i2c@1000 +1000.i2c +platform +imx-i2c \\(predicted\\)")
        .containsPattern(
            "/rtc@51 +3-0051 \\(predicted\\) +i2c +- +created by the driver of /i2c@1000: ");
    assertThat(Run.of("devices", "--format", "json", "--tree", board).out())
        .contains("\"device\" : null");
  }

  @Test
  void configurationDecidesTheOutcome() throws IOException {
    Run with =
        Run.of("devices", "--tree", tree(), "--config", config("CONFIG_ARM_AMBA=y\nCONFIG_OF=y\n"));
    assertThat(with.out()).containsPattern("/uart@1000 +1000.uart +amba ");
    Run without = Run.of("devices", "--tree", tree(), "--config", config("CONFIG_OF=y\n"));
    assertThat(without.out()).contains("needs CONFIG_ARM_AMBA, which the kernel does not have");
  }

  /** All commands with the option. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "devices --tree BOARD",
        "explain uart@1000 --tree BOARD",
        "group list --tree BOARD",
        "check BOARD",
        "check --together --base BOARD OVERLAY",
        "try --kernel none BOARD"
      })
  void fileThatIsNoConfigurationIsAnErrorInTheInput(String command) throws IOException {
    String board = tree();
    String overlay = "/dts-v1/; /plugin/; &{/} { added { }; };";
    Path added = Files.writeString(directory.resolve("added.dtso"), overlay);
    String damaged =
        Files.write(directory.resolve("config.gz"), new byte[] {0x1f, (byte) 0x8b, 8}).toString();
    String words = command.replace("BOARD", board).replace("OVERLAY", added.toString());
    Map<String, String> errors =
        Map.of(
            board,
            "is not a kernel configuration, because it sets no CONFIG_ options",
            damaged,
            "is not a kernel configuration, because its compressed data are damaged",
            directory.toString(),
            "is a directory; specify a file");
    errors.forEach(
        (file, error) -> {
          Run run = Run.of((words + " --config " + file).split(" ", -1));
          assertThat(run.status()).as(run.err()).isEqualTo(2);
          assertThat(run.err()).contains(file + ": " + error);
        });
  }

  @Test
  void invalidReleaseIsRefused() throws IOException {
    assertThat(Run.of("devices", "--tree", tree(), "--release", "6.1.192").status()).isZero();
    Run run = Run.of("devices", "--tree", tree(), "--release", "six");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("expected a kernel release such as 6.1, not 'six'");
  }

  @Test
  void releaseIsRefusedForTheRunningKernel() {
    Run run = Run.of("devices", "--release", "6.1");
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.err()).contains("are only for predictions");
  }

  @Test
  void treeWithoutCompatiblesIsReported() throws IOException {
    Path plain = Files.writeString(directory.resolve("plain.dts"), "/dts-v1/; / { a { }; };");
    for (String pattern : new String[] {"a", "*"}) {
      Run run = Run.of("devices", "--tree", plain.toString(), pattern);
      assertThat(run.status()).isEqualTo(3);
      assertThat(run.err())
          .isEqualTo(
              "dtbind: no node of %s has a \"compatible\" property, so none of them becomes a device\n"
                  .formatted(plain));
    }
  }

  @Test
  void systemWithoutDevicetreeIsReported() {
    Run run = Run.of("devices", "--sysroot", directory.toString(), "door");
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err()).contains("this system has no devicetree");
  }

  @Test
  void systemWithoutCompatiblesIsReported() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("sys/firmware/devicetree/base/node"));
    Files.writeString(tree.resolveSibling("model"), "Board\0");
    for (String option : new String[] {"--format=table", "--junit"}) {
      Run run = Run.of("devices", "--sysroot", directory.toString(), option);
      assertThat(run.status()).as(run.toString()).isEqualTo(3);
      assertThat(run.err())
          .contains("no node of this system's devicetree has a \"compatible\" property");
    }
  }

  @Test
  void directoryThatIsNoDevicetreeIsRefused() throws IOException {
    Files.createDirectories(directory.resolve("any/bin"));
    Files.createFile(directory.resolve("any/README"));
    Run run = Run.of("devices", "--tree", directory.resolve("any").toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            ("dtbind: %s/any: this directory is not a devicetree, because it has none of the files"
                    + " compatible, model, #address-cells, #size-cells; specify a directory such as"
                    + " /proc/device-tree\n")
                .formatted(directory));
  }
}
