// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program.Finished;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows samples/door-overlay/README.md with Debian's linux-source-6.1, and compares the results
 * with those of cpp, dtc and fdtoverlay.
 */
@Tag("acceptance")
@Tag("slow")
class DoorOverlayTest {

  private static final Path SAMPLE = Checkout.ROOT.resolve("samples/door-overlay");

  @TempDir private static Path work;

  /** The results of the commands of the page, in order. */
  private static final List<Finished> COMMANDS = new ArrayList<>();

  /** Runs the lines of the page that are indented by seven spaces and start with dtbind. */
  @BeforeAll
  static void followThePage() throws IOException {
    Checkout.build();
    Files.createSymbolicLink(work.resolve("linux"), Checkout.linux());
    Files.copy(SAMPLE.resolve("bindings.yaml"), work.resolve("bindings.yaml"));
    for (String line : Files.readAllLines(SAMPLE.resolve("README.md"))) {
      if (line.startsWith("       dtbind ")) {
        COMMANDS.add(Checkout.bash(line).in(work).run().quietly());
      }
    }
    assertThat(COMMANDS).hasSize(8);
  }

  @Test
  void doorIsListedAsPlatformDevice() {
    assertThat(COMMANDS.get(6).lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("/door +door +platform .*")
                    .contains("can be bound to gpio-aggregator"));
  }

  @Test
  void linesAreListedWithTheirNames() {
    assertThat(COMMANDS.get(7).lines().stream().skip(1))
        .map(line -> line.replaceFirst("^(\\S+) .*\\s(\\S+)$", "$1 $2"))
        .containsExactly("open /door", "lock /door");
  }

  @Test
  void resultMatchesDtcAndFdtoverlay() throws IOException {
    Checkout.bash(
            """
            set -e -o pipefail
            . "$root/.ci/corpus.bash"
            (cd linux && preprocessed "$OLDPWD/door.dtso" -I include) |
                dtc -q -@ -I dts -O dtb -o theirs.dtbo -
            cmp theirs.dtbo door.dtbo
            fdtoverlay -i board.dtb -o theirs.dtb theirs.dtbo
            diff <(dtc -q -s -I dtb -O dts theirs.dtb) <(dtc -q -s -I dtb -O dts merged.dtb)
            """)
        .in(work)
        .run()
        .succeeded();
  }

  @Test
  void lineUsedByTheBoardIsRefused() throws IOException {
    String bindings = Files.readString(work.resolve("bindings.yaml"));
    Files.writeString(work.resolve("led.yaml"), bindings.replace("offset: 20", "offset: 42"));
    Checkout.dtbind("overlay", "create", "--base", "board.dtb", "--spec", "led.yaml")
        .and("-o", "led.dtso")
        .in(work)
        .run()
        .succeeded();
    Finished check =
        Checkout.dtbind("check", "--together", "--base", "board.dtb", "--spec", "led.yaml")
            .and("-I", "linux/include", "led.dtso")
            .in(work)
            .run()
            .ended(2);
    assertThat(check.err()).contains("line 42 of /soc/gpio@7e200000 is taken by /leds/led-act");
  }
}
