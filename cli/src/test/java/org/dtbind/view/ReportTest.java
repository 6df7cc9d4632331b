// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests tables, JSON and YAML of a view. */
class ReportTest {

  private record Line(
      String name, int offset, boolean used, Optional<String> consumer, List<String> tags) {}

  private static final View<List<Line>> VIEW =
      View.<List<Line>>document("lines", "GPIO lines")
          .list(
              "lines",
              "in order",
              View.<Line>part()
                  .text("name", "its name", Line::name)
                  .column("NAME")
                  .number("offset", "in its chip", Line::offset)
                  .column("OFFSET")
                  .flag("used", "whether anybody has it", Line::used)
                  .textOrNull("consumer", "who has it", Line::consumer)
                  .column("CONSUMER", line -> line.consumer().orElse(""))
                  .texts("tags", "any", Line::tags),
              lines -> lines);

  private static final Line UNUSED_LINE =
      new Line("öffnen \"1\"", 19, false, Optional.empty(), List.of("no", "1.0"));

  private static String text(Format format, Line... lines) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VIEW.write(List.of(lines), format, out, Terminal.NONE);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** The reference documentation is generated from these descriptions. */
  @Test
  void viewDescribesItsMembers() {
    assertThat(VIEW.described().stream().map(one -> one.path() + " " + one.type()))
        .containsExactly(
            "lines array of object",
            "lines[].name string",
            "lines[].offset number",
            "lines[].used boolean",
            "lines[].consumer string or null",
            "lines[].tags array of string");
    assertThat(VIEW.described().get(2).meaning()).isEqualTo("in its chip");
  }

  @Test
  void tableAlignsColumnsAndReplacesControlCharacters() throws Exception {
    Line hostile = new Line("a\u001b[2J", 3, true, Optional.of("x"), List.of());
    assertThat(text(Format.TABLE, UNUSED_LINE, hostile))
        .isEqualTo(
            """
            NAME        OFFSET  CONSUMER
            öffnen "1"  19
            a?[2J       3       x
            """);
  }

  private static final Table WIDE_TABLE =
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

  /** Trials, section 4: a narrow terminal must not truncate a name, path or driver. */
  @Test
  void wideTableDropsEmptyColumnsThenWrapsCells() {
    assertThat(text(WIDE_TABLE, 84))
        .isEqualTo(
            """
            NODE                           DRIVER           WHAT TO DO
            /soc/i2c@1c2ac00/pmic@34/gpio  gpio-aggregator  build the kernel with
                                                            CONFIG_GPIO_AGGREGATOR=y
            /door                          -
            """);
    assertThat(text(WIDE_TABLE, 66))
        .isEqualTo(
            """
            NODE               DRIVER           WHAT TO DO
            /soc/i2c@1c2ac00/  gpio-aggregator  build the kernel with
            pmic@34/gpio                        CONFIG_GPIO_AGGREGATOR=y
            /door              -
            """);
    assertThat(text(WIDE_TABLE, 200)).isEqualTo(WIDE_TABLE.text());
  }

  @Test
  void veryNarrowTerminalGetsOneCellPerLine() {
    assertThat(text(WIDE_TABLE, 40))
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

  /** No column was left, which ended in an exception. */
  @Test
  void tableOfAbsentCellsKeepsItsColumns() {
    Table table = new Table(List.of("NODE", "DRIVER"), List.of(List.of("-", "")));
    assertThat(text(table, 11))
        .isEqualTo(
            """
            NODE    -
            """);
    assertThat(text(new Table(List.of("NODE", "DRIVER"), List.of()), 11)).isEmpty();
  }

  @Test
  void tableFitsEveryWidthWithoutLosingText() {
    String cells = sortedCharacters(WIDE_TABLE.text());
    for (int columns = 20; columns < 120; columns++) {
      String table = text(WIDE_TABLE, columns);
      assertThat(table.lines().mapToInt(String::length).max().getAsInt())
          .isLessThanOrEqualTo(columns);
      assertThat(sortedCharacters(table)).isEqualTo(cells);
    }
  }

  /**
   * Returns the sorted characters of all cells. Headings are removed, because they may be repeated
   * or omitted; so are dashes, which stand for absent values.
   */
  private static String sortedCharacters(String table) {
    return table
        .replaceAll("\\b(NODE|LABEL|DRIVER|WHAT|TO|DO)\\b|\\s", "")
        .replaceAll("-", "")
        .chars()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void coloursMarkDriftAndAbsentValues() {
    Table table =
        new Table(
            List.of("DEVICE", "STATE", "CHIP"), List.of(List.of("door", "drifted", "-")), true);
    assertThat(table.text(new Terminal(80, true)))
        .isEqualTo(
            "\033[1mDEVICE\033[0m  \033[1mSTATE\033[0m    \033[1mCHIP\033[0m\n"
                + "door    \033[1;31mdrifted\033[0m  \033[2m-\033[0m\n");
  }

  @Test
  void emptyTableHasNoHeading() {
    assertThat(new Table(List.of("DEVICE", "STATE"), List.of()).text()).isEmpty();
  }

  @Test
  void jsonStartsWithItsSchemaAndKeepsNullMembers() throws Exception {
    assertThat(text(Format.JSON, UNUSED_LINE))
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
}
