// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/**
 * Writes manual pages and completions of all commands, run by {@code ./release} with the jars of a
 * build: {@code java org.dtbind.cli.Documents FOLDER DATE VERSION}. They are then in {@code man1/},
 * {@code bash/dtbind}, {@code zsh/_dtbind} and {@code fish/dtbind.fish}; {@code commands.md} beside
 * them is the page of reference, which a test compares.
 */
final class Documents {

  private Documents() {}

  /**
   * Writes them.
   *
   * @param args the folder, which is made; the date of the release, and its version
   * @throws IOException if one cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    CommandLine program = CommandModel.program();
    for (Map.Entry<String, String> page : ManPages.of(program, args[1], args[2]).entrySet()) {
      write(folder.resolve("man1").resolve(page.getKey()), page.getValue());
    }
    write(folder.resolve("commands.md"), CommandsPage.of(program));
    write(folder.resolve("bash/dtbind"), Completions.bash(program));
    write(folder.resolve("zsh/_dtbind"), Completions.zsh(program));
    write(folder.resolve("fish/dtbind.fish"), Completions.fish(program));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
