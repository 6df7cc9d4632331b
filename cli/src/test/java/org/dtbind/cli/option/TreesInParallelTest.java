// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.dtbind.check.CheckLevels;
import org.dtbind.cli.Run;
import org.dtbind.cli.session.Session;
import org.dtbind.diag.Diagnosed;
import org.dtbind.tree.DeviceTree;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads sources and blobs in several threads. */
class TreesInParallelTest {

  @TempDir private Path directory;
  private final List<Path> files = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();

  @BeforeEach
  void writeFiles() throws IOException {
    for (int i = 0; i < 20; i++) {
      String text = "/dts-v1/;\n/ { a = <%d>; };\n".formatted(i);
      files.add(Files.writeString(directory.resolve(i + ".dts"), text));
    }
  }

  private void run(BiFunction<String, Diagnosed<DeviceTree>, String> work)
      throws IOException, InterruptedException {
    PrintStream out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
    Session session = new Session(InputStream.nullInputStream(), out, out, Map.of());
    new TreesInParallel(session, new SourceOptions(), 3, true, CheckLevels.ERRORS)
        .run(files, work, taken::add);
  }

  private List<String> names(int count) {
    return files.subList(0, count).stream().map(Path::toString).toList();
  }

  @Test
  void resultsComeInTheOrderOfTheFiles() throws IOException, InterruptedException {
    Path blob = directory.resolve("a.dtb");
    Run.ending(0, "compile", files.get(0).toString(), "-o", blob.toString());
    files.add(7, blob);
    run((file, tree) -> tree.value().isPresent() ? file : "");
    assertThat(taken).isEqualTo(names(21));
  }

  @Test
  void aMissingFileIsAResultOfItsOwn() throws IOException, InterruptedException {
    String none = directory + "/none.dts";
    files.add(7, Path.of(none));
    run((file, tree) -> tree.value().isPresent() == file.equals(none) ? "" : file);
    assertThat(taken).isEqualTo(names(21));
  }

  /** A source may be removed while it is checked. */
  @Test
  void failureToReadIsNoBug() {
    UncheckedIOException removed = new UncheckedIOException(new NoSuchFileException("a"));
    assertThatThrownBy(
            () ->
                run(
                    (file, tree) -> {
                      throw removed;
                    }))
        .isSameAs(removed);
  }
}
