// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Assigns numbers to slices of one text; equal slices have equal numbers. Needs no object per
 * slice. Not safe for use by several threads.
 */
public final class SliceIndex {

  /**
   * Random in each process, so that an attacker cannot choose many names with one hash code. The
   * numbers do not depend on it.
   */
  private static final long MULTIPLIER = ThreadLocalRandom.current().nextLong() | 1;

  /** An open-addressing hash table: 1 + the number of a slice; 0 for a free slot. */
  private int[] slots;

  /**
   * For each slice, its start, its length and its hash code: in one array, because memory is loaded
   * in lines of 64 bytes.
   */
  private int[] slices;

  private int size;

  private static final int FIELDS = 3;

  /**
   * Creates an empty index.
   *
   * @param expected the expected number of different slices; the index grows if there are more
   */
  public SliceIndex(int expected) {
    slots = new int[Integer.highestOneBit(Math.max(expected, 4)) * 4];
    slices = new int[expected * FIELDS];
  }

  /** {@return the number of different slices} */
  public int size() {
    return size;
  }

  /**
   * {@return the number of a slice; for a new slice, the previous {@link #size()}}
   *
   * @param text the text, in which earlier slices must be unchanged in each call; it may have grown
   * @param from the offset of the first byte
   * @param to the offset after the last byte
   */
  public int number(byte[] text, int from, int to) {
    // Without the shift, there are slices whose hash codes are equal for every odd multiplier
    // (Thue-Morse sequences).
    long sum = 0;
    for (int i = to - 1; i >= from; i--) {
      sum = (sum + text[i] + 129) * MULTIPLIER;
      sum ^= sum >>> 32;
    }
    int hash = (int) sum;
    int mask = slots.length - 1;
    int slot = (hash ^ hash >>> 16) & mask;
    int known = slots[slot] - 1;
    while (known >= 0) {
      int at = known * FIELDS;
      if (slices[at + 2] == hash && same(text, slices[at], slices[at + 1], from, to)) {
        return known;
      }
      slot = slot + 1 & mask;
      known = slots[slot] - 1;
    }
    int at = size * FIELDS;
    if (at == slices.length) {
      slices = Arrays.copyOf(slices, at * 2);
    }
    slices[at] = from;
    slices[at + 1] = to - from;
    slices[at + 2] = hash;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private static boolean same(byte[] text, int start, int length, int from, int to) {
    // Not with Arrays.equals: most slices are short.
    if (length != to - from) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text[start + i] != text[from + i]) {
        return false;
      }
    }
    return true;
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int hash = slices[i * FIELDS + 2];
      int slot = (hash ^ hash >>> 16) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = i + 1;
    }
  }
}
