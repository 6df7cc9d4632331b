// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.acceptance.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The result of a run of ansible-playbook.
 *
 * @param status the exit status
 * @param output the output
 * @param processors the user and system time in seconds
 */
record Play(int status, String output, String processors) {

  private static final Pattern COUNT = Pattern.compile("\\b(\\w+)=([0-9]+)");

  /** Checks that the run succeeded on all boards. */
  Play succeeded() {
    assertThat(status).as("exit status of%n%s", lastLines()).isZero();
    return this;
  }

  /** Checks that the run failed on a board. */
  Play failed() {
    assertThat(status).as("exit status of%n%s", lastLines()).isNotZero();
    return this;
  }

  /** Returns the counts of the recap for a board; empty if the play did not start there. */
  Map<String, Integer> recap(int board) {
    int start = output.indexOf("\nPLAY RECAP");
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : start < 0 ? List.<String>of() : output.substring(start).lines().toList()) {
      if (line.startsWith("board" + board + " ")) {
        Matcher matcher = COUNT.matcher(line);
        while (matcher.find()) {
          counts.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
      }
    }
    return counts;
  }

  /** Checks that the recap has these counts for a board. */
  Play expect(int board, Map<String, Integer> counts) {
    assertThat(recap(board)).as("board%d of%n%s", board, lastLines()).containsAllEntriesOf(counts);
    return this;
  }

  private String lastLines() {
    List<String> lines = output.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }
}
