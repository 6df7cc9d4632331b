// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.change.ChangeSet.Part;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.linux.LinuxKernel;
import org.dtbind.source.Bytes;
import org.dtbind.spec.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChangeTest {

  private static final String PATH = "/etc/dtbind/devices/a";

  @TempDir Path root;

  private static FileState text(String text) {
    return new FileState.Text(Bytes.utf8(text), false);
  }

  /** Ownership review 6: the content was not restored if the owner could not be. */
  @Test
  void contentIsRestoredIfTheOwnerNoLongerExists() throws IOException {
    WritableKernel kernel = LinuxKernel.open(root, Trace.NONE);
    Access missingOwner =
        Access.owned(Optional.of("no-such-account"), Optional.empty(), Optional.of("0640"));
    FileChange change =
        new FileChange(
            PATH,
            Optional.of(text("old\n")),
            Optional.of(text("new\n")),
            "test",
            Optional.of(missingOwner));
    assertThat(change.make(kernel.files()).failure()).isEmpty();

    List<String> failures = FilesChange.restore(kernel, List.of(change));

    Path file = root.resolve(PATH.substring(1));
    assertThat(file).hasContent("old\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThat(failures)
        .containsExactly(
            "cannot change the owner of " + PATH + ": ENOENT (no such file or directory)");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  /** The path counted as absent: it was not removed, and a rollback would have removed it. */
  @Test
  void pathThatCannotBeReadIsNotAbsent() throws IOException {
    Files.createDirectories(root.resolve(PATH.substring(1)));
    WritableKernel kernel = LinuxKernel.open(root, Trace.NONE);

    FileChange removal =
        FileChange.to(kernel.files(), PATH, Optional.empty(), "test").orElseThrow();

    assertThat(removal.before()).containsInstanceOf(FileState.Unreadable.class);
    assertThat(FileChange.touched(kernel.files(), PATH).before()).isEqualTo(removal.before());
  }

  @Test
  void pathThatCannotBeReadIsNotChanged() throws IOException {
    Path other = root.resolve("etc/dtbind/other");
    Files.createDirectories(root.resolve(PATH.substring(1)));
    Files.writeString(other, "old\n");
    WritableKernel kernel = LinuxKernel.open(root, Trace.NONE);
    List<FileChange> changes =
        Stream.of("/etc/dtbind/other", PATH)
            .flatMap(path -> FileChange.to(kernel.files(), path, Optional.empty(), "test").stream())
            .toList();

    Result<String> result =
        new Executor(kernel, Duration.ZERO, () -> false)
            .run(List.of(new FilesPart(changes)), new LoadedModules(kernel))
            .ofOne()
            .result(new FilesPart(changes));

    assertThat(result.reason().map(Problem::message))
        .contains("cannot open " + PATH + ": EISDIR (is a directory)");
    assertThat(other).hasContent("old\n");
    assertThat(root.resolve(PATH.substring(1))).isDirectory();
  }

  private record FilesPart(List<FileChange> files) implements Part<String> {
    @Override
    public List<Change> changes() {
      return List.of();
    }

    @Override
    public String former() {
      return "";
    }

    @Override
    public Result<String> done(List<String> notes) {
      throw new AssertionError(notes);
    }
  }
}
