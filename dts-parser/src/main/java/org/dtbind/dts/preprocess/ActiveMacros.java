// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.BitSet;
import org.dtbind.dts.scan.Macro;

/**
 * The macros whose expansion is in progress. Within it, their names are not expanded again (ISO C
 * 6.10.3.4).
 */
final class ActiveMacros {

  private final BitSet active = new BitSet();

  boolean has(Macro macro) {
    return active.get(macro.symbol());
  }

  void add(Macro macro) {
    active.set(macro.symbol());
  }

  void remove(Macro macro) {
    active.clear(macro.symbol());
  }
}
