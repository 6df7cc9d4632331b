// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.source.SliceIndex;

/**
 * Numbers for identifiers, so that a look-up of a macro is an array access. Shared by all files of
 * a process and safe between threads.
 *
 * <p>The names are kept in a few tables, each under its own lock, so that threads seldom meet. A
 * table is flat: a hundred thousand names as objects in a map are far apart in memory, and to get
 * at each takes longer than to compare it.
 */
public final class Symbols {

  private static final int TABLES = 16;

  /** The names of one table, and their numbers. */
  private static final class Table {
    private final SliceIndex index = new SliceIndex(256);
    private byte[] names = new byte[4096];
    private int length;
    private int[] numbers = new int[256];

    synchronized int number(byte[] text, int from, int to, AtomicInteger next) {
      int size = to - from;
      if (size > names.length - length) {
        names = Arrays.copyOf(names, Math.max(names.length * 2, length + size));
      }
      System.arraycopy(text, from, names, length, size);
      int known = index.size();
      int found = index.number(names, length, length + size);
      if (found == known) {
        length += size;
        if (found == numbers.length) {
          numbers = Arrays.copyOf(numbers, found * 2);
        }
        numbers[found] = next.getAndIncrement();
      }
      return numbers[found];
    }
  }

  private final Table[] tables = new Table[TABLES];
  private final AtomicInteger next = new AtomicInteger();

  private final int definedOperator;

  private final int arguments;

  private final int optional;

  public Symbols() {
    for (int i = 0; i < TABLES; i++) {
      tables[i] = new Table();
    }
    definedOperator = number("defined");
    arguments = number("__VA_ARGS__");
    optional = number("__VA_OPT__");
  }

  /** Returns the number of {@code defined}. */
  public int definedOperator() {
    return definedOperator;
  }

  /** Returns the number of {@code __VA_ARGS__}. */
  int arguments() {
    return arguments;
  }

  /** Returns the number of {@code __VA_OPT__}. */
  int optional() {
    return optional;
  }

  /** Returns the number of the name that stands between two offsets: the same for equal names. */
  public int number(byte[] text, int from, int to) {
    int size = to - from;
    int table = size == 0 ? 0 : (text[from] ^ text[to - 1] ^ size * 5) & TABLES - 1;
    return tables[table].number(text, from, to, next);
  }

  public int number(String name) {
    byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
    return number(text, 0, text.length);
  }
}
