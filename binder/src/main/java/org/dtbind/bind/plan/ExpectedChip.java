// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.gpio.GpioChip;

/**
 * The chip that gpio-aggregator is expected to create for a node.
 *
 * @param lines the number of entries of {@code gpios}
 * @param names the names in {@code gpio-line-names}; may be fewer than {@code lines}
 */
public record ExpectedChip(int lines, List<String> names) {

  /** Copies the list. */
  public ExpectedChip {
    names = List.copyOf(names);
  }

  /**
   * {@return the differences between a chip and this one, one per line of text}
   *
   * @param chip a chip whose lines can be read
   */
  public List<String> differences(GpioChip chip) {
    List<String> differences = new ArrayList<>();
    if (chip.lines().size() != lines) {
      differences.add(
          "%s has %d lines, but \"gpios\" has %d"
              .formatted(chip.text(), chip.lines().size(), lines));
    }
    for (int i = 0; i < Math.min(lines, chip.lines().size()); i++) {
      String expected = i < names.size() ? names.get(i) : "";
      String actual = chip.lines().get(i).name();
      if (!actual.equals(expected)) {
        differences.add(
            "line %d is named \"%s\", but \"%s\" in \"gpio-line-names\""
                .formatted(i, actual, expected));
      }
    }
    return differences;
  }
}
