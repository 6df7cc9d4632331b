// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.preprocess;

import java.util.Arrays;
import java.util.Objects;
import org.dtbind.dts.scan.Macro;
import org.dtbind.dts.scan.Symbols;
import org.jspecify.annotations.Nullable;

/**
 * The macros that are defined at a point of one source, by symbol. A process has about 100,000
 * symbols, and one source defines about 1,000 of them, whose numbers are close together because the
 * numbers follow the order in the headers. The table therefore consists of pages, most of which are
 * never allocated.
 */
final class MacroTable {

  private static final int PAGE_BITS = 6;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;

  /** Macros with consecutive symbols, and the readings of files that defined them. */
  private static final class Page {
    private final @Nullable Macro[] macros = new @Nullable Macro[PAGE_SIZE];
    private final int[] readings = new int[PAGE_SIZE];
  }

  private @Nullable Page[] pages = new @Nullable Page[256];

  /**
   * Returns the macro with that name, or null. Not an {@code Optional}, because this is called for
   * each identifier of a source.
   */
  @Nullable Macro get(int symbol) {
    int number = symbol >> PAGE_BITS;
    Page page = number < pages.length ? pages[number] : null;
    return page == null ? null : page.macros[symbol & PAGE_SIZE - 1];
  }

  /**
   * Returns the index of the reading of the file that defined a macro; 0 for a predefined macro.
   */
  int reading(Macro macro) {
    Page page = Objects.requireNonNull(pages[macro.symbol() >> PAGE_BITS]);
    return page.readings[macro.symbol() & PAGE_SIZE - 1];
  }

  /**
   * Defines a macro.
   *
   * @param symbol the symbol of the macro, which this does not load
   * @param reading index of the reading of the file with the definition
   */
  void define(int symbol, Macro macro, int reading) {
    int number = symbol >> PAGE_BITS;
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length * 2));
    }
    Page page = pages[number];
    if (page == null) {
      page = new Page();
      pages[number] = page;
    }
    page.macros[symbol & PAGE_SIZE - 1] = macro;
    page.readings[symbol & PAGE_SIZE - 1] = reading;
  }

  void defineBuiltins(Symbols symbols) {
    for (Macro.Builtin name : Macro.Builtin.values()) {
      int symbol = symbols.number(name.spelling());
      define(symbol, Macro.of(name, symbol), 0);
    }
  }

  void undefine(int symbol) {
    int number = symbol >> PAGE_BITS;
    Page page = number < pages.length ? pages[number] : null;
    if (page != null) {
      page.macros[symbol & PAGE_SIZE - 1] = null;
    }
  }
}
