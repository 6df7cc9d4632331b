// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.source.SliceIndex;

/**
 * Assigns numbers to identifiers, so that a macro is found with an array access. All files of a
 * process share one object, which is safe for use by several threads.
 *
 * <p>The names are distributed over several tables with one lock each, so that threads rarely wait.
 * A table is an array of bytes: 100,000 objects in a map are scattered in memory, and loading each
 * takes longer than comparing it.
 */
public final class Symbols {

  private static final int TABLES = 16;

  /** A part of the names, and their numbers. */
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

  public int definedOperator() {
    return definedOperator;
  }

  int arguments() {
    return arguments;
  }

  int optional() {
    return optional;
  }

  /** Returns the number of the name between two offsets; equal names have equal numbers. */
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
