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

  @Test
  void aTableIsNoWiderThanATerminal() {
    Table table =
        new Table(
            List.of("NODE", "DRIVER", "WHAT TO DO"),
            List.of(
                List.of(
                    "/soc/i2c@1c2ac00/pmic@34/gpio",
                    "gpio-aggregator",
                    "build the kernel with CONFIG_GPIO_AGGREGATOR=y"),
                List.of("/door", "-", "")));
    assertThat(table.text(60))
        .isEqualTo(
            """
            NODE               DRIVER           WHAT TO DO
            /soc/i2c…@34/gpio  gpio-aggregator  build the kernel with
                                                CONFIG_GPIO_AGGREGATOR=y
            /door              -
            """);
    for (int terminal = 42; terminal < 120; terminal++) {
      assertThat(table.text(terminal).lines().mapToInt(line -> line.length()).max().getAsInt())
          .isLessThanOrEqualTo(terminal);
    }
    assertThat(table.text(200)).isEqualTo(table.text()).doesNotContain("…");
    // Narrower than what is kept of the columns: no more is lost.
    assertThat(table.text(1)).isEqualTo(table.text(42));
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
