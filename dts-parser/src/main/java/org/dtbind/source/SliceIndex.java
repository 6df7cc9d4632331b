// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers for slices of one text, in which equal slices have the same number, without an object for
 * each. Not safe between threads.
 */
public final class SliceIndex {

  /**
   * Another in every process, so that nobody can choose many names that have one hash. What is
   * found does not depend on it.
   */
  private static final int MULTIPLIER = ThreadLocalRandom.current().nextInt() | 1;

  /** Open addressing: 1 + the number of a stretch; 0 for an empty slot. */
  private int[] slots;

  private int[] starts;
  private int[] lengths;
  private int[] hashes;
  private int size;

  /**
   * Creates an empty one.
   *
   * @param expected how many stretches there may be; it grows where there are more
   */
  public SliceIndex(int expected) {
    slots = new int[Integer.highestOneBit(Math.max(expected, 4)) * 4];
    starts = new int[expected];
    lengths = new int[expected];
    hashes = new int[expected];
  }

  /** {@return how many different stretches there are} */
  public int size() {
    return size;
  }

  /**
   * {@return the number of a stretch: {@link #size()} as it was before for one that is new}
   *
   * @param text the text; at every call the same, but it may have grown
   * @param from offset of the first byte
   * @param to offset behind the last
   */
  public int number(byte[] text, int from, int to) {
    int hash = 0;
    for (int i = to - 1; i >= from; i--) {
      hash = (hash + text[i] + 129) * MULTIPLIER;
    }
    int mask = slots.length - 1;
    int slot = (hash ^ hash >>> 16) & mask;
    int known = slots[slot] - 1;
    while (known >= 0) {
      if (hashes[known] == hash && same(text, starts[known], lengths[known], from, to)) {
        return known;
      }
      slot = slot + 1 & mask;
      known = slots[slot] - 1;
    }
    if (size == starts.length) {
      grow();
    }
    starts[size] = from;
    lengths[size] = to - from;
    hashes[size] = hash;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      rehash();
    }
    return size - 1;
  }

  private static boolean same(byte[] text, int start, int length, int from, int to) {
    return length == to - from
        && Arrays.equals(text, start, start + length, text, from, from + length);
  }

  private void grow() {
    starts = Arrays.copyOf(starts, size * 2);
    lengths = Arrays.copyOf(lengths, size * 2);
    hashes = Arrays.copyOf(hashes, size * 2);
  }

  private void rehash() {
    slots = new int[slots.length * 2];
    int mask = slots.length - 1;
    for (int i = 0; i < size; i++) {
      int slot = (hashes[i] ^ hashes[i] >>> 16) & mask;
      while (slots[slot] != 0) {
        slot = slot + 1 & mask;
      }
      slots[slot] = i + 1;
    }
  }
}
