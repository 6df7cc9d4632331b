// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dtbind.cli.CommandName;
import org.dtbind.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares docs/reference/commands.md with what {@link CommandsPage} makes; {@code
 * -Dgolden.update=true} rewrites the page.
 */
class CommandsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/commands.md");

  @TempDir private Path directory = Path.of("");

  @Test
  void commandsPageIsCurrent() throws IOException {
    CommandDocuments.main(new String[] {directory.toString(), "2026-01-02", "0"});
    String page = Files.readString(directory.resolve("commands.md"));
    Golden.check(PAGE, page);
    for (CommandName name : CommandName.values()) {
      assertThat(page).contains("\n## dtbind " + name.typed() + "\n");
    }
  }
}
