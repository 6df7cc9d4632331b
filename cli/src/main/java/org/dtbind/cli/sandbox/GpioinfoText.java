// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the output of {@code gpioinfo} from libgpiod 1 and 2. */
final class GpioinfoText {

  private static final Pattern CHIP = Pattern.compile("gpiochip\\d+ - \\d+ lines:");

  private static final Pattern LINE =
      Pattern.compile("\\s+line\\s+\\d+:\\s+(?:\"([^\"]*)\"|unnamed).*");

  private GpioinfoText() {}

  /** {@return the names of the lines of each chip, in order; empty for a line without a name} */
  static List<List<String>> chips(String text) {
    List<List<String>> chips = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher match = LINE.matcher(line);
      if (CHIP.matcher(line).matches()) {
        chips.add(new ArrayList<>());
      } else if (match.matches() && !chips.isEmpty()) {
        String name = match.group(1);
        chips.get(chips.size() - 1).add(name == null ? "" : name);
      }
    }
    return chips;
  }
}
