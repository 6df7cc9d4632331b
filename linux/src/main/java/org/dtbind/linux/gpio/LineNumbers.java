// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dtbind.tree.DtNode;

/** How the specifiers of a controller count its lines. */
enum LineNumbers {
  /** From 0. */
  FROM_ZERO,
  /** From 1. */
  FROM_ONE,
  /** With eight numbers for each port, although ports have fewer pins. */
  BY_PORT,
  /** By the bank in the first cell, and by the line in a bank of 32 in the second one. */
  BY_BANK;

  private static final Pattern ONE = Pattern.compile("qcom,(spmi|ssbi)-(gpio|mpp)");
  private static final Pattern PORT = Pattern.compile("nvidia,tegra(186|194|234|241)-gpio(-aon)?");

  private static final Pattern BANK = Pattern.compile("allwinner,.*-pinctrl");

  /** Lines in a bank (drivers/pinctrl/sunxi/pinctrl-sunxi.h, {@code PINS_PER_BANK}). */
  private static final int BANK_LINES = 32;

  private static final int MOST_BANKS = 32;

  static LineNumbers of(DtNode controller) {
    List<String> compatible = controller.compatible();
    if (isOne(PORT, compatible)) {
      return BY_PORT;
    }
    return isOne(BANK, compatible) ? BY_BANK : isOne(ONE, compatible) ? FROM_ONE : FROM_ZERO;
  }

  private static boolean isOne(Pattern drivers, List<String> compatible) {
    return compatible.stream().anyMatch(name -> drivers.matcher(name).matches());
  }

  /**
   * Returns the offset that a specifier names; empty if unknown. In specifiers of one or two cells,
   * the first cell is the offset ({@code of_gpio_simple_xlate()}, drivers/gpio/gpiolib-of.c),
   * except for drivers with another {@code of_xlate} callback (pinctrl-spmi-gpio.c,
   * pinctrl-ssbi-gpio.c, gpio-tegra186.c). Specifiers of three or more cells name a bank first, in
   * a driver-specific way (for Allwinner, pinctrl-sunxi.c, {@code sunxi_pinctrl_gpio_of_xlate()}).
   */
  Optional<Integer> offset(List<Integer> cells) {
    if (this == BY_BANK) {
      return Optional.of(cells)
          .filter(all -> all.size() == 3 && isIn(all.get(0), MOST_BANKS))
          .filter(all -> isIn(all.get(1), BANK_LINES))
          .map(all -> all.get(0) * BANK_LINES + all.get(1));
    }
    if (cells.isEmpty() || cells.size() > 2 || this == BY_PORT) {
      return Optional.empty();
    }
    return Optional.of(this == FROM_ONE ? cells.get(0) - 1 : cells.get(0)).filter(at -> at >= 0);
  }

  private static boolean isIn(int number, int count) {
    return number >= 0 && number < count;
  }
}
