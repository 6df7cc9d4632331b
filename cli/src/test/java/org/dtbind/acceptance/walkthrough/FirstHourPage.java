// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.walkthrough;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.acceptance.Checkout;
import org.dtbind.testing.Program.Finished;

/**
 * The commands and declarations in docs/guide/first-hour.md.
 *
 * @param text the text of the page
 */
record FirstHourPage(String text) {

  static FirstHourPage read() throws IOException {
    return new FirstHourPage(Files.readString(Checkout.ROOT.resolve("docs/guide/first-hour.md")));
  }

  /**
   * A command of the page.
   *
   * @param heading the heading above the command
   * @param line the command line
   * @param shown the output lines that the page shows
   */
  record Command(String heading, String line, List<String> shown) {

    /**
     * Runs the command and checks its result: exit status 0 and an output that contains each line
     * that the page shows or, if the page shows "! CODE", exit status 2 and an error with this
     * code.
     */
    void runIn(Path directory) throws IOException {
      Finished finished = Checkout.bash(line).in(directory).run();
      if (!shown.isEmpty() && shown.get(0).startsWith("! ")) {
        String code = shown.get(0).substring(2);
        assertThat(finished.ended(2).err()).contains("(" + code + ")");
      } else {
        finished.succeeded();
        assertThat(shown).allSatisfy(text -> assertThat(finished.out()).as(line).contains(text));
      }
    }
  }

  /** Returns the commands below a heading. */
  List<Command> commands(String heading) {
    List<Command> commands = all().stream().filter(one -> one.heading.equals(heading)).toList();
    assertThat(commands).as(heading).isNotEmpty();
    return commands;
  }

  private List<Command> all() {
    List<Command> commands = new ArrayList<>();
    String heading = "";
    boolean console = false;
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ") || line.startsWith("## ")) {
        heading = line.replaceFirst("#+ ", "");
      } else if (line.startsWith("```")) {
        console = line.equals("```console");
      } else if (console && line.startsWith("$ ")) {
        commands.add(new Command(heading, line.substring(2), new ArrayList<>()));
      } else if (console) {
        commands.get(commands.size() - 1).shown.add(line);
      }
    }
    return commands;
  }

  /** Returns the block of YAML after the first mention of a file. */
  String declaration(String file) {
    return block("`" + Pattern.quote(file) + "`.*?^```yaml\n");
  }

  /** Returns the code block after a text that matches this pattern. */
  String block(String introduction) {
    Matcher block = Pattern.compile("(?ms)" + introduction + "(.*?)^```$").matcher(text);
    assertThat(block.find()).as(introduction).isTrue();
    return block.group(1);
  }
}
