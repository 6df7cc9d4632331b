// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  private static final String SOURCE = "/dts-v1/;\n/ { model = \"one\"; };\n";

  @TempDir Path folder;

  private Path source() throws Exception {
    return Files.writeString(folder.resolve("a.dts"), SOURCE);
  }

  @Test
  void theVersionIsOneLineOnStandardOutput() {
    assertThat(Run.of("--version").out()).matches("dtbind \\d+\\.\\d+\\.\\d+\\S*( \\(\\S+\\))?\n");
  }

  @Test
  void theHelpListsEveryCommandUnderAHeading() {
    Run run = Run.of("--help");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("\nDevicetree:\n  compile ").contains("\nThe target:\n");
    for (CommandName name : CommandName.values()) {
      assertThat(run.out()).contains("  " + name.typed() + " ");
    }
  }

  @Test
  void everyCommandHasAHelpThatNamesItsGlobalOptionsToo() {
    for (CommandName name : CommandName.values()) {
      Run run = Run.of(name.typed(), "--help");
      assertThat(run.status()).isZero();
      assertThat(run.out()).startsWith("Usage: dtbind " + name.typed()).contains("--diagnostics");
    }
  }

  @Test
  void aMisspeltCommandGetsASuggestion() {
    assertThat(Run.of("compil", "x"))
        .isEqualTo(
            new Run(
                64,
                "",
                "dtbind: there is no command 'compil'; did you mean compile?\nsee dtbind --help\n"));
  }

  @Test
  void anUnknownOptionIsAUsageError() {
    assertThat(Run.of("compile", "--foo", "x"))
        .isEqualTo(new Run(64, "", "dtbind: Unknown option: '--foo'\nsee dtbind compile --help\n"));
  }

  @Test
  void noCommandIsAUsageError() {
    assertThat(Run.of().status()).isEqualTo(64);
  }

  @Test
  void aFileThatIsNotThereIsNotFound() {
    assertThat(Run.of("compile", "/no/such.dts"))
        .isEqualTo(new Run(3, "", "dtbind: /no/such.dts: no such file or directory\n"));
  }

  @Test
  void aFolderIsNoSource() {
    Run run = Run.of("compile", folder.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(folder + ": is a folder");
  }

  @Test
  void aBlobIsNotWrittenToATerminal() throws Exception {
    Run run = Run.with(Map.of("DTBIND_TTY", "12"), "compile", source().toString());
    assertThat(run.status()).isEqualTo(64);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theBlobGoesToStandardOutputOrWholeIntoAFile() throws Exception {
    Path blob = folder.resolve("a.dtb");
    Run run = Run.of("compile", source().toString(), "-o", blob.toString());
    assertThat(run).isEqualTo(new Run(0, "", ""));
    byte[] bytes = Files.readAllBytes(blob);
    assertThat(bytes).startsWith(0xd0, 0x0d, 0xfe, 0xed);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("a.dts", "a.dtb");
  }

  @Test
  void globalOptionsAreTakenBeforeAndBehindTheCommand() throws Exception {
    Path blob = folder.resolve("a.dtb");
    Run before = Run.of("-v", "compile", source().toString(), "-o", blob.toString());
    Run behind = Run.of("compile", source().toString(), "-o", blob.toString(), "-v");
    assertThat(before.err()).startsWith("dtbind: wrote " + blob + ", ").isEqualTo(behind.err());
  }

  @Test
  void underSystemdMessagesCarryPriorities() {
    Run run = Run.with(Map.of("JOURNAL_STREAM", "8:1"), "compile", "/no/such.dts");
    assertThat(run.err()).startsWith("<3>dtbind: /no/such.dts");
  }

  @Test
  void theLogFileGetsEverything() throws Exception {
    Path log = folder.resolve("log");
    Run.of("compile", source().toString(), "-o", folder + "/a.dtb", "--log", log.toString());
    assertThat(Files.readString(log)).contains(" DECISION wrote " + folder + "/a.dtb");
  }

  @Test
  void argumentsComeFromAFileOneALineWithSpacesAndHashesKept() throws Exception {
    Path spaced = Files.writeString(folder.resolve("#a b.dts"), SOURCE);
    Path arguments =
        Files.writeString(
            folder.resolve("args"), "compile\n" + spaced + "\n-o\n" + folder + "/# out.dtb\n");
    Run run = Run.of("@" + arguments);
    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(folder.resolve("# out.dtb")).exists();
  }

  @Test
  void aLineOfAnArgumentFileMayBeginWithAHash() throws Exception {
    Path arguments = Files.writeString(folder.resolve("args"), "compile\n#no-such.dts\n");
    assertThat(Run.of("@" + arguments).err()).contains("#no-such.dts: no such file");
  }

  @Test
  void anOutputThatCannotBeWrittenLeavesNothingBehind() throws Exception {
    Run run = Run.of("compile", source().toString(), "-o", folder + "/no/a.dtb");
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err()).contains(folder + "/no/");
    assertThat(folder.toFile().list()).containsExactly("a.dts");
  }

  @Test
  void aFileOutsideAsciiIsFound() throws Exception {
    Path file =
        Files.write(folder.resolve("tür.dts"), SOURCE.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Run.of("compile", file.toString(), "-o", "/dev/null").status()).isZero();
  }
}
