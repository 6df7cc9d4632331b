// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands in a page of the guide, with their expected output. */
record Transcript(List<Step> steps) {

  private static final Pattern TYPED = Pattern.compile("([a-z]+)[#$] (.+)");

  /**
   * A command.
   *
   * @param user the user who runs it
   * @param command the command line
   * @param answer the expected output; each line ends with a line feed
   */
  record Step(String user, String command, String answer) {}

  Transcript {
    steps = List.copyOf(steps);
  }

  /** {@return the path of a page of the guide, also inside a test kernel} */
  static Path page(String name) {
    return Path.of(System.getProperty("dtbind.docs", "../docs"), "guide", name);
  }

  /** {@return the steps in the code blocks of a page; a step starts with {@code user$ command}} */
  static Transcript of(String page) {
    List<Step> steps = new ArrayList<>();
    boolean code = false;
    for (String line : page.lines().toList()) {
      Matcher typed = TYPED.matcher(line);
      if (line.equals("```")) {
        code = !code;
      } else if (code && typed.matches()) {
        steps.add(new Step(typed.group(1), typed.group(2), ""));
      } else if (code && !steps.isEmpty()) {
        Step last = steps.remove(steps.size() - 1);
        steps.add(new Step(last.user(), last.command(), last.answer() + line + "\n"));
      }
    }
    return new Transcript(steps);
  }
}
