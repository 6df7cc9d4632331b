// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The flags in a GPIO specifier (include/dt-bindings/gpio/gpio.h). */
public enum LineFlag {
  /** The line is active when it is low. */
  ACTIVE_LOW,
  /** The line is driven low, and otherwise not driven. */
  OPEN_DRAIN,
  /** The line is driven high, and otherwise not driven. */
  OPEN_SOURCE,
  /** The line may lose its state in sleep or on a reset. */
  TRANSITORY,
  /** A pull-up is enabled. */
  PULL_UP,
  /** A pull-down is enabled. */
  PULL_DOWN,
  /** Pull-up and pull-down are disabled. */
  BIAS_DISABLED;

  private static final int LOW = 1;
  private static final int SINGLE_ENDED = 2;
  private static final int DRAIN = 4;
  private static final int LOSES_STATE = 8;
  private static final int UP = 16;
  private static final int DOWN = 32;
  private static final int NO_PULL = 64;

  /** {@return the flag as dtbind prints it, such as {@code active-low}} */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return the flags in the flags cell of a specifier, in the order of this type} */
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
