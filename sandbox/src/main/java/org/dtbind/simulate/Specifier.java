// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.List;
import java.util.Set;
import org.dtbind.tree.DtNode;

/**
 * The two-cell specifier of a line of a simulated chip.
 *
 * @param offset offset of the line, from 0
 * @param flags flags as in include/dt-bindings/gpio/gpio.h
 */
record Specifier(int offset, int flags) {

  /**
   * Controllers whose specifiers count lines from 1 (drivers/pinctrl/qcom/pinctrl-{spmi,ssbi}-*.c).
   */
  private static final Set<String> KINDS = Set.of("-gpio", "-mpp");

  private static final String VENDOR = "qcom,";

  /**
   * Lines in a bank of a controller with three-cell specifiers: PINS_PER_BANK of
   * drivers/pinctrl/sunxi/pinctrl-sunxi.h. Assumed for other controllers with three cells, too
   * ({@code of_gpio_threecell_xlate()}: instance and offset).
   */
  private static final int BANK = 32;

  /** The number of cells of a specifier with bank, line and flags. */
  private static final int BANKED = 3;

  /**
   * Converts a specifier of a real controller.
   *
   * @param cells one or more cells, without the phandle
   */
  static Specifier of(DtNode controller, List<Integer> cells) {
    int first = cells.get(0);
    int flags = cells.size() < 2 ? 0 : cells.get(cells.size() - 1);
    if (cells.size() >= BANKED) {
      return new Specifier(clipped((long) first * BANK + cells.get(1)), flags);
    }
    boolean fromOne = controller.compatible().stream().anyMatch(Specifier::countsFromOne);
    return new Specifier(clipped(fromOne ? first - 1L : first), flags);
  }

  /** Returns whether the last word before {@code -gpio} names a power management chip. */
  private static boolean countsFromOne(String compatible) {
    int end = Math.max(compatible.lastIndexOf("-gpio"), compatible.lastIndexOf("-mpp"));
    boolean fits =
        compatible.startsWith(VENDOR)
            && end >= VENDOR.length()
            && KINDS.contains(compatible.substring(end));
    if (!fits) {
      return false;
    }
    String name = compatible.substring(VENDOR.length(), end);
    int word = name.length();
    while (word > 0 && isOfWord(name.charAt(word - 1))) {
      word--;
    }
    int chip = name.indexOf("pm", word);
    return name.endsWith("spmi") || name.endsWith("ssbi") || chip >= 0 && chip + 2 < name.length();
  }

  private static boolean isOfWord(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_');
  }

  /** Replaces offsets out of range, which a malformed tree can contain, by one that no chip has. */
  private static int clipped(long offset) {
    return offset < 0 || offset > 0xffff ? 0xffff : (int) offset;
  }
}
