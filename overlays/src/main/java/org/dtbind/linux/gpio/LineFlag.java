// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How a line is wired or to be driven (dt-bindings/gpio/gpio.h). */
public enum LineFlag {
  /** Asserted when the line is low. */
  ACTIVE_LOW,
  /** Driven low, else left alone. */
  OPEN_DRAIN,
  /** Driven high, else left alone. */
  OPEN_SOURCE,
  /** May lose its state over sleep or reset. */
  TRANSITORY,
  /** Pulled up. */
  PULL_UP,
  /** Pulled down. */
  PULL_DOWN,
  /** Not pulled. */
  BIAS_DISABLED;

  private static final int LOW = 1;
  private static final int SINGLE_ENDED = 2;
  private static final int DRAIN = 4;
  private static final int LOSES_STATE = 8;
  private static final int UP = 16;
  private static final int DOWN = 32;
  private static final int NO_PULL = 64;

  /** {@return the name in specifications, such as {@code active-low}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * {@return the flags in the second cell of a two-cell specifier, in the order of this type}
   *
   * @param cell as in the tree
   */
  public static Set<LineFlag> fromCell(int cell) {
    Set<LineFlag> flags = EnumSet.noneOf(LineFlag.class);
    if ((cell & LOW) != 0) {
      flags.add(ACTIVE_LOW);
    }
    if ((cell & SINGLE_ENDED) != 0) {
      flags.add((cell & DRAIN) != 0 ? OPEN_DRAIN : OPEN_SOURCE);
    }
    if ((cell & LOSES_STATE) != 0) {
      flags.add(TRANSITORY);
    }
    if ((cell & UP) != 0) {
      flags.add(PULL_UP);
    }
    if ((cell & DOWN) != 0) {
      flags.add(PULL_DOWN);
    }
    if ((cell & NO_PULL) != 0) {
      flags.add(BIAS_DISABLED);
    }
    return Collections.unmodifiableSet(flags);
  }
}
