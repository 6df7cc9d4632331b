// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowCommandTest {

  @TempDir private Path directory;

  @BeforeEach
  void writeSources() throws IOException {
    writeSource(
        "soc.dtsi",
        "/ {\n\tdoor: door@1 {\n\t\tstatus = \"disabled\";\n\t\treg = <1>;\n\t};\n};\n");
    writeSource("family.dtsi", "#include \"soc.dtsi\"\n&door { status = \"reserved\"; };\n");
    writeSource(
        "board.dts",
        """
        /dts-v1/;
        #include "family.dtsi"
        #define LINES <3 4>
        / {
        \taliases { exit = &door; };
        };
        &door {
        \tstatus = "okay";
        \tlines = LINES;
        \topen: leaf { deeper { a; b; }; };
        };
        """);
  }

  private void writeSource(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private Run show(String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("show", "--tree", directory.resolve("board.dts").toString()));
    all.addAll(List.of(arguments));
    Run run = Run.of(all.toArray(String[]::new));
    String name = directory.toString();
    return new Run(run.status(), run.out().replace(name, "DIR"), run.err().replace(name, "DIR"));
  }

  private static final String DOOR =
      """
      door: door@1 {
      \tstatus = "okay";
      \treg = <0x01>;
      \tlines = <0x03 0x04>;

      \topen: leaf {

      \t\tdeeper {
      \t\t\ta;
      \t\t\tb;
      \t\t};
      \t};
      };
      """;

  @Test
  void ambiguousLabelCanBeNamed() throws IOException {
    writeSource(
        "two.dts", "/dts-v1/; / { aliases { gpio3 = &other; }; gpio3: a { }; other: b { }; };");
    String two = directory.resolve("two.dts").toString();
    for (String command : List.of("show", "explain")) {
      Run run = Run.of(command, "--tree", two, "gpio3");
      assertThat(run.status()).isEqualTo(3);
      assertThat(run.err()).endsWith(", or &gpio3 for the label\n");
      assertThat(Run.of(command, "--tree", two, "&gpio3").status()).isZero();
    }
  }

  @Test
  void nodeIsFoundByPathLabelAndAlias() {
    for (String name : List.of("/door@1", "door", "&door", "exit", "//door@1/")) {
      assertThat(show(name)).as(name).isEqualTo(new Run(0, DOOR, ""));
    }
    assertThat(show().out()).startsWith("/ {\n").contains("\tdoor: door@1 {\n");
  }

  @Test
  void contentBelowTheDepthIsCounted() {
    assertThat(show("door", "--depth", "0").out())
        .contains("\topen: leaf { /* 0 properties, 1 nodes */ };\n");
    assertThat(show("door", "--depth", "1").out())
        .contains("\t\tdeeper { /* 2 properties, 0 nodes */ };\n");
    assertThat(show("door", "--depth", "-1").status()).isEqualTo(64);
  }

  @Test
  void originsListAllPlacesOfAnOverwrittenProperty() {
    assertThat(show("door", "--origins", "--depth", "0"))
        .isEqualTo(
            new Run(
                0,
                """
                /door@1
                  written at DIR/soc.dtsi:2.15-5.4
                  written at DIR/family.dtsi:2.7-32
                  written at DIR/board.dts:7.7-11.3
                  status = "okay";
                    written at DIR/board.dts:8.2-18
                    in place of DIR/family.dtsi:2.9-29: status = "reserved";
                    in place of DIR/soc.dtsi:3.3-23: status = "disabled";
                  reg = <0x01>;
                    written at DIR/soc.dtsi:4.3-13
                  lines = <0x03 0x04>;
                    written at DIR/board.dts:9.2-16
                """,
                ""));
  }

  @Test
  void generatedNodesHaveNoOrigin() throws IOException {
    writeSource("board.dts", "/dts-v1/;\n/plugin/;\n&door { open; };\n");
    assertThat(show("/", "--origins").out())
        .startsWith(
            """
            /
              not in the source

            /fragment@0
              not in the source
              target = <0xffffffff>;
                not in the source

            /fragment@0/__overlay__
              written at DIR/board.dts:3.7-17
              open;
                written at DIR/board.dts:3.9-14
            """);
  }

  @Test
  void jsonContainsTheNodes() {
    String json = show("open", "--format", "json").out();
    assertThat(json)
        .startsWith("{\n  \"schema\" : \"dtbind.show/1\",\n  \"nodes\" : [")
        .contains("\"path\" : \"/door@1/leaf\"", "\"path\" : \"/door@1/leaf/deeper\"")
        .contains("\"labels\" : [\n        \"open\"\n      ]", "\"source\" : \"a;\"");
    assertThat(show("door", "--depth", "0", "--format", "json").out())
        .contains("\"place\" : \"DIR/soc.dtsi:3.3-23\"", "status = \\\"reserved\\\";");
  }

  @Test
  void unknownNodeGetsASuggestion() {
    assertThat(show("dor"))
        .isEqualTo(
            new Run(
                3,
                "",
                "dtbind: no node of this tree is named dor\n  help: did you mean 'door'?\n"));
    assertThat(show("/dor@1/leaf").err()).endsWith("  help: did you mean '/door@1'?\n");
    assertThat(show("/door@1/leav").err()).endsWith("  help: did you mean '/door@1/leaf'?\n");
  }

  @Test
  void copiedSystemIsShown() throws IOException {
    Path node = directory.resolve("root/proc/device-tree/door@7");
    Files.createDirectories(node);
    Files.writeString(node.resolve("status"), "okay\0");
    Run run = Run.of("show", "--sysroot", directory.resolve("root").toString(), "/door@7");
    assertThat(run).isEqualTo(new Run(0, "door@7 {\n\tstatus = \"okay\";\n};\n", ""));
    Files.createDirectories(directory.resolve("empty/proc"));
    assertThat(Run.of("show", "--sysroot", directory.resolve("empty").toString()).status())
        .isEqualTo(69);
  }

  @Test
  void overridesOfABlobAreShownAsSource() throws Exception {
    writeSource(
        "o.dtso",
        "/dts-v1/;\n/plugin/;\n/ { fragment@0 { target = <&bus>; __overlay__ { n: n { }; }; };\n"
            + "__overrides__ { p = <&n>, \"v:0\", <0>, \"=0\"; t = <&n>, \"v:0{a=\", <&bus>, \"b=1}\";"
            + " u = <&n>, \"l=\", &n; };\n};\n");
    Path blob = directory.resolve("o.dtbo");
    assertThat(Run.of("compile", directory.resolve("o.dtso") + "", "-o", blob + "").status())
        .isZero();
    assertThat(Run.of("show", "--tree", blob + "", "/__overrides__").out())
        .isEqualTo(
            """
            __overrides__ {
            \tp = <&{/fragment@0/__overlay__/n}>, "v:0", <0x00>, "=0";
            \tt = <&{/fragment@0/__overlay__/n}>, "v:0{a=", <&bus>, "b=1}";
            \tu = <&{/fragment@0/__overlay__/n}>, "l=", "/fragment@0/__overlay__/n";
            };
            """);
  }
}
