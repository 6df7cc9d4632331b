// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.Arrays;
import org.dtbind.dts.scan.Macro;

/**
 * The macros whose expansion is in progress. Within it, their names are not expanded again (ISO C
 * 6.10.3.4).
 */
final class ActiveMacros {

  /**
   * One bit per symbol. Not a {@code BitSet}, which searches for its last bit when a bit is
   * cleared: there are many symbols, and few macros are active.
   */
  private long[] active = {};

  boolean has(Macro macro) {
    int word = macro.symbol() / Long.SIZE;
    return word < active.length && (active[word] & bit(macro)) != 0;
  }

  void add(Macro macro) {
    int word = macro.symbol() / Long.SIZE;
    if (word >= active.length) {
      active = Arrays.copyOf(active, Math.max(word + 1, active.length * 2));
    }
    active[word] |= bit(macro);
  }

  void remove(Macro macro) {
    active[macro.symbol() / Long.SIZE] &= ~bit(macro);
  }

  private static long bit(Macro macro) {
    return 1L << macro.symbol();
  }
}
