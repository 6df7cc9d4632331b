// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.dtbind.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares docs/reference/commands.md with the output of the generator of the manual pages; {@code
 * -Dgolden.update=true} rewrites the page.
 */
class CommandsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/commands.md");

  @TempDir private Path directory = Path.of("");

  @Test
  void commandsPageIsCurrent() throws IOException, InterruptedException {
    String path = System.getProperty("java.class.path");
    ByteArrayOutputStream compilerOutput = new ByteArrayOutputStream();
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                compilerOutput,
                compilerOutput,
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-cp",
                path,
                "-sourcepath",
                "src/build",
                "-d",
                directory.toString(),
                "src/build/org/dtbind/cli/Documents.java");
    assertThat(status).as(compilerOutput.toString(StandardCharsets.UTF_8)).isZero();

    Process documents =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                directory + File.pathSeparator + path,
                "org.dtbind.cli.Documents",
                directory.resolve("made").toString(),
                "2026-01-01",
                "0")
            .redirectErrorStream(true)
            .start();
    String output = new String(documents.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(documents.waitFor()).as(output).isZero();

    String page = Files.readString(directory.resolve("made/commands.md"));
    Golden.check(PAGE, page);
    for (CommandName name : CommandName.values()) {
      assertThat(page).contains("\n## dtbind " + name.typed() + "\n");
    }
  }
}
