// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code dtbind fmt}. */
class FmtCommandTest {

  private static final String WRONG = "/dts-v1/;\n/ {\n    a = <0xA>;\n};\n";
  private static final String RIGHT = "/dts-v1/;\n/ {\n\ta = <0xa>;\n};\n";
  private static final String BROKEN = "/dts-v1/;\n/ {\n    a = <0xA>;\n";

  @TempDir private Path directory;
  private Path wrong;
  private Path right;

  @BeforeEach
  void files() throws IOException {
    wrong = Files.writeString(directory.resolve("wrong.dts"), WRONG);
    right = Files.writeString(directory.resolve("right.dtsi"), RIGHT);
  }

  private static Run fmt(int status, Object... arguments) {
    List<String> words = new ArrayList<>(List.of("fmt"));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    return Run.ending(status, words.toArray(String[]::new));
  }

  @Test
  void sourcesInADirectoryAreFormatted() throws IOException {
    Path notes = Files.writeString(directory.resolve("notes.txt"), WRONG);
    Path make = Files.writeString(directory.resolve("Makefile.dts"), "all:\n");
    Run run = fmt(0, directory);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("dtbind: formatted 1 of 2 files\n");
    assertThat(make).hasContent("all:\n");
    assertThat(fmt(2, make).err()).contains("Makefile.dts: is not a devicetree source");
    assertThat(wrong).hasContent(RIGHT);
    assertThat(right).hasContent(RIGHT);
    assertThat(notes).hasContent(WRONG);
    assertThat(fmt(0, directory).err()).isEmpty();
  }

  @Test
  void checkNamesTheFilesThatWouldChange() {
    Run run = fmt(5, "--check", directory);
    assertThat(run.out()).isEqualTo(wrong + "\n");
    assertThat(run.err()).isEqualTo("dtbind: would change 1 of 2 files\n");
    assertThat(wrong).hasContent(WRONG);
    assertThat(fmt(0, "--check", right)).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void diffPrintsAPatch() {
    Run run = fmt(0, "--diff", directory);
    String name = wrong.toString();
    assertThat(run.out())
        .isEqualTo(
            "--- a%s\n+++ b%s\n".formatted(name, name)
                + "@@ -1,4 +1,4 @@\n"
                + " /dts-v1/;\n"
                + " / {\n"
                + "-    a = <0xA>;\n"
                + "+\ta = <0xa>;\n"
                + " };\n");
    assertThat(run.err())
        .startsWith(
            "dtbind: 1 file is not in the current directory: apply the changes with 'patch -p1 -d /'\n");
    assertThat(wrong).hasContent(WRONG);
  }

  @Test
  void onlyTheNamedRulesApply() throws IOException {
    fmt(0, "--rule", "hex-case", wrong);
    assertThat(wrong).hasContent("/dts-v1/;\n/ {\n    a = <0xa>;\n};\n");
    assertThat(fmt(64, "--rule", "hex-cases", wrong).err())
        .contains("there is no rule 'hex-cases'; did you mean 'hex-case'?");
  }

  @Test
  void standardInputIsFormattedToStandardOutput() {
    assertThat(piped(WRONG, "fmt", "-")).isEqualTo(new Run(0, RIGHT, ""));
    assertThat(piped(RIGHT, "fmt", "-")).isEqualTo(new Run(0, RIGHT, ""));
    assertThat(piped(WRONG, "fmt", "--check", "-").status()).isEqualTo(5);
    Run broken = piped(BROKEN, "fmt", "-");
    assertThat(broken.status()).isEqualTo(2);
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err()).startsWith("<stdin>:2.3-4: ERROR (missing_brace): ");
  }

  private static Run piped(String input, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            arguments,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, false, StandardCharsets.UTF_8),
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Map.of());
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void whatCannotBeReadIsLeftAloneAndOthersAreFormatted() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.dts"), BROKEN);
    Run run = fmt(2, directory);
    assertThat(run.err())
        .contains("broken.dts:2.3-4: ERROR (missing_brace): this node has no closing brace")
        .contains("formatted 1 of 3 files");
    assertThat(broken).hasContent(BROKEN);
    assertThat(wrong).hasContent(RIGHT);
    fmt(2, "--check", directory);
  }

  @Test
  void aLinkToADirectoryIsFollowed() throws IOException {
    Path below = Files.createDirectory(directory.resolve("below"));
    Path source = Files.writeString(below.resolve("a.dts"), WRONG);
    Path link = Files.createSymbolicLink(directory.resolve("link"), below);
    assertThat(fmt(0, link).err()).isEqualTo("dtbind: formatted 1 of 1 file\n");
    assertThat(source).hasContent(RIGHT);
  }

  @Test
  void linksOwnersAndModesStay() throws IOException {
    if (isRoot()) {
      Files.setAttribute(wrong, "unix:uid", 4711);
      Files.setAttribute(wrong, "unix:gid", 4712);
    }
    Map<String, Object> owners = Files.readAttributes(wrong, "unix:uid,gid");
    Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("rwxr-----"));
    Path link = Files.createSymbolicLink(directory.resolve("link.dts"), wrong);
    assertThat(fmt(0, link, wrong).err()).isEqualTo("dtbind: formatted 1 of 1 file\n");
    assertThat(link).isSymbolicLink();
    assertThat(wrong).hasContent(RIGHT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wrong)))
        .isEqualTo("rwxr-----");
    assertThat(Files.readAttributes(wrong, "unix:uid,gid")).isEqualTo(owners);
  }

  private boolean isRoot() throws IOException {
    return Files.getAttribute(directory, "unix:uid").equals(0);
  }

  /** Root may read every directory. */
  @Test
  void aDirectoryThatMayNotBeReadDoesNotStopOthers() throws IOException {
    Path below = Files.createDirectory(directory.resolve("below"));
    Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("---------"));
    String denied = "dtbind: " + below + ": permission denied\n";
    assertThat(fmt(isRoot() ? 0 : 77, directory).err()).contains(isRoot() ? "" : denied);
    assertThat(wrong).hasContent(RIGHT);
    Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwx------"));
  }

  /** quilt(1) restores the files in .pc. */
  @Test
  void hiddenDirectoriesAreLeftAlone() throws IOException {
    Path hidden = Files.createDirectories(directory.resolve(".pc/a.patch"));
    Path backup = Files.writeString(hidden.resolve("a.dts"), WRONG);
    assertThat(fmt(0, directory).err()).isEqualTo("dtbind: formatted 1 of 2 files\n");
    assertThat(backup).hasContent(WRONG);
    assertThat(fmt(0, directory.resolve(".pc")).err()).contains("formatted 1 of 1 file\n");
    assertThat(backup).hasContent(RIGHT);
  }

  @Test
  void unreadableFilesDoNotStopTheOthers() throws IOException {
    CheckCommandTest.unreadable(directory);
    Path unread = directory.resolve("unread.dts");
    assertThat(fmt(1, unread).err()).contains("unread.dts: it is larger than 256 MiB");
    assertThat(fmt(1, unread, directory.resolve("none.dts"), wrong).err())
        .contains("unread.dts: ", "none.dts: no such file", "formatted 1 of 3 files");
    assertThat(wrong).hasContent(RIGHT);
  }

  /** Root may write to every file. */
  @Test
  void aFileThatMayNotBeWrittenStaysAsItIs() throws IOException {
    Files.setPosixFilePermissions(wrong, PosixFilePermissions.fromString("r--r--r--"));
    String denied = "dtbind: " + wrong + ": permission denied\n";
    assertThat(fmt(isRoot() ? 0 : 77, directory).err()).contains(isRoot() ? "" : denied);
    assertThat(Files.readString(wrong).equals(WRONG)).isEqualTo(!isRoot());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(wrong)))
        .isEqualTo("r--r--r--");
  }

  @ParameterizedTest
  @CsvSource({
    "64, --check --diff a.dts, specify either --check or --diff",
    "64, --lines HEAD -, --lines needs files",
    "64, - a.dts, cannot be combined",
    "64, -j 0 a.dts, -j must be",
    "3, none.dts, none.dts: no such file",
    "3, none, none: no such file",
    "2, pom.xml, pom.xml: is not a devicetree source",
  })
  void mistakesAreExplained(int status, String arguments, String message) {
    assertThat(fmt(status, (Object[]) arguments.split(" ")).err()).contains(message);
  }
}
