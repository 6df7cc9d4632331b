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

/** Tests {@code dtbind fmt --order}, and its proof by the trees of boards. */
class FmtOrderTest {

  private static final String PART = "/ {\n\tb;\n\ta;\n};\n";
  private static final String SORTED = "/ {\n\ta;\n\tb;\n};\n";

  /** The boot processor is the first child of /cpus: dtc, livetree.c, guess_boot_cpuid(). */
  private static final String CPUS =
      "/ {\n\tcpus {\n\t\tcpu@1 {\n\t\t\treg = <1>;\n\t\t};\n\n"
          + "\t\tcpu@0 {\n\t\t\treg = <0>;\n\t\t};\n\t};\n};\n";

  @TempDir private Path directory;

  @BeforeEach
  void project() throws IOException {
    Files.createDirectory(directory.resolve(".git"));
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  private static Run fmt(int status, Object... arguments) {
    List<String> words = new ArrayList<>(List.of("fmt", "--order"));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return Run.ending(status, words.toArray(String[]::new));
  }

  @Test
  void sortedPartsOfBoardsAreWritten() throws IOException {
    Path part = write("parts/a.dtsi", PART);
    write("a.dts", "/dts-v1/;\n#include \"parts/a.dtsi\"\n");
    assertThat(fmt(5, "--check", part).out()).isEqualTo(part + "\n");
    assertThat(part).hasContent(PART);
    assertThat(fmt(0, part).err()).isEqualTo("dtbind: formatted 1 of 1 file\n");
    assertThat(part).hasContent(SORTED);
    assertThat(fmt(0, part)).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void onlyTheFileThatChangesATreeIsLeftAsItIs() throws IOException {
    List<Path> parts = new ArrayList<>();
    StringBuilder board = new StringBuilder("/dts-v1/;\n");
    for (int i = 0; i < 5; i++) {
      parts.add(write(i + ".dtsi", PART.replace("a;", "a" + i + ";").replace("b;", "b" + i + ";")));
      board.append("/include/ \"").append(i).append(".dtsi\"\n");
    }
    Path cpus = write("cpus.dtsi", CPUS);
    Path dts = write("a.dts", board.append("/include/ \"cpus.dtsi\"\n").toString());
    Run run = fmt(2, directory);
    assertThat(run.err())
        .contains(
            cpus
                + ": was left as it is: in another order, the boot processor, which is the first "
                + "child of /cpus, of "
                + dts
                + " would be different\n  help: format it without order rules, or sort it by hand\n")
        .containsOnlyOnce("was left as it is")
        .contains("formatted 5 of 7 files");
    assertThat(cpus).hasContent(CPUS);
    assertThat(parts.get(3)).hasContent("/ {\n\ta3;\n\tb3;\n};\n");
  }

  @Test
  void referencesMayGetOtherPhandles() throws IOException {
    Path board =
        write(
            "a.dts",
            "/dts-v1/;\n/ {\n\tb {\n\t\tref = <&x 1>;\n\t};\n\n\ta {\n\t\tref = <&y 2>;\n\t};\n\n"
                + "\tx: x {\n\t};\n\n\ty: y {\n\t};\n};\n");
    fmt(0, board);
    assertThat(Files.readString(board).indexOf("\ta {"))
        .isLessThan(Files.readString(board).indexOf("\tb {"));
  }

  @Test
  void nothingIsProvenByABoardThatDoesNotCompile() throws IOException {
    Path part = write("a.dtsi", PART);
    write("good.dts", "/dts-v1/;\n#include \"a.dtsi\"\n");
    Path bad = write("bad.dts", "/dts-v1/;\n#include \"a.dtsi\"\n/ {\n\tc = <&none>;\n};\n");
    assertThat(fmt(2, part).err())
        .contains(
            part
                + ": was left as it is: whether it would mean the same cannot be proven: "
                + bad
                + " does not compile: "
                + bad
                + ":4.");
    assertThat(part).hasContent(PART);
  }

  @Test
  void aPartWithoutABoardIsProvenOnItsOwn() throws IOException {
    Path part = write("a.dtsi", "&missing {\n\tb;\n\ta;\n};\n");
    fmt(0, part);
    assertThat(part).hasContent("&missing {\n\ta;\n\tb;\n};\n");
    Path macros = write("b.dtsi", PART.replace("b;", "b = <NONE>;"));
    assertThat(fmt(2, macros).err()).contains("b.dtsi does not compile: ");
  }

  @Test
  void aPartThatOnlyMentionsTheHeaderIsProvenOnItsOwn() throws IOException {
    Path part = write("a.dtsi", "/* no /dts-v1/ here */\n&missing {\n\tb;\n\ta;\n};\n");
    fmt(0, part);
    assertThat(part).content().endsWith("{\n\ta;\n\tb;\n};\n");
    Path source = write("b.dtsi", "/* a source */\n/dts-v1/;\n&missing {\n\tb;\n\ta;\n};\n");
    assertThat(fmt(2, source).err()).contains("b.dtsi does not compile: ");
  }

  @Test
  void whatZephyrAddsToABoardProvesItsParts() throws IOException {
    Path part = write("cpus.dtsi", CPUS);
    write("a.overlay", "#include \"cpus.dtsi\"\n&missing {\n\tb;\n};\n");
    assertThat(fmt(2, part).err())
        .contains("in another order, the boot processor")
        .contains("a.overlay would be different");
    Path keymap = write("a.keymap", "&missing {\n\tb;\n\ta;\n};\n");
    fmt(0, keymap);
    assertThat(keymap).hasContent("&missing {\n\ta;\n\tb;\n};\n");
  }

  @Test
  void boardsAreFoundThroughTheSearchPathAndLinks() throws IOException {
    Path part = write("arch/arm/cpus.dtsi", CPUS);
    Path prefixes = Files.createDirectories(directory.resolve("prefixes"));
    Files.createSymbolicLink(prefixes.resolve("arm"), Path.of("../arch/arm"));
    write("arch/arm64/a.dts", "/dts-v1/;\n#include <arm/cpus.dtsi>\n");
    assertThat(fmt(2, "-I", prefixes, part).err()).contains("arch/arm64/a.dts would be different");
  }

  @Test
  void aBoardThatNamesItsPartsByAMacroIsCompiledToo() throws IOException {
    Path part = write("cpus.dtsi", CPUS);
    write("a.dts", "/dts-v1/;\n#define PART \"cpus.dtsi\"\n#include PART\n");
    assertThat(fmt(2, part).err()).contains("a.dts would be different");
  }

  @Test
  void anOrderRuleIsProvenWithoutTheOption() throws IOException {
    Path board = write("a.dts", "/dts-v1/;\n" + CPUS);
    assertThat(Run.ending(2, "fmt", "--rule", "child-address-order", board.toString()).err())
        .contains("would be different");
    assertThat(Run.ending(0, "fmt", "--rule", "property-order", board.toString()).err()).isEmpty();
  }

  @Test
  void diffShowsOnlyLinesThatMove() throws IOException {
    Path board = write("a.dts", "/dts-v1/;\n" + PART);
    assertThat(fmt(0, "--diff", board).out())
        .endsWith("@@ -1,5 +1,5 @@\n /dts-v1/;\n / {\n+\ta;\n \tb;\n-\ta;\n };\n");
  }
}
