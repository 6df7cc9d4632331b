// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what docs/guide/first-hour.md says, with the boards of Debian's linux-source-6.1. Each part
 * of the page takes the files that those before it have made.
 */
@Tag("acceptance")
@Tag("kernel")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstHourTest {

  private static final String RULES = "usr/lib/udev/rules.d/70-dtbind.rules";

  @TempDir private static Path work;

  private static FirstHourPage page = new FirstHourPage("");

  @BeforeAll
  static void openThePage() throws IOException {
    page = FirstHourPage.read();
    Checkout.build();
    Checkout.unpackLinux(work.resolve("linux"));
  }

  private static void follow(String heading) throws IOException {
    for (FirstHourPage.Command command : page.commands(heading)) {
      command.tryIn(work);
    }
  }

  private static void declareIn(String file) throws IOException {
    Files.writeString(work.resolve(file), page.declaration(file));
  }

  @Test
  @Order(1)
  void theTreesOfBothBoardsAreMade() throws IOException {
    follow("Your first hour");
  }

  @Test
  @Order(2)
  void relaysAndAConverterGoToARaspberryPi() throws IOException {
    declareIn("pi.yaml");
    follow("Relays and a converter on a Raspberry Pi 4");
  }

  @Test
  @Order(3)
  void thePageShowsTheOverlay() throws IOException {
    String shown = page.block("^`pi\\.dtso` is source.*?^```\n");
    assertThat(shown).isNotBlank();
    assertThat(Files.readString(work.resolve("pi.dtso"))).contains(shown);
  }

  @Test
  @Order(4)
  void aTimerOfABeagleBoneGoesToUio() throws IOException {
    declareIn("bbb.yaml");
    follow("A timer on a BeagleBone Black");
  }

  @Test
  @Order(5)
  void theTargetsFilesSayWhoseTheDevicesAre() throws IOException {
    assertThat(rulesOfDialout("pi-root")).isEqualTo(2);
    assertThat(rulesOfDialout("bbb-root")).isEqualTo(1);
    assertThat(work.resolve("pi-boot")).isNotEmptyDirectory();
    assertThat(work.resolve("bbb-boot")).isNotEmptyDirectory();
  }

  private static long rulesOfDialout(String root) throws IOException {
    try (Stream<String> lines = Files.lines(work.resolve(root).resolve(RULES))) {
      return lines.filter(line -> line.contains("GROUP:=\"dialout\"")).count();
    }
  }

  @Test
  @Order(6)
  void aTakenLineIsNamed() throws IOException {
    follow("When something is wrong");
  }
}
