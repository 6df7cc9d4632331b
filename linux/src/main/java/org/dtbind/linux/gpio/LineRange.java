// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.PropertyValue;

/**
 * A range of consecutive lines of a controller.
 *
 * @param count number of lines
 */
public record LineRange(int first, int count) {

  /**
   * {@return the lines of a controller that Linux must not use: pairs of offset and count in {@code
   * gpio-reserved-ranges} (drivers/gpio/gpiolib.c, {@code gpiochip_apply_reserved_ranges()})}
   */
  public static List<LineRange> reserved(DtNode controller) {
    List<Integer> cells =
        controller.value("gpio-reserved-ranges").map(PropertyValue::wholeCells).orElse(List.of());
    List<LineRange> ranges = new ArrayList<>();
    for (int at = 0; at + 1 < cells.size(); at += 2) {
      ranges.add(new LineRange(cells.get(at), cells.get(at + 1)));
    }
    return ranges;
  }

  public boolean contains(int offset) {
    return offset >= first && offset - first < count;
  }
}
