// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.List;
import java.util.regex.Pattern;
import org.dtbind.tree.DtNode;

/**
 * A line as a simulated chip has it in its two cells.
 *
 * @param offset from 0
 * @param flags of include/dt-bindings/gpio/gpio.h
 */
record Specifier(int offset, int flags) {

  /** Their specifiers count lines from 1 (drivers/pinctrl/qcom/pinctrl-{spmi,ssbi}-*.c). */
  private static final Pattern FROM_ONE = Pattern.compile("qcom,.*(spmi|ssbi|pm\\w+)-(gpio|mpp)");

  /**
   * Of banks with as many lines each: PINS_PER_BANK of drivers/pinctrl/sunxi/pinctrl-sunxi.h; taken
   * for others with three cells, too ({@code of_gpio_threecell_xlate()}: instance and offset).
   */
  private static final int BANK = 32;

  /** With three cells, bank, line and flags. */
  private static final int BANKED = 3;

  /**
   * {@return the line that a specifier names}
   *
   * @param cells one at least
   */
  static Specifier of(DtNode controller, List<Integer> cells) {
    int first = cells.get(0);
    int flags = cells.size() < 2 ? 0 : cells.get(cells.size() - 1);
    if (cells.size() >= BANKED) {
      return new Specifier(clipped((long) first * BANK + cells.get(1)), flags);
    }
    boolean fromOne =
        controller.compatible().stream().anyMatch(name -> FROM_ONE.matcher(name).matches());
    return new Specifier(clipped(fromOne ? first - 1L : first), flags);
  }

  /** A line that no chip has stays one: input may name any. */
  private static int clipped(long offset) {
    return offset < 0 || offset > 0xffff ? 0xffff : (int) offset;
  }
}
