// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.util.List;
import java.util.Random;

/** Generates a README of overlays, which dtoverlay reads for its help. */
final class RpiReadme {

  private RpiReadme() {}

  /** Returns a random README with entries for most of these overlays. */
  static String generate(List<String> names, Random random) {
    StringBuilder text = new StringBuilder("Introduction\n============\n\n\n");
    for (String name : names) {
      if (random.nextInt(8) != 0) {
        appendEntry(text, name, random);
      }
    }
    return text.toString();
  }

  private static void appendEntry(StringBuilder text, String name, Random random) {
    text.append("Name:").append(random.nextInt(9) == 0 ? "\n        " : "   ").append(name);
    text.append("\n".repeat(random.nextInt(12) == 0 ? 2 : 1));
    for (String field : List.of("Info:   ", "Load:   ", "Params: ")) {
      if (random.nextInt(9) == 0) {
        continue;
      }
      text.append(field);
      int lines = random.nextInt(6);
      for (int i = 0; i <= lines; i++) {
        boolean isName = field.startsWith("P") && random.nextBoolean();
        text.append(i == 0 ? "" : "        ");
        text.append(isName ? "p" + i + "      " : "              ");
        text.append("word ".repeat(random.nextInt(20))).append('\n');
        text.append("\n".repeat(random.nextInt(7) == 0 ? 1 : 0));
      }
    }
    text.append(random.nextInt(20) == 0 ? "\n" : "\n\n");
  }
}
