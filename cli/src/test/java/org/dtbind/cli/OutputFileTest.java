// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dtbind.acceptance.Users;
import org.dtbind.cli.session.OutputFile;
import org.dtbind.source.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

  @TempDir private Path directory = Path.of("");

  private Run compile(Path out) throws Exception {
    Path source = Files.writeString(directory.resolve("a.dts"), "/dts-v1/;\n/ { };\n");
    return Run.of("compile", "-q", "-o", out.toString(), source.toString());
  }

  @Test
  void missingDirectoryIsNamedInsteadOfTheTemporaryFile() throws Exception {
    Path out = directory.resolve("none/a.dtb");
    Run run = compile(out);
    assertThat(run.status()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo(
            "dtbind: %s: no such file or directory\n  help: create the directory %s first\n"
                .formatted(out, out.getParent()));
  }

  @Test
  void existingFileIsReplacedWithoutLeftovers() throws Exception {
    Path out = Files.writeString(directory.resolve("a.dtb"), "before");
    assertThat(compile(out).status()).isZero();
    assertThat(Files.size(out)).isGreaterThan(40);
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a.dts", "a.dtb");
  }

  /** Without CAP_CHOWN, root has no more groups than any other user. */
  @Test
  void groupThatIsNotTheFormerOneMayOnlyDoWhatEverybodyMay() throws Exception {
    assumeTrue(Users.isRoot(), "root: only root can give a file to a group that it is not in");
    assertThat(replacedWithoutItsGroup("rw-r-----")).isEqualTo("rw-------");
    assertThat(replacedWithoutItsGroup("rwxrwxr--")).isEqualTo("rwxr--r--");
    assertThat(replacedWithoutItsGroup("rw-rw-rw-")).isEqualTo("rw-rw-rw-");
  }

  /** Returns the mode of a file that is written by somebody who cannot restore its group. */
  private String replacedWithoutItsGroup(String mode) throws Exception {
    Path source = Files.writeString(directory.resolve("a.dts"), "/dts-v1/;\n/ { };\n");
    Path out = Files.writeString(directory.resolve("a.dtb"), "before");
    Files.setAttribute(out, "unix:gid", Users.NOBODY);
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString(mode));
    ProcessBuilder process =
        Run.process(directory, Map.of(), "compile", "-q", "-o", out.toString(), source.toString());
    process.command().addAll(0, List.of("setpriv", "--bounding-set=-chown"));
    Run run = Run.ended(process);
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(Files.getAttribute(out, "unix:gid")).isNotEqualTo(Users.NOBODY);
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(out));
  }

  /** A reader that opens a new file before its mode is restricted could read all of it. */
  @Test
  void newContentOfPrivateFileIsNeverReadableByOthers() throws Exception {
    Path out = Files.writeString(directory.resolve("secret"), "before");
    var mode = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(out, mode);
    Bytes content = Bytes.wrap(new byte[32 << 20]);
    Set<Set<PosixFilePermission>> modes = new HashSet<>();
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int i = 0; i < 10; i++) {
                  OutputFile.write(out, content);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    while (!writing.isDone()) {
      for (String name : Objects.requireNonNull(directory.toFile().list())) {
        try {
          modes.add(Files.getPosixFilePermissions(directory.resolve(name)));
        } catch (NoSuchFileException e) {
          // The file was renamed meanwhile.
        }
      }
    }
    writing.join();
    assertThat(modes).containsExactly(mode);
    assertThat(Files.size(out)).isEqualTo(content.length());
  }
}
