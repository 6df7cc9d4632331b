// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.source.Bytes;
import org.dtbind.source.FileName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  private static final Set<String> BEYOND_A_SCREEN = Set.of();

  private static final String SOURCE = "/dts-v1/;\n/ { model = \"one\"; };\n";

  @TempDir Path directory;

  private Path source() throws Exception {
    return Files.writeString(directory.resolve("a.dts"), SOURCE);
  }

  @Test
  void versionIsOneLineOnStandardOutput() {
    assertThat(Run.of("--version").out()).matches("dtbind \\d+\\.\\d+\\.\\d+\\S*( \\(\\S+\\))?\n");
  }

  @Test
  void helpListsEveryCommandUnderAHeading() {
    Run run = Run.of("--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\nDevicetree:\n  compile ").contains("\nThe target:\n");
    for (CommandName name : CommandName.values()) {
      assertThat(run.out()).contains("  " + name.typed() + " ");
    }
  }

  @Test
  void helpOfEveryCommandFitsOnAScreenAndSaysWhereTheGlobalOptionsAre() {
    for (CommandName name : CommandName.values()) {
      Run run = Run.of(name.typed(), "--help");
      assertThat(run.status()).isZero();
      assertThat(run.out()).startsWith("Usage: dtbind " + name.typed()).contains("dtbind --help");
      if (!BEYOND_A_SCREEN.contains(name.typed())) {
        assertThat(run.out().lines()).as(name.typed()).hasSizeLessThanOrEqualTo(50);
      }
    }
  }

  @Test
  void helpOfACommandListsAllSubcommands() {
    String[] own = {"\n  create ", "\n  apply "};
    assertThat(Run.of("overlay", "--help").out()).contains(own);
    assertThat(Run.of("overlay", "--help", "apply").out()).contains(own);
    assertThat(Run.of("overlay", "aply", "x").err())
        .contains("there is no command 'overlay aply'; did you mean 'apply'?");
  }

  @Test
  void misspelledCommandGetsASuggestion() {
    assertThat(Run.of("compil", "x"))
        .isEqualTo(
            new Run(
                64,
                "",
                "dtbind: there is no command 'compil'; did you mean 'compile'?\nsee dtbind --help\n"));
  }

  @Test
  void invalidSysrootIsReported() throws Exception {
    Run missing = Run.of("status", "--sysroot", directory.resolve("none").toString());
    assertThat(missing.status()).isEqualTo(3);
    assertThat(missing.err()).endsWith("/none: no such file or directory\n");
    Run nameless = Run.of("status", "--sysroot", "");
    assertThat(nameless.status()).isEqualTo(64);
    assertThat(nameless.err()).contains("--sysroot");
    Run file = Run.of("devices", "--sysroot", source().toString());
    assertThat(file.status()).isEqualTo(2);
    assertThat(file.err()).contains("a.dts: is not a directory; --sysroot requires a directory");
  }

  @Test
  void unknownOptionIsAUsageError() {
    assertThat(Run.of("compile", "--formt", "x"))
        .isEqualTo(
            new Run(
                64,
                "",
                "dtbind: unknown option '--formt'; did you mean '--format'?\nsee dtbind compile --help\n"));
  }

  @Test
  void unknownValueIsAUsageError() {
    for (String match : List.of("kept", "id")) {
      Run run = Run.of("bind", "--driver", "vfio-pci", "--match", match, "door");
      assertThat(run.status()).as(match).isEqualTo(64);
      assertThat(run.err()).contains("'--match' accepts override or new_id, not '" + match + "'");
    }
  }

  @Test
  void missingCommandIsAUsageError() {
    assertThat(Run.of().status()).isEqualTo(64);
  }

  @Test
  void missingFileIsReported() {
    assertThat(Run.of("compile", "/no/such.dts"))
        .isEqualTo(new Run(3, "", "dtbind: /no/such.dts: no such file or directory\n"));
  }

  @Test
  void directoryIsRefusedAsSource() {
    Run run = Run.of("compile", directory.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(directory + ": is a directory");
  }

  @Test
  void directoryIsRefusedAsOutput() throws Exception {
    Run run = Run.of("compile", "-o", directory.toString(), source().toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("dtbind: cannot write " + directory + ": is a directory (EISDIR)\n");
  }

  @Test
  void blobIsNotWrittenToATerminal() throws Exception {
    Run run = Run.with(Map.of("DTBIND_TTY", "12"), "compile", source().toString());
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void blobIsWrittenToTheOutputFile() throws Exception {
    Path blob = directory.resolve("a.dtb");
    Run run = Run.of("compile", source().toString(), "-o", blob.toString());
    assertThat(run).isEqualTo(new Run(0, "", ""));
    byte[] bytes = Files.readAllBytes(blob);
    assertThat(bytes).startsWith(0xd0, 0x0d, 0xfe, 0xed);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a.dts", "a.dtb");
  }

  @Test
  void globalOptionsAreAcceptedBeforeAndAfterTheCommand() throws Exception {
    Path blob = directory.resolve("a.dtb");
    Run before = Run.of("-v", "compile", source().toString(), "-o", blob.toString());
    Run after = Run.of("compile", source().toString(), "-o", blob.toString(), "-v");
    assertThat(before.err()).startsWith("dtbind: wrote " + blob + ", ").isEqualTo(after.err());
  }

  @Test
  void messagesHavePrioritiesInTheJournal() throws Exception {
    Path error = Path.of("/proc/self/fd/2");
    String stream =
        Files.getAttribute(error, "unix:dev") + ":" + Files.getAttribute(error, "unix:ino");
    Run run = Run.with(Map.of("JOURNAL_STREAM", stream), "compile", "/no/such.dts");
    assertThat(run.err()).startsWith("<3>dtbind: /no/such.dts");
    Run file = Run.with(Map.of("JOURNAL_STREAM", "8:1"), "compile", "/no/such.dts");
    assertThat(file.err()).startsWith("dtbind: /no/such.dts");
  }

  @Test
  void argumentFileKeepsSpacesAndHashes() throws Exception {
    Path spaced = Files.writeString(directory.resolve("#a b.dts"), SOURCE);
    Path arguments =
        Files.writeString(
            directory.resolve("args"),
            "compile\n" + spaced + "\n-o\n" + directory + "/# out.dtb\n");
    Run run = Run.of("@" + arguments);
    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(directory.resolve("# out.dtb")).exists();
  }

  @Test
  void argumentFileAfterTheCommandNamesNoOtherCommand() throws Exception {
    Path arguments = Files.writeString(directory.resolve("args"), "status\n");
    assertThat(Run.of("compile", "@" + arguments).err()).contains("status: no such file");
    Files.writeString(arguments, "compile\nno-such.dts\n");
    assertThat(Run.of("-q", "@" + arguments).err()).contains("no-such.dts: no such file");
    Files.writeString(arguments, "boot\n");
    assertThat(Run.of("export", "@" + arguments, "target"))
        .isEqualTo(Run.of("export", "boot", "target"));
  }

  @Test
  void lineOfAnArgumentFileMayBeginWithAHash() throws Exception {
    Path arguments = Files.writeString(directory.resolve("args"), "compile\n#no-such.dts\n");
    assertThat(Run.of("@" + arguments).err()).contains("#no-such.dts: no such file");
  }

  @Test
  void failedOutputLeavesNoFiles() throws Exception {
    Run run = Run.of("compile", source().toString(), "-o", directory + "/no/a.dtb");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains(directory + "/no/");
    assertThat(directory.toFile().list()).containsExactly("a.dts");
  }

  @Test
  void nonAsciiFileNameIsFound() throws Exception {
    String name = directory + "/tür \udcff.dts";
    Files.write(FileName.path(name), SOURCE.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Run.of("compile", name, "-o", "/dev/null").status()).isZero();
  }

  @Test
  void macroTextIsWrittenUnchanged() throws Exception {
    Path file = directory.resolve("macro.dts");
    Files.writeString(file, "/dts-v1/;\n/ { text = TEXT; };\n");
    Path blob = directory.resolve("macro.dtb");
    String define = "TEXT=\"gr\udcfcn, grün, дверь\"";
    assertThat(Run.of("compile", "-D", define, file.toString(), "-o", blob.toString()).status())
        .isZero();
    assertThat(FileName.text(Bytes.wrap(Files.readAllBytes(blob))))
        .contains("gr\udcfcn, grün, дверь\0");
  }

  @Test
  void controlCharactersInMessagesAreEscaped() {
    assertThat(Run.of("compile", "/no/\u001b[31m\u009b").err())
        .isEqualTo("dtbind: /no/\\x1b[31m\\x9b: no such file or directory\n");
  }

  @Test
  void errorWrappedByPicocliIsReportedAsABug() throws Exception {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new StackOverflowError("deep");
          }

          @Override
          public void write(byte[] all, int from, int count) {
            throw new StackOverflowError("deep");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        Main.run(
            new String[] {"compile", "-O", "dts", source().toString()},
            InputStream.nullInputStream(),
            new PrintStream(broken, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of());
    assertThat(status).isEqualTo(70);
    String stderr = err.toString(StandardCharsets.UTF_8);
    assertThat(stderr).startsWith("dtbind: this is a bug in dtbind").doesNotContain("\tat ");
    Matcher file = Pattern.compile("send the file (\\S+) to").matcher(stderr);
    assertThat(file.find()).isTrue();
    Files.delete(Path.of(file.group(1)));
  }

  @Test
  void outputLinkToMissingFileIsFollowed() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("b.dtb"));
    Run run = Run.of("compile", source().toString(), "-o", link.toString());
    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(link).isSymbolicLink();
    assertThat(directory.resolve("b.dtb")).isRegularFile();
  }

  @Test
  void outputLinkToItselfIsAnError() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("link"));
    Run run = Run.of("compile", source().toString(), "-o", link.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("dtbind: cannot write " + link + ": too many levels of symbolic links\n");
  }

  @Test
  void plantedLinkBesideTheOutputIsNotFollowed() throws Exception {
    Path mine = Files.writeString(directory.resolve("mine"), "mine");
    String guessedName = ".a.dtb." + ProcessHandle.current().pid();
    Files.createSymbolicLink(directory.resolve(guessedName), mine);
    assertThat(Run.of("compile", source().toString(), "-o", directory + "/a.dtb").status())
        .isZero();
    assertThat(mine).hasContent("mine");
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("a.dts", "a.dtb", "mine", guessedName);
  }
}
