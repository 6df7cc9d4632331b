// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Two root node bodies for a check: one that it reports and one that it accepts. They come from
 * {@code cases/checks.txt}, or are generated for families of similar checks.
 *
 * @param why why the problem matters; may be empty
 * @param found a body that the check reports
 * @param fine a body that the check accepts
 */
public record CheckCase(String why, String found, String fine) {

  private static final Path CASES = Path.of("src/test/resources/cases/checks.txt");

  /**
   * {@return the case of a check, if it has one}
   *
   * @param check the check
   */
  public static Optional<CheckCase> of(Check check) throws IOException {
    List<String> lines = Files.readAllLines(CASES);
    int at = lines.indexOf(check.id());
    if (at < 0) {
      return generated(check);
    }
    String why = "";
    String found = "";
    for (String line : lines.subList(at + 1, lines.size())) {
      String text = line.substring(4);
      switch (line.charAt(2)) {
        case '?' -> why = text;
        case '+' -> found = text;
        default -> {
          return Optional.of(new CheckCase(why, found, text));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<CheckCase> generated(Check check) {
    String name = check.property().orElse("");
    if (check == Check.ALWAYS_FAIL) {
      return Optional.of(new CheckCase("", "a;", ""));
    }
    if (check.family() == CheckFamily.CELL) {
      String why = "The value must be a single cell, such as <1>.";
      return Optional.of(new CheckCase(why, name + " = <1 2>;", name + " = <1>;"));
    }
    if (check.family() == CheckFamily.STRING) {
      String why = "The value must be a single null-terminated string.";
      return Optional.of(new CheckCase(why, name + " = <1>;", name + " = \"a\";"));
    }
    String cells = check.cells().orElse("");
    if (!cells.isEmpty()) {
      String why =
          "Each entry must be the phandle of a node, followed by as many cells as the %s property"
              + " of that node specifies.";
      String provider = " p: p { " + cells + " = <1>; };";
      return Optional.of(
          new CheckCase(
              why.formatted(cells), name + " = <&p>;" + provider, name + " = <&p 1>;" + provider));
    }
    return Optional.empty();
  }
}
