// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the buffer of an editor, whose content differs from that of its file. */
class StdinNameTest {

  private static final String SAVED = "/dts-v1/;\n/ { saved; };\n";

  private static final String BUFFER =
      "/dts-v1/;\n#include \"board.dtsi\"\n/ { model = \"a\";\n  led { status = \"enabled\"; };\n};\n";

  @TempDir Path directory;

  private String name;

  @BeforeEach
  void writeFiles() throws Exception {
    name = Files.writeString(directory.resolve("board.dts"), SAVED).toString();
    Files.writeString(directory.resolve("board.dtsi"), "/ { included; };\n");
  }

  private Run run(String... args) {
    return Run.reading(BUFFER, args);
  }

  @Test
  void includesAreRelativeToTheName() {
    Run run = run("compile", "-O", "dts", "--stdin-name", name, "-");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("included;").doesNotContain("saved");
    assertThat(run("compile", "-O", "dts", "-").err()).contains("<stdin>:2.");
  }

  @Test
  void findingsHaveTheNameInTextAndJson() {
    assertThat(run("check", "--stdin-name", name, "-").err())
        .contains(name + ":4.")
        .doesNotContain("<stdin>");
    Run json = run("check", "--diagnostics", "json", "--stdin-name", name, "-");
    assertThat(json.err() + json.out()).contains("\"" + name + "\"").doesNotContain("<stdin>");
  }

  @Test
  void formattedBufferGoesToStandardOutput() throws Exception {
    Run run = run("fmt", "--stdin-name", name, "-");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("\tled {");
    assertThat(Files.readString(Path.of(name))).isEqualTo(SAVED);
    assertThat(run("fmt", "--diff", "--stdin-name", name, "-").out())
        .contains("--- a/" + name.substring(1) + "\n");
    assertThat(run("fmt", "--diff", "-").out()).contains("--- a/stdin.dts\n");
  }

  @Test
  void fileOfTheNameIsNeitherReadNorChanged() throws Exception {
    Run refused = run("check", "--fix", "--stdin-name", name, "-");
    assertThat(refused.status()).isEqualTo(64);
    assertThat(refused.err()).contains("name a file instead of '-'");
    Files.writeString(Path.of(name), "/dts-v1/;\n/ { a=<0xAB>; };\n");
    String buffer = "/dts-v1/;\n\n/ {\n\tb = <0xCD>;\n};\n";
    assertThat(Run.reading(buffer, "check", "--style", "--stdin-name", name, "-").err())
        .contains(name + ":4.", "hex-case")
        .doesNotContain("statement-whitespace");
    assertThat(Run.reading(buffer, "check", "--style", "-").err())
        .contains("<stdin>:4.", "hex-case");
    assertThat(Files.readString(Path.of(name))).contains("a=<0xAB>");
  }

  @Test
  void nameWithoutStandardInputIsAnError() {
    for (String command : List.of("check", "compile", "fmt")) {
      Run run = run(command, "--stdin-name", name, name);
      assertThat(run.status()).as(command).isEqualTo(64);
      assertThat(run.err()).contains("specify '-' as FILE");
    }
  }
}
