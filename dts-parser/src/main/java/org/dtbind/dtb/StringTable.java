// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.HashMap;
import java.util.Map;
import org.dtbind.source.Bytes;
import org.dtbind.source.SliceIndex;

/**
 * The strings block of a blob: names in the order in which they first occur, each ending in a zero
 * byte. A name that ends another is read from there, from the first place that has it: what dtc
 * finds by searching the block is found here in an index of all ends of names.
 */
final class StringTable {

  /**
   * How far a name of a table that is taken over is looked into from its end, which bounds the
   * time: the table may hold anything, the names of properties are shorter.
   */
  private static final int MAX_NAME = 255;

  private final Buffer block = new Buffer(1 << 12);
  private final SliceIndex ends = new SliceIndex(1 << 12);
  private final Map<String, Integer> places = new HashMap<>(1 << 10);

  /** For the name at hand: the hashes of its ends, by their length. */
  private int[] hashes = new int[64];

  /**
   * Puts a table as it stands before the names to come; any of its bytes may be where one of these
   * is read from. To be called before the first {@link #place}.
   *
   * @param names each ending in a zero byte; what follows the last such byte is kept, and no name
   */
  void take(Bytes names) {
    block.append(names);
    int start = 0;
    for (int end = names.indexOf(0, start); end >= 0; end = names.indexOf(0, start)) {
      index(Math.max(start, end - MAX_NAME), end);
      start = end + 1;
    }
  }

  /** Returns the place from which a name is read, which is added where it is not there yet. */
  int place(String name) {
    Integer known = places.get(name);
    if (known != null) {
      return known;
    }
    int start = block.length();
    block.string(name);
    int place = index(start, start + name.length());
    if (place != start) {
      block.cutTo(start);
    }
    places.put(name, place);
    return place;
  }

  /**
   * Takes all ends of the name that stands last in the block into the index; returns the first
   * place that has the whole name. Where that is another, there was nothing to add.
   */
  private int index(int start, int end) {
    byte[] bytes = block.bytes();
    int length = end - start;
    if (length >= hashes.length) {
      hashes = new int[length * 2];
    }
    int hash = 0;
    for (int at = end - 1; at >= start; at--) {
      hash = SliceIndex.hash(hash, bytes[at]);
      hashes[end - at] = hash;
    }
    int place = ends.start(ends.number(bytes, start, end, length == 0 ? 0 : hash));
    boolean added = place == start;
    // Of an end that is known, all shorter ones are known, too.
    for (int at = start + 1; added && at <= end; at++) {
      int known = ends.size();
      added = ends.number(bytes, at, end, at == end ? 0 : hashes[end - at]) == known;
    }
    return place;
  }

  int length() {
    return block.length();
  }

  /** Returns the block; only its first {@link #length()} bytes count. */
  byte[] bytes() {
    return block.bytes();
  }
}
