// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
}
