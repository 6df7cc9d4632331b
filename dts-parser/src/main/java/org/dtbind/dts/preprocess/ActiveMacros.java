// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.Arrays;

/** The macros that are being expanded, which do not name themselves meanwhile. */
final class ActiveMacros {

  private boolean[] active = new boolean[512];

  boolean has(Macro macro) {
    return macro.symbol() < active.length && active[macro.symbol()];
  }

  void add(Macro macro) {
    if (macro.symbol() >= active.length) {
      active = Arrays.copyOf(active, Math.max(macro.symbol() + 1, active.length * 2));
    }
    active[macro.symbol()] = true;
  }

  void remove(Macro macro) {
    active[macro.symbol()] = false;
  }
}
