// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dtbind.cli.CommandName;
import org.dtbind.dtc.DropIn;
import org.dtbind.testing.Program;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What PackagesTest tests in shells and with man(1), this tests in seconds. */
class CommandDocumentsTest {

  @TempDir private static Path directory;

  @BeforeAll
  static void write() throws IOException {
    CommandDocuments.main(new String[] {directory.toString(), "2026-01-02", "1.2~3"});
  }

  @Test
  void eachCommandHasAPageWithRequestsOnlyAtLineStarts() throws IOException {
    for (CommandName name : CommandName.values()) {
      List<String> lines =
          Files.readAllLines(directory.resolve("man1/dtbind-" + name.typed() + ".1"));
      assertThat(lines)
          .contains(
              ".TH DTBIND\\-%s 1 2026-01-02 \"dtbind 1.2\\(ti3\" \"User Commands\""
                  .formatted(name.name()),
              ".SH DESCRIPTION",
              ".SH EXIT STATUS")
          .filteredOn(line -> line.startsWith(".") || line.startsWith("'"))
          .allMatch(line -> line.matches("\\.\\\\\".*|\\.(TH|SH|SS|TP|PP|B|BR|I|IR|nh|ad)( .*)?"));
    }
  }

  @Test
  void pageOfTheProgramListsCommandsAndDropIns() throws IOException {
    String page = Files.readString(directory.resolve("man1/dtbind.1"));
    for (CommandName name : CommandName.values()) {
      assertThat(page).contains(".BR dtbind\\-" + name.typed() + " (1)\n");
    }
    for (DropIn known : DropIn.values()) {
      assertThat(page).contains("\n.B dtbind " + known.typed() + "\n");
    }
  }

  /** Bash completes a command, an option's values, and a command below another one. */
  @Test
  void bashCompletesCommandsOptionsAndValues() throws IOException {
    assertThat(completed("dtbind app")).containsExactly("apply");
    assertThat(completed("dtbind fdto")).containsExactly("fdtoverlay");
    assertThat(completed("dtbind status --form")).containsExactly("--format");
    assertThat(completed("dtbind status --format j")).containsExactly("json");
    assertThat(completed("dtbind overlay ver")).isEmpty();
    assertThat(completed("dtbind aggregator cre")).containsExactly("create");
  }

  private static List<String> completed(String line) throws IOException {
    return Program.bash(
            """
            . "$1" && COMP_LINE=$2 COMP_POINT=${#2} && _complete_dtbind
            printf '%s\\n' "${COMPREPLY[@]}"
            """,
            directory.resolve("bash/dtbind").toString(), line)
        .run()
        .succeeded()
        .lines()
        .stream()
        .filter(word -> !word.isEmpty())
        .toList();
  }

  @Test
  void zshAndFishKnowEachCommand() throws IOException {
    String zsh = Files.readString(directory.resolve("zsh/_dtbind"));
    String fish = Files.readString(directory.resolve("fish/dtbind.fish"));
    for (CommandName name : CommandName.values()) {
      assertThat(zsh).contains("\n        %1$s) _dtbind_%1$s ;;\n".formatted(name.typed()));
      assertThat(fish).contains(" -a %s -d ".formatted(name.typed()));
    }
    assertThat(zsh).contains("'--format=[", ":value:(table json)'");
    assertThat(fish).contains(" -l format -x -a 'table json' ");
  }
}
