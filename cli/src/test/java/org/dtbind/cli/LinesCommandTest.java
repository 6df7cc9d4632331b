// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code dtbind lines} with a copy of a system. */
class LinesCommandTest {

  @TempDir private Path directory;

  /** Being root does not help: a copy of a device node leads to no chip. */
  @Test
  void copyOfASystemHasNoLines() throws IOException {
    Files.createDirectories(directory.resolve("sys/devices/platform/gpio/gpiochip0"));
    Path chips = Files.createDirectories(directory.resolve("sys/bus/gpio/devices"));
    Files.createSymbolicLink(
        chips.resolve("gpiochip0"), Path.of("../../../devices/platform/gpio/gpiochip0"));
    Run run = Run.of("lines", "--sysroot", directory.toString());
    assertThat(run.status()).isEqualTo(69);
    assertThat(run.err())
        .contains("none of the 1 GPIO chips of this system can be read")
        .contains("help: only a running kernel knows the lines of a chip: run dtbind lines on ")
        .doesNotContain("root");
  }

  @Test
  void linesAreSortedByTheirPlacesAndListedOnce() throws IOException {
    Path board =
        Files.writeString(
            directory.resolve("board.dts"),
            """
            /dts-v1/;
            / {
                gpio: gpio {
                    #interrupt-cells = <2>;
                    interrupt-controller;
                    compatible = "acme,gpio";
                    gpio-controller;
                    #gpio-cells = <2>;
                    ngpios = <2>;
                    gpio-line-names = "open", "lock";
                };
                touch {
                    compatible = "acme,touch";
                    irq-gpios = <&gpio 1 0>;
                    interrupts-extended = <&gpio 1 2>, <&gpio 0 2>;
                };
                pen { compatible = "acme,pen"; interrupts-extended = <&gpio 1 2>; };
            };
            """);
    Run run = Run.ending(0, "lines", "--tree", board.toString(), "lock", "open", "lock");
    assertThat(run.out()).containsSubsequence("open", "lock");
    assertThat(run.out().lines()).hasSize(3);
    // An interrupt is a use, and a node is found beside others.
    run = Run.ending(0, "lines", "--tree", board.toString(), "/pen");
    assertThat(run.out()).contains("lock", "/touch, /pen").doesNotContain("/touch, /touch");
    assertThat(Run.ending(0, "lines", "--tree", board.toString(), "/touch").out().lines())
        .hasSize(3);
  }

  @Test
  void hogIsFoundByItsNode() throws IOException {
    Path board =
        Files.writeString(
            directory.resolve("board.dts"),
            """
            /dts-v1/;
            / {
                gpio {
                    gpio-controller;
                    #gpio-cells = <2>;
                    door-hog { gpio-hog; gpios = <4 0>; output-high; };
                };
            };
            """);
    for (String pattern : List.of("/gpio/door-hog", "/gpio/door-hog (hog)")) {
      assertThat(Run.ending(0, "lines", "--tree", board.toString(), pattern).out())
          .contains("/gpio/door-hog (hog)");
    }
  }
}
