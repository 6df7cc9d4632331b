// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The macros that are defined at one moment of one compilation, by symbol. */
final class MacroTable {

  private @Nullable Macro[] macros = new @Nullable Macro[512];

  /** Where each was defined. */
  private @Nullable Place[] places = new @Nullable Place[512];

  /** Returns the macro of that name, or null: this is asked for every identifier of a source. */
  @Nullable Macro get(int symbol) {
    return symbol < macros.length ? macros[symbol] : null;
  }

  /** Returns where a macro that is defined was; {@link Place#NOWHERE} for those that always are. */
  Place place(Macro macro) {
    return Objects.requireNonNullElse(places[macro.symbol()], Place.NOWHERE);
  }

  void define(Macro macro, Place place) {
    if (macro.symbol() >= macros.length) {
      int size = Math.max(macro.symbol() + 1, macros.length * 2);
      macros = Arrays.copyOf(macros, size);
      places = Arrays.copyOf(places, size);
    }
    macros[macro.symbol()] = macro;
    places[macro.symbol()] = place;
  }

  void undefine(int symbol) {
    if (symbol < macros.length) {
      macros[symbol] = null;
    }
  }
}
