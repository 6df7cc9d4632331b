// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.fuzz;

import java.util.List;

/**
 * Reads decisions from bytes that come from a random generator or from a coverage-guided fuzzer.
 * After the last byte, every decision is the first alternative.
 */
final class Decisions {

  private final byte[] bytes;
  private int next;

  Decisions(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns whether all bytes are used up. */
  boolean exhausted() {
    return next >= bytes.length;
  }

  /** Returns a number from 0 to 255. */
  int octet() {
    return exhausted() ? 0 : bytes[next++] & 0xff;
  }

  /** Returns a number from 0 to {@code bound - 1}; the bound is at least 1. */
  int below(int bound) {
    int value = octet();
    for (int limit = 256; limit < bound && limit > 0; limit <<= 8) {
      value = value << 8 | octet();
    }
    return Integer.remainderUnsigned(value, bound);
  }

  /** Returns true once in {@code count} times, and false after the last byte. */
  boolean oneIn(int count) {
    return !exhausted() && below(count) == count - 1;
  }

  /** Returns whether to repeat once more, about {@code usual} times on average. */
  boolean more(int usual) {
    return !exhausted() && below(usual + 1) != 0;
  }

  /** Returns one of the alternatives. */
  <T> T of(List<T> all) {
    return all.get(below(all.size()));
  }

  /** Returns one of the alternatives. */
  String of(String... all) {
    return all[below(all.length)];
  }
}
