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
 * How a run of ansible-playbook ended.
 *
 * @param status its exit status
 * @param said what it said
 * @param processors the seconds that it took of the processors, user and system
 */
record Play(int status, String said, String processors) {

  private static final Pattern COUNT = Pattern.compile("\\b(\\w+)=([0-9]+)");

  /** Returns it, where it succeeded on all boards; the test fails otherwise. */
  Play succeeded() {
    assertThat(status).as("the status of%n%s", end()).isZero();
    return this;
  }

  /** Returns it, where it failed on a board; the test fails otherwise. */
  Play failed() {
    assertThat(status).as("the status of%n%s", end()).isNotZero();
    return this;
  }

  /** Returns the numbers of the summary for a board; empty where it was not started there. */
  Map<String, Integer> recap(int board) {
    int start = said.indexOf("\nPLAY RECAP");
    Map<String, Integer> counts = new TreeMap<>();
    for (String line : start < 0 ? List.<String>of() : said.substring(start).lines().toList()) {
      if (line.startsWith("board" + board + " ")) {
        Matcher matcher = COUNT.matcher(line);
        while (matcher.find()) {
          counts.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
        }
      }
    }
    return counts;
  }

  /** Returns it, where the summary has these numbers for a board; the test fails otherwise. */
  Play expect(int board, Map<String, Integer> counts) {
    assertThat(recap(board)).as("board%d of%n%s", board, end()).containsAllEntriesOf(counts);
    return this;
  }

  private String end() {
    List<String> lines = said.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }
}
