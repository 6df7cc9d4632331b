// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dtbind.report.Value.fields;
import static org.dtbind.report.Value.member;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Report REPORT =
      new Report(
          "dtbind.lines/1",
          fields(
              member(
                  "lines",
                  new Value.Items(
                      List.of(
                          fields(
                              member("name", Value.of("öffnen \"1\"")),
                              member("offset", Value.of(19)),
                              member("used", Value.of(false)),
                              member("consumer", Value.of(Optional.empty())),
                              member("tags", Value.ofTexts(List.of("no", "1.0")))))))),
          new Table(
              List.of("NAME", "OFFSET", "CONSUMER"),
              List.of(List.of("öffnen", "19", ""), List.of("a\u001b[2J", "3", "x"))));

  private static String text(Format format) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    REPORT.write(format, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aTableHasAlignedColumnsAndCannotDriveTheTerminal() throws Exception {
    assertThat(text(Format.TABLE))
        .isEqualTo(
            """
            NAME    OFFSET  CONSUMER
            öffnen  19
            a?[2J   3       x
            """);
  }

  private static final Table WIDE =
      new Table(
          List.of("NODE", "LABEL", "DRIVER", "WHAT TO DO"),
          List.of(
              List.of(
                  "/soc/i2c@1c2ac00/pmic@34/gpio",
                  "-",
                  "gpio-aggregator",
                  "build the kernel with CONFIG_GPIO_AGGREGATOR=y"),
              List.of("/door", "", "-", "")),
          true);

  private static String text(Table table, int columns) {
    return table.text(new Terminal(columns, false));
  }

  /** Trials, section 4: a narrow terminal cuts no name, path or driver. */
  @Test
  void aTableThatDoesNotFitLosesEmptyColumnsThenBreaksCells() {
    assertThat(text(WIDE, 84))
        .isEqualTo(
            """
            NODE                           DRIVER           WHAT TO DO
            /soc/i2c@1c2ac00/pmic@34/gpio  gpio-aggregator  build the kernel with
                                                            CONFIG_GPIO_AGGREGATOR=y
            /door                          -
            """);
    assertThat(text(WIDE, 66))
        .isEqualTo(
            """
            NODE               DRIVER           WHAT TO DO
            /soc/i2c@1c2ac00/  gpio-aggregator  build the kernel with
            pmic@34/gpio                        CONFIG_GPIO_AGGREGATOR=y
            /door              -
            """);
    assertThat(text(WIDE, 200)).isEqualTo(WIDE.text());
  }

  @Test
  void aTableOnAVeryNarrowTerminalIsALineForEachCell() {
    assertThat(text(WIDE, 40))
        .isEqualTo(
            """
            NODE        /soc/i2c@1c2ac00/pmic@34/
                        gpio
            DRIVER      gpio-aggregator
            WHAT TO DO  build the kernel with
                        CONFIG_GPIO_AGGREGATOR=y

            NODE        /door
            DRIVER      -
            """);
  }

  @Test
  void noTableIsWiderThanItsTerminalAndNoneLosesALetter() {
    String cells = sorted(WIDE.text());
    for (int columns = 20; columns < 120; columns++) {
      String shown = text(WIDE, columns);
      assertThat(shown.lines().mapToInt(String::length).max().getAsInt())
          .isLessThanOrEqualTo(columns);
      assertThat(sorted(shown)).isEqualTo(cells);
    }
  }

  /** The characters of the cells, but of an absent label; headings come several times, or never. */
  private static String sorted(String table) {
    return table
        .replaceAll("\\b(NODE|LABEL|DRIVER|WHAT|TO|DO)\\b|\\s", "")
        .replaceAll("-", "")
        .chars()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void coloursSayWhatIsWrongAndWhatIsAbsent() {
    Table table =
        new Table(
            List.of("DEVICE", "STATE", "CHIP"),
            List.of(List.of("door", "drifted", "-")),
            true);
    assertThat(table.text(new Terminal(80, true)))
        .isEqualTo(
            "\033[1mDEVICE\033[0m  \033[1mSTATE\033[0m    \033[1mCHIP\033[0m\n"
                + "door    \033[1;31mdrifted\033[0m  \033[2m-\033[0m\n");
  }

  @Test
  void noHeadingStandsOverNothing() {
    assertThat(new Table(List.of("DEVICE", "STATE"), List.of()).text()).isEmpty();
  }

  @Test
  void jsonNamesItsSchemaFirstAndKeepsMembersWithoutAValue() throws Exception {
    assertThat(text(Format.JSON))
        .isEqualTo(
            """
            {
              "schema" : "dtbind.lines/1",
              "lines" : [
                {
                  "name" : "öffnen \\"1\\"",
                  "offset" : 19,
                  "used" : false,
                  "consumer" : null,
                  "tags" : [
                    "no",
                    "1.0"
                  ]
                }
              ]
            }
            """);
  }

  @Test
  void yamlQuotesWhatWouldBeReadAsSomethingElse() throws Exception {
    assertThat(text(Format.YAML))
        .isEqualTo(
            """
            schema: "dtbind.lines/1"
            lines:
            - name: "öffnen \\"1\\""
              offset: 19
              used: false
              consumer: null
              tags:
              - "no"
              - "1.0"
            """);
  }
}
