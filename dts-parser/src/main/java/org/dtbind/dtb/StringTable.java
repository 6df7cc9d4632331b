// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dtbind.source.Bytes;

/**
 * The strings block of a blob: names in the order in which they first occur, each ending in a zero
 * byte. A name that ends another is read from there, from the first place that has it: what dtc
 * finds by searching the block is found here in a tree of all ends of names.
 */
final class StringTable {

  /**
   * How far a name of a table that is taken over is looked into from its end, which bounds the
   * time: the table may hold anything, the names of properties are shorter.
   */
  private static final int MAX_NAME = 255;

  private final Buffer block = new Buffer(1 << 12);
  private final Map<String, Integer> places = new HashMap<>(1 << 10);

  /**
   * All ends of names as a tree of bytes, the last byte of a name nearest to its root, which is 0:
   * for each, a child, the next child of its parent (0 for none), its byte, and the first place in
   * the block from which an end is read that begins with it. Names are a few bytes and mostly end
   * in their own way, so this is made of a few steps through four arrays.
   */
  private int[] children = new int[1 << 12];

  private int[] siblings = new int[1 << 12];
  private byte[] bytes = new byte[1 << 12];
  private int[] starts = new int[1 << 12];
  private int size;

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
   * Takes all ends of the name that stands last in the block into the tree; returns the first place
   * that has the whole name. Where that is another, there was nothing to add.
   */
  private int index(int start, int end) {
    byte[] name = block.bytes();
    if (size == 0) {
      add(0, (byte) 0, end);
    }
    int node = 0;
    for (int at = end - 1; at >= start; at--) {
      int child = children[node];
      while (child != 0 && bytes[child] != name[at]) {
        child = siblings[child];
      }
      node = child != 0 ? child : add(node, name[at], at);
    }
    return starts[node];
  }

  private int add(int parent, byte first, int start) {
    if (size == starts.length) {
      children = Arrays.copyOf(children, size * 2);
      siblings = Arrays.copyOf(siblings, size * 2);
      bytes = Arrays.copyOf(bytes, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
    }
    int added = size++;
    bytes[added] = first;
    starts[added] = start;
    if (added != parent) {
      siblings[added] = children[parent];
      children[parent] = added;
    }
    return added;
  }

  int length() {
    return block.length();
  }

  /** Returns the block; only its first {@link #length()} bytes count. */
  byte[] bytes() {
    return block.bytes();
  }
}
