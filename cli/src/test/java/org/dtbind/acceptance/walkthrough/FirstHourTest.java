// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.dtbind.acceptance.Checkout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/guide/first-hour.md with the boards of Debian's linux-source-6.1. Each test uses the
 * files of the tests before it.
 */
@Tag("acceptance")
@Tag("kernel")
@Tag("built")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstHourTest {

  private static final String RULES = "usr/lib/udev/rules.d/70-dtbind.rules";

  @TempDir private static Path work;

  private static FirstHourPage page = new FirstHourPage("");

  @BeforeAll
  static void readPage() throws IOException {
    page = FirstHourPage.read();
    Checkout.build();
    Files.createSymbolicLink(work.resolve("linux"), Checkout.linux());
  }

  private static void runCommandsBelow(String heading) throws IOException {
    for (FirstHourPage.Command command : page.commands(heading)) {
      command.runIn(work);
    }
  }

  private static void writeDeclaration(String file) throws IOException {
    Files.writeString(work.resolve(file), page.declaration(file));
  }

  @Test
  @Order(1)
  void treesOfBothBoardsAreCompiled() throws IOException {
    runCommandsBelow("Your first hour");
  }

  @Test
  @Order(2)
  void raspberryPiExampleWorks() throws IOException {
    writeDeclaration("pi.yaml");
    runCommandsBelow("Relays and a converter on a Raspberry Pi 4");
  }

  @Test
  @Order(3)
  void pageShowsTheGeneratedOverlay() throws IOException {
    String excerpt = page.block("^`pi\\.dtso` is source.*?^```\n");
    assertThat(excerpt).isNotBlank();
    assertThat(Files.readString(work.resolve("pi.dtso"))).contains(excerpt);
  }

  @Test
  @Order(4)
  void beagleBoneTimerExampleWorks() throws IOException {
    writeDeclaration("bbb.yaml");
    runCommandsBelow("A timer on a BeagleBone Black");
  }

  @Test
  @Order(5)
  void udevRulesSetTheDeviceGroup() throws IOException {
    assertThat(dialoutRules("pi-root")).isEqualTo(2);
    assertThat(dialoutRules("bbb-root")).isEqualTo(1);
    assertThat(work.resolve("pi-boot")).isNotEmptyDirectory();
    assertThat(work.resolve("bbb-boot")).isNotEmptyDirectory();
  }

  private static long dialoutRules(String root) throws IOException {
    try (Stream<String> lines = Files.lines(work.resolve(root).resolve(RULES))) {
      return lines.filter(line -> line.contains("GROUP:=\"dialout\"")).count();
    }
  }

  @Test
  @Order(6)
  void takenLineIsReported() throws IOException {
    runCommandsBelow("When something is wrong");
  }
}
