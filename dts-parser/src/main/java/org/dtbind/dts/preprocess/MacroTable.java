// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The macros that are defined at one moment of one compilation, by symbol. */
final class MacroTable {

  private @Nullable Macro[] macros = new @Nullable Macro[512];

  /** Returns the macro of that name, or null: this is asked for every identifier of a source. */
  @Nullable Macro get(int symbol) {
    return symbol < macros.length ? macros[symbol] : null;
  }

  void define(Macro macro) {
    if (macro.symbol() >= macros.length) {
      macros = Arrays.copyOf(macros, Math.max(macro.symbol() + 1, macros.length * 2));
    }
    macros[macro.symbol()] = macro;
  }

  void undefine(int symbol) {
    if (symbol < macros.length) {
      macros[symbol] = null;
    }
  }
}
