// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.FileName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code dtbind check --fix} and {@code --diff}. */
class CheckFixTest {

  private static final String HEAD = "/dts-v1/;\n/ {\n\t#address-cells = <1>;\n";

  @TempDir private Path directory;

  private String file(String name, String text) throws IOException {
    String file = directory + "/" + name;
    Files.writeString(FileName.path(file), text);
    return file;
  }

  private static String content(String file) throws IOException {
    return Files.readString(FileName.path(file));
  }

  private static Run check(int status, String... arguments) {
    List<String> words = new ArrayList<>(List.of("check"));
    words.addAll(List.of(arguments));
    return Run.ending(status, words.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "user = <&doro>; door: doors { }; | user = <&door>; door: doors { };",
        "a = <1>\\nb = <2>; | a = <1>;\\nb = <2>;",
        "a = <1 2; | a = <1 2>;",
        "a = <1 2 | a = <1 2>;",
        "a = <1> <2>; | a = <1>, <2>;",
        "compatible = 'a,b' 'a,c'; | compatible = 'a,b', 'a,c';",
        "a { }\\nb { }; | a { };\\nb { };",
        "b: c { };\\n};\\n/ { /delete-node/ b; | b: c { };\\n};\\n/ { /delete-node/ c;",
        "regulator { };\\n};\\n/ { /delete-node/ reuglator; | regulator { };\\n};\\n/ { /delete-node/ regulator;",
      })
  void certainFixesAreApplied(String wrong, String right) throws IOException {
    String text = "\n" + wrong.strip().replace("\\n", "\n").replace('\'', '"') + "\n};\n";
    String board = file("b.dts", HEAD + text);
    Run run = check(0, "--fix", board);
    assertThat(content(board))
        .as(run.toString())
        .contains(right.strip().replace("\\n", "\n").replace('\'', '"'));
    assertThat(run.err()).contains("dtbind: fixed " + board + ":", "to 1 file");
    String once = content(board);
    assertThat(check(0, "--fix", board).err()).doesNotContain("fixed");
    assertThat(content(board)).isEqualTo(once);
  }

  /** Two names are near, the letter or digit may be meant, or C would join the strings. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = <&dooor>; door: d { }; doors: e { };",
        "a = <&gpioa>; gpiob: d { };",
        "a = <&uart2>; uart1: d { };",
        "a = <&leds>; leds_pwm: d { };",
        "a = <&mmc_cd>; mmc_cmd: d { };",
        "bootargs = \"console=ttyS0 \" \"root=/dev/sda\";",
        "a = <&{/dor}>; door { };",
      })
  void guessesAreNotApplied(String wrong) throws IOException {
    String board = file("b.dts", HEAD + wrong + "\n};\n");
    String before = content(board);
    check(2, "--fix", board);
    assertThat(content(board)).isEqualTo(before);
    assertThat(check(2, "--diff", board).out()).isEmpty();
  }

  private static final String BUS =
      """
      /dts-v1/;
      / {
        #address-cells = <1>;
        #size-cells = <1>;
        gpio1: gpio@1000 { compatible = "a,gpio"; reg = <0x1000 1>; gpio-controller; #gpio-cells = <2>; };
        i2c@2000 {
          compatible = "a,i2c";
          reg = <0x2000 0x100>;
          #address-cells = <1>;
          #size-cells = <0>;
          eeprom@50 { compatible = "atmel,24c02"; reg = <0x50>; status = "okay"; };
        };
        clocks { compatible = "simple-bus"; #address-cells = <1>; #size-cells = <1>; ranges;
          clock@3000 { compatible = "a,clock"; reg = <0x3000 1>; };
        };
      };
      """;

  @ParameterizedTest
  @CsvSource({
    "eeprom@50 {, eeprom@0x50 {",
    "eeprom@50 {, eeprom@050 {",
    "clock@3000, clock@0x3000",
    "\"okay\", \"enabled\"",
    "\"okay\", \"okey\"",
    "\"okay\", \"Okay\"",
    "\"okay\", \"on\"",
  })
  void nameAndStatusAreFixed(String right, String wrong) throws IOException {
    String board = file("b.dts", BUS.replace(right, wrong));
    Run run = check(0, "--fix", board);
    assertThat(content(board)).as(run.toString()).isEqualTo(BUS);
  }

  /** The statement has no effect now. */
  @Test
  void nothingElseIsDeleted() throws IOException {
    String board = file("b.dts", HEAD + "rest = <1>;\n};\n/ { /delete-node/ rest;\n};\n");
    String before = content(board);
    assertThat(check(0, "--fix", board).err()).contains("write /delete-property/ rest;");
    assertThat(content(board)).isEqualTo(before);
  }

  /** The address in reg may be wrong, or a path may contain the name. */
  @ParameterizedTest
  @CsvSource({
    "eeprom@50 {, eeprom@51 {",
    "eeprom@50 {, eeprom {",
    "clock@3000, clock",
    "eeprom@50 {, x = \"/i2c@2000/eeprom@0x50\"; }; eeprom@0x50 {",
    "\"okay\", \"once the driver works\"",
    "\"okay\", \"unused\"",
    "\"okay\", \"xokay\"",
    "\"okay\", \"not-okay\"",
    "\"okay\", \"//okay\"",
    "\"okay\", \"okay_\"",
  })
  void namesAreNotGuessed(String right, String wrong) throws IOException {
    String text = BUS.replace(right, wrong).replace("eeprom@0x50\"; };", "eeprom@0x50\";");
    String board = file("b.dts", text);
    Run run = Run.of("check", "--fix", board);
    assertThat(content(board)).as(run.toString()).isEqualTo(text);
    assertThat(run.err()).as(text).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "__overlay__, __ovrelay__",
    "__overlay__, overlay",
    "\"okay\", \"enabled\"",
    "<&gpio1 1 0>, <&gpoi1 1 0>",
    "<&gpio1>, <&gpoi1>",
  })
  void overlaysAreFixed(String right, String wrong) throws IOException {
    String base = file("b.dts", BUS);
    String text =
        """
        /dts-v1/;
        /plugin/;
        / {
          fragment@0 {
            target = <&gpio1>;
            __overlay__ { x = <1>; };
          };
          fragment@1 {
            target-path = "/";
            __overlay__ { door { compatible = "a,d"; gpios = <&gpio1 1 0>; status = "okay"; }; };
          };
        };
        """;
    String overlay = file("o.dtso", text.replace(right, wrong));
    Run run = check(0, "--fix", "--base", base, overlay);
    assertThat(content(overlay)).as(run.toString()).isEqualTo(text);
  }

  @Test
  void lineEndingsStay() throws IOException {
    String board = file("b.dts", "/dts-v1/;\r\n/ {\r\n\ta = <1>\r\n\tb = <2>;\r\n};");
    check(0, "--fix", board);
    assertThat(content(board)).isEqualTo("/dts-v1/;\r\n/ {\r\n\ta = <1>;\r\n\tb = <2>;\r\n};");
  }

  @Test
  void whatIsLeftIsShown() throws IOException {
    String board = file("b.dts", HEAD + "\ta = <1>\n\tb = <&nothing>;\n};\n");
    Run run = check(2, "--fix", board);
    assertThat(run.err()).contains("nothing");
    assertThat(run.err()).doesNotContain("missing ';'");
    assertThat(run.out()).startsWith("0 files checked: 1 error");
  }

  /** The included file of another directory is a vendor's, also through a link. */
  @Test
  void onlyFilesNextToTheNamedOnesAreChanged() throws IOException {
    Files.createDirectories(directory.resolve("vendor"));
    Files.createDirectories(directory.resolve("own"));
    String wrong = "/ {\n\tx = <1>\n\ty = <2>;\n};\n";
    String vendor = file("vendor/soc.dtsi", wrong);
    String next = file("own/next.dtsi", wrong);
    Files.createSymbolicLink(directory.resolve("own/linked.dtsi"), Path.of("../vendor/soc.dtsi"));
    for (String include : List.of("../vendor/soc.dtsi", "linked.dtsi")) {
      Files.writeString(Path.of(next), wrong);
      String board =
          file(
              "own/b.dts",
              "/dts-v1/;\n#include \"" + include + "\"\n#include \"next.dtsi\"\n/ { };\n");
      Run run = check(2, "--fix", board);
      assertThat(run.err()).contains("not fixed, because");
      assertThat(content(vendor)).isEqualTo(wrong);
      assertThat(content(next)).contains("<1>;");
    }
    String link =
        Files.createSymbolicLink(directory.resolve("own/l.dts"), Path.of("../b.dts")).toString();
    String target = file("b.dts", HEAD + "\ta = <1>\n\tb = <2>;\n};\n");
    check(2, "--fix", link);
    assertThat(content(target)).contains("<1>\n");
  }

  @Test
  void knownFindingsAreNotFixed() throws IOException {
    String board = file("b.dts", HEAD + "\ta {\n\t\tstatus = \"okey\";\n\t};\n};\n");
    String known = directory + "/known";
    check(2, "--write-baseline", known, board);
    check(0, "--fix", "--baseline", known, board);
    assertThat(content(board)).contains("okey");
    check(0, "--fix", board);
    assertThat(content(board)).contains("okay");
  }

  @Test
  void fixesOfASharedFileAreAppliedOnce() throws IOException {
    file("c.dtsi", "/ {\n\tx = <1>\n\ty = <2>;\n};\n");
    String one = file("1.dts", "/dts-v1/;\n#include \"c.dtsi\"\n");
    String two = file("2.dts", "/dts-v1/;\n#include \"c.dtsi\"\n");
    assertThat(check(0, "--fix", one, two).err()).contains("1 fix applied to 1 file");
    assertThat(content(directory + "/c.dtsi")).isEqualTo("/ {\n\tx = <1>;\n\ty = <2>;\n};\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.dts", "a b.dts", "ö\"b.dts"})
  void diffCanBeApplied(String name) throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder(HEAD);
    for (int i = 0; i < 60; i++) {
      boolean wrong = i % 17 == 0 || i == 1 || i == 40;
      text.append("\tp").append(i).append(" = <1>").append(wrong ? "\n" : ";\n");
    }
    text.append("\tlast = <1 2;\r\n}");
    String board = file(name, text.toString());
    Run run = check(2, "--diff", board);
    assertThat(content(board)).isEqualTo(text.toString());
    Path patch = Files.writeString(directory.resolve("p"), run.out());
    check(0, "--fix", board);
    String fixed = content(board);
    assertThat(fixed).endsWith("<1 2>;\r\n};");
    for (List<String> program :
        List.of(
            List.of("patch", "-p1", "-s", "--binary", "-d", "/", "-i", patch.toString()),
            List.of("git", "apply", "--unsafe-paths", "--directory=/", patch.toString()))) {
      Files.writeString(FileName.path(board), text);
      Process process =
          new ProcessBuilder(program)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output + run.out()).isZero();
      assertThat(content(board)).as(program.toString()).isEqualTo(fixed);
    }
  }

  @Test
  void diffIsTheOnlyOutput() throws IOException {
    String board = file("b.dts", HEAD + "\ta = <1>\n\tb = <2>;\n};\n");
    assertThat(check(2, "--diff", board).out())
        .isEqualTo(
            "--- a"
                + board
                + "\n+++ b"
                + board
                + "\n"
                + "@@ -1,6 +1,6 @@\n /dts-v1/;\n / {\n \t#address-cells = <1>;\n"
                + "-\ta = <1>\n+\ta = <1>;\n \tb = <2>;\n };\n");
    check(64, "--diff", "--fix", board);
    check(64, "--diff", "--format", "json", board);
  }

  /** The path of the temporary file is too long, which not even root can change. */
  @Test
  void aFileThatCannotBeWrittenDoesNotStopOthers() throws IOException {
    String wrong = HEAD + "\ta = <1>\n\tb = <&nothing>;\n};\n";
    Path deep = directory;
    for (int left = 4085 - length(deep); left > 1; left = 4085 - length(deep)) {
      deep = Files.createDirectory(deep.resolve("d".repeat(Math.min(left - 1, 200))));
    }
    String kept = Files.writeString(deep.resolve("k.dts"), wrong).toString();
    String board = file("b.dts", wrong);
    String page = directory + "/page.html";
    Run run = check(1, "--fix", "--html", page, kept, board);
    assertThat(content(board)).contains("<1>;");
    assertThat(content(kept)).isEqualTo(wrong);
    assertThat(run.err())
        .contains("k.dts:4.8-9: ERROR (missing_semicolon): ", "b.dts:5.")
        .contains("1 fix applied to 1 file\n")
        .endsWith("dtbind: cannot write " + kept + ": File name too long\n");
    assertThat(run.out()).startsWith("0 files checked: 3 errors, ");
    assertThat(Files.readString(Path.of(page))).contains("missing_semicolon");
  }

  private static int length(Path path) {
    return path.toString().length();
  }

  /** Root may write to every file. */
  @Test
  void aReadOnlyFileDoesNotStopOthers() throws IOException {
    String wrong = HEAD + "\ta = <1>\n\tb = <2>;\n};\n";
    String kept = file("a.dts", wrong);
    String board = file("b.dts", wrong);
    Files.setPosixFilePermissions(Path.of(kept), PosixFilePermissions.fromString("r--r--r--"));
    boolean isRoot = Files.getAttribute(directory, "unix:uid").equals(0);
    Run run = check(isRoot ? 0 : 77, "--fix", kept, board);
    assertThat(run.err()).endsWith(isRoot ? "" : "dtbind: " + kept + ": permission denied\n");
    assertThat(content(board)).contains("<1>;");
  }

  @Test
  void styleIsReportedAndFixedAsByFmt() throws IOException {
    String text = HEAD + "    a = < 0xA>;   \n\n\n\tn {\n\n\t\tb; }; };\n";
    String board = file("b.dts", text);
    assertThat(check(0, board).err()).doesNotContain("hex-case");
    assertThat(check(0, "--style", board).err())
        .contains("b.dts:4.11-14: Warning (hex-case): hexadecimal numbers must be in lower case")
        .contains("(indent-unit-dts)", "(value-whitespace)", "(trailing-whitespace)")
        .contains("(blank-lines)", "(one-statement)");
    String other = file("c.dts", text);
    assertThat(Run.ending(0, "fmt", other).out()).isEmpty();
    check(0, "--style", "--fix", board);
    assertThat(content(board)).isEqualTo(content(other));
  }
}
