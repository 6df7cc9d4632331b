// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporaryDirectoryTest {

  @TempDir Path parent;

  @Test
  void closedDirectoryIsDeletedWithItsContents() throws Exception {
    try (TemporaryDirectory directory = TemporaryDirectory.in(parent, "first-")) {
      Files.writeString(Files.createDirectories(directory.path().resolve("a/b")).resolve("c"), "c");
      Files.createSymbolicLink(directory.path().resolve("link"), Path.of("/nowhere"));
      assertThat(parent).isNotEmptyDirectory();
    }
    assertThat(parent).isEmptyDirectory();
  }

  /** What may write there can be root in a sandbox, and leave a setuid program. */
  @Test
  void othersCannotEnterADirectoryThatIsMadePublic() throws Exception {
    try (TemporaryDirectory directory = TemporaryDirectory.in(parent, "first-")) {
      Files.setPosixFilePermissions(directory.path(), PosixFilePermissions.fromString("rwxrwxrwx"));
      Path around = directory.path().getParent();
      assertThat(around).hasParent(parent.toRealPath());
      assertThat(Files.getPosixFilePermissions(around))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
    assertThat(parent).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void signalDeletesAllDirectories(String signal, int status) throws Exception {
    List<String> line =
        List.of(
            "env",
            "--default-signal=INT,TERM,HUP",
            Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path", ""),
            Program.class.getName(),
            parent.toString());
    Process process =
        new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("waiting");
      assertThat(parent).isNotEmptyDirectory();
      new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid()).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(status);
    } finally {
      process.destroyForcibly();
    }
    assertThat(parent).isEmptyDirectory();
  }

  /** Opens two directories, and writes to one until it is interrupted. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) throws Exception {
      Path parent = Path.of(args[0]);
      try (TemporaryDirectory outer = TemporaryDirectory.in(parent, "outer-");
          TemporaryDirectory inner = TemporaryDirectory.in(parent, "inner-")) {
        Files.writeString(outer.path().resolve("kept"), "kept");
        System.out.println("waiting");
        for (int number = 0; ; number++) {
          Files.createFile(inner.path().resolve(Integer.toString(number)));
          Thread.sleep(1);
        }
      }
    }
  }
}
