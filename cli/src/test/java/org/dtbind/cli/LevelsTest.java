// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dtbind.check.CheckLevels;
import org.dtbind.check.LevelSetting;
import org.dtbind.check.Levels;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests {@code -W} and {@code -E} of all commands that have them. */
class LevelsTest {

  private static final List<Path> PAGES =
      List.of(
          Path.of("../docs/reference/diagnostics.md"),
          Path.of("../docs/reference/overlay-diagnostics.md"));

  private static final String BOARD =
      """
      /dts-v1/;
      / {
      \tmodel = "Acme";
      \tbus: bus {
      \t};
      };
      &bus {
      \tdoor {
      \t\ta = <1>;
      \t};
      \tdoor {
      \t\ta = <2>;
      \t};
      \t/delete-node/ absent;
      };
      """;

  private static final String SCHEMA =
      """
      %YAML 1.2
      ---
      $id: http://devicetree.org/schemas/acme,door.yaml#
      $schema: http://devicetree.org/meta-schemas/core.yaml#
      title: Door
      maintainers: [ "A <a@example.org>" ]
      properties: { compatible: { const: "acme,door" } }
      required: [ compatible, label ]
      additionalProperties: true
      """;

  @TempDir private Path directory;
  private String board = "";
  private String schemas = "";

  @BeforeEach
  void writeBoard() throws IOException {
    board = file("board.dts", BOARD);
    schemas = file("door.yaml", SCHEMA);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  /** Returns the first groups of all matches in the reference pages. */
  private static Set<String> inPages(String pattern) throws IOException {
    Set<String> all = new TreeSet<>();
    for (Path page : PAGES) {
      Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(page));
      while (matcher.find()) {
        all.add(matcher.group(1));
      }
    }
    return all;
  }

  private static List<String> levels(Set<String> codes) {
    return codes.stream().flatMap(code -> Stream.of("-W", "no-" + code, "-E", code)).toList();
  }

  private static Run run(List<String> options, String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(options);
    return Run.of(all.toArray(String[]::new));
  }

  @Test
  void allCodesOfTheReferencePagesAreAccepted() throws IOException {
    Set<String> codes = inPages("^### (\\S+)$");
    Set<String> fixed = new TreeSet<>();
    for (String code : codes) {
      Run run = run(levels(Set.of(code)), "check", board);
      if (run.status() == 64) {
        assertThat(run.err())
            .isEqualTo("dtbind: -W no-%1$s: '%1$s' is always an error\n".formatted(code));
        fixed.add(code);
      }
    }
    assertThat(codes).hasSizeGreaterThan(300);
    assertThat(fixed)
        .contains("syntax", "bad_magic", "yaml_syntax")
        .doesNotContainAnyElementsOf(inPages("(?:Warning|Note) \\(([a-z_-]+)\\)"));
    codes.removeAll(fixed);
    assertThat(codes).hasSizeGreaterThan(200);
    String overlay = file("on.dtso", "/dts-v1/;\n/plugin/;\n&bus { on; };\n");
    for (Run run :
        List.of(
            run(levels(codes), "compile", "-o", directory + "/out.dtb", board),
            run(levels(codes), "check", "--together", "--base", board, overlay),
            run(levels(codes), "check", "--schemas", schemas, board),
            run(levels(codes), "export", "boot", "--base", board, "-o", directory + "/out"))) {
      assertThat(run.status()).isNotEqualTo(64);
      assertThat(run.err()).doesNotContain("in its $id");
    }
  }

  @Test
  void problemsOfSourcesHaveLevels() {
    String out = directory + "/out.dtb";
    for (List<String> command :
        List.of(
            List.of("check"),
            List.of("check", "--schemas", schemas),
            List.of("compile", "-o", out),
            List.of("compile", "--out-dir", directory + "/out"))) {
      String[] words = Stream.concat(command.stream(), Stream.of(board)).toArray(String[]::new);
      assertThat(run(List.of(), words).err())
          .contains("Warning (node_repeated)", "Warning (deletes_nothing)");
      Run less = run(List.of("-W", "no-node_repeated"), words);
      assertThat(less.err()).doesNotContain("node_repeated").contains("Warning (deletes_nothing)");
      assertThat(less.status()).isZero();
      Run more = run(List.of("-E", "node_repeated"), words);
      assertThat(more.err()).contains("ERROR (node_repeated)", "Warning (deletes_nothing)");
      assertThat(more.status()).isEqualTo(2);
    }
  }

  @Test
  void errorByOptionPreventsTheOutput() {
    Path out = directory.resolve("out/board.dtb");
    Run.ending(2, "compile", "-E", "node_repeated", "--out-dir", directory + "/out", board);
    assertThat(out).doesNotExist();
    Run.ending(0, "compile", "--out-dir", directory + "/out", board);
    assertThat(out).exists();
  }

  @Test
  void errorThatIsTheReasonForNoOutputStays() throws IOException {
    String wrong = file("wrong.dts", "/dts-v1/;\n/ { x = ; };\n");
    for (String command : List.of("check", "compile")) {
      assertThat(Run.ending(64, command, "-W", "no-syntax", wrong).err())
          .isEqualTo("dtbind: -W no-syntax: 'syntax' is always an error\n");
    }
    Diagnostic error =
        Diagnostic.error(VerifyCode.LINE_TAKEN, new Origin.Unknown("a"), Message.of("taken"));
    Levels off =
        new Levels(
            CheckLevels.DEFAULT, List.of(new LevelSetting(Severity.WARNING, "no-line_taken")));
    assertThat(off.of(Diagnosed.of("a result", List.of(error))).diagnostics()).isEmpty();
    assertThat(off.of(Diagnosed.failed(List.of(error))).diagnostics()).containsExactly(error);
  }

  @Test
  void levelReturnsToTheUsualOne() throws IOException {
    String wrong = file("style.dts", "/dts-v1/;\n\n/ {\n\tx = <0xAB>;\n};\n");
    assertThat(
            Run.ending(0, "check", "--style", "-E", "hex-case", "-E", "no-hex-case", wrong).err())
        .contains("Warning (hex-case)");
  }

  @Test
  void violationsOfARuleAreKnownForAFile() throws IOException {
    String line = "\tx = <0xAB>;\n";
    String wrong = file("style.dts", "/dts-v1/;\n\n/ {\n" + line + "};\n");
    String known = directory.resolve("known").toString();
    Run.ending(0, "check", "--style", "--write-baseline", known, wrong);
    assertThat(Run.ending(0, "check", "--style", "--baseline", known, wrong).err()).isEmpty();
    file("style.dts", "/dts-v1/;\n\n/ {\n\tw = <0xCD>; \n" + line + "};\n");
    assertThat(Run.ending(0, "check", "--style", "--baseline", known, wrong).err())
        .contains("style.dts:4.", "Warning (trailing-whitespace)")
        .doesNotContain("hex-case");
    file("style.dts", "/dts-v1/;\n\n/ {\n" + line + "};\n");
    // A run without the check keeps its entries, and does not call them unused.
    Run without =
        Run.ending(0, "check", "--baseline", known, "--write-baseline", known + "2", wrong);
    assertThat(without.err()).isEmpty();
    assertThat(Files.readString(Path.of(known + "2"))).isEqualTo(Files.readString(Path.of(known)));
    Run off = Run.ending(0, "check", "--style", "-W", "no-hex-case", "--baseline", known, wrong);
    assertThat(off.err()).isEmpty();
    // What is off stays off for -E no-RULE.
    off =
        Run.ending(
            0,
            "check",
            "--style",
            "-W",
            "no-hex-case",
            "-E",
            "no-hex-case",
            "--baseline",
            known,
            wrong);
    assertThat(off.err()).doesNotContain("no longer has");
  }

  @Test
  void rulesOfStyleHaveLevels() throws IOException {
    String wrong = file("style.dts", "/dts-v1/;\n\n/ {\n\tx = <0xAB>; \n};\n");
    assertThat(Run.ending(0, "check", "--style", wrong).err())
        .contains("Warning (hex-case)", "Warning (trailing-whitespace)");
    assertThat(Run.ending(2, "check", "--style", "-E", "hex-case", wrong).err())
        .contains("ERROR (hex-case)", "Warning (trailing-whitespace)");
    assertThat(Run.ending(0, "check", "--style", "-W", "no-hex-case", wrong).err())
        .doesNotContain("hex-case")
        .contains("Warning (trailing-whitespace)");
  }

  @Test
  void findingsInConfigTxtHaveLevels() throws IOException {
    Files.createDirectory(directory.resolve("overlays"));
    String source = file("a.dtso", "/dts-v1/;\n/plugin/;\n&bus { on; };\n");
    Run.ending(0, "compile", "-o", directory + "/overlays/a.dtbo", source);
    String base = file("base.dts", "/dts-v1/;\n/ { bus: bus { }; };\n");
    String config = file("config.txt", "dtoverlay=a\ndtoverlay=a\ndtoverlay=missing\n");
    for (String command : List.of("check", "check --together")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--config-txt", config, "--base", base, "--model", "pi4"));
      String[] all = words.toArray(String[]::new);
      Run usual = run(List.of(), all);
      assertThat(usual.err()).contains("Warning (config_twice)", "ERROR (config_no_overlay)");
      assertThat(usual.status()).isEqualTo(2);
      Run less = run(List.of("-W", "no-config_twice", "-W", "config_no_overlay"), all);
      assertThat(less.err()).doesNotContain("config_twice").contains("Warning (config_no_overlay)");
      assertThat(less.status()).isZero();
    }
  }

  @Test
  void violationsOfBindingsHaveLevels() throws IOException {
    String door = file("door.dts", "/dts-v1/;\n/ { door { compatible = \"acme,door\"; }; };\n");
    for (String command : List.of("check")) {
      String[] words = {command, "--schemas", schemas, door};
      assertThat(run(List.of(), words).err()).contains("Warning (binding_requires)");
      Run more = run(List.of("-E", "binding_requires"), words);
      assertThat(more.err()).contains("ERROR (binding_requires)");
      assertThat(more.status()).isEqualTo(2);
      assertThat(run(List.of("-W", "no-binding_requires"), words).err())
          .doesNotContain("binding_requires");
    }
  }

  @Test
  void problemsOfTheBaseHaveLevels() throws IOException {
    String overlay = file("on.dtso", "/dts-v1/;\n/plugin/;\n&bus { on; };\n");
    for (List<String> command : List.of(List.of("check"), List.of("check", "--together"))) {
      List<String> words = new ArrayList<>(command);
      words.addAll(List.of("--base", board, overlay));
      String[] all = words.toArray(String[]::new);
      assertThat(run(List.of(), all).err()).contains("Warning (node_repeated)");
      assertThat(run(List.of("-W", "no-node_repeated"), all).err()).doesNotContain("node_repeated");
    }
  }

  @Test
  void optionForErrorsDoesNotTurnOffWarnings() throws IOException {
    String off =
        file(
            "off.dtso",
            """
            /dts-v1/;
            /plugin/;
            / {
            fragment@0 { target = <&bus>; __overlay__ { on; }; };
            fragment@1 { target = <&bus>; __dormant__ { off; }; };
            };
            """);
    for (String command : List.of("check", "check --together")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of("--base", board, off));
      assertThat(run(List.of("-E", "no-fragment_never_on"), words.toArray(String[]::new)).err())
          .contains("Warning (fragment_never_on)");
    }
  }
}
