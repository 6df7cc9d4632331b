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
import org.dtbind.testing.Program;
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

  /**
   * The group bits of a file with an access control list are what the list allows at most. Java
   * cannot read or set the list, so Python does.
   */
  @Test
  void accessControlListIsKept() throws Exception {
    Path out = Files.writeString(directory.resolve("a.dtb"), "before");
    String list = acl(out, SET);
    assertThat(list).isNotEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-rw----");
    assertThat(compile(out).status()).isZero();
    assertThat(Files.size(out)).isGreaterThan(40);
    assertThat(acl(out, "")).isEqualTo(list);

    Path source = Files.writeString(directory.resolve("b.dts"), "/dts-v1/;\n/ {\n    a;\n};\n");
    assertThat(acl(source, SET)).isEqualTo(list);
    assertThat(Run.of("fmt", source.toString()).status()).isZero();
    assertThat(source).content().contains("\ta;");
    assertThat(acl(source, "")).isEqualTo(list);
  }

  /** {@code user::rw-, user:5:rw-, group::---, mask::rw-, other::---} (acl(5)). */
  private static final String SET =
      "n = 0xffffffff; os.setxattr(f, a, struct.pack('<I', 2) + b''.join(struct.pack('<HHI', *e) for"
          + " e in [(1, 6, n), (2, 6, 5), (4, 0, n), (16, 6, n), (32, 0, n)])); ";

  /** Returns the list of a file as a number; empty if it has none. */
  private static String acl(Path file, String first) throws IOException {
    String script =
        "import os, struct, sys; f = sys.argv[1]; a = 'system.posix_acl_access'; "
            + first
            + "print(os.getxattr(f, a).hex())";
    return Program.of("python3", "-c", script, file.toString()).run().out().strip();
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
    // A directory hides what is not complete.
    assertThat(modes).containsExactlyInAnyOrder(mode, PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(out)).isEqualTo(mode);
    assertThat(directory.toFile().list()).containsExactly("secret");
    assertThat(Files.size(out)).isEqualTo(content.length());
  }
}
