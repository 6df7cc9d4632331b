// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;

/**
 * Writes manual pages and completions of all commands, and their page in the reference: {@code
 * man1/}, {@code bash/dtbind}, {@code zsh/_dtbind}, {@code fish/dtbind.fish} and {@code
 * commands.md}.
 *
 * <pre>CommandDocuments DIRECTORY DATE VERSION</pre>
 */
final class CommandDocuments {

  private CommandDocuments() {}

  /**
   * Writes all files.
   *
   * @param args the output directory, which is created, and the date and version of the release
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    // As in Main: picocli sorts options in the default locale.
    Locale.setDefault(Locale.ROOT);
    Path directory = Path.of(args[0]);
    CommandLine program = CommandModel.program();
    for (Map.Entry<String, String> page : ManPages.of(program, args[1], args[2]).entrySet()) {
      write(directory.resolve("man1").resolve(page.getKey()), page.getValue());
    }
    write(directory.resolve("commands.md"), CommandsPage.of(program));
    write(directory.resolve("bash/dtbind"), Completions.bash(program));
    write(directory.resolve("zsh/_dtbind"), Completions.zsh(program));
    write(directory.resolve("fish/dtbind.fish"), Completions.fish(program));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }
}
