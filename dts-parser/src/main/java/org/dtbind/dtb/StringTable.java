// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dtbind.source.Bytes;

/**
 * The strings block of a blob: names in the order of their first use, each with a zero byte at the
 * end. A name that is the end of another one is not added; its first occurrence is used. dtc finds
 * it by searching the block; this class keeps a tree of all ends of names.
 */
final class StringTable {

  /**
   * Length up to which ends of given names are found, which limits the time: a given table may
   * contain long names, but property names are shorter.
   */
  private static final int MAX_NAME = 255;

  private final Buffer block = new Buffer(1 << 12);
  private final Map<String, Integer> places = new HashMap<>(1 << 10);

  /**
   * A tree of all ends of names, by bytes from the last one on; the root is at 0. For each node,
   * the index of its first child, that of the next child of its parent (0 for none), its byte, and
   * the first offset in the block at which the end of a name that begins with the node is found.
   * Names are short and mostly have different ends, so a search takes few steps.
   */
  private int[] nodes = new int[1 << 14];

  private static final int CHILD = 0;
  private static final int SIBLING = 1;
  private static final int BYTE = 2;
  private static final int START = 3;
  private static final int FIELDS = 4;

  /** The number of elements of {@link #nodes} that are in use. */
  private int used;

  /**
   * Adds a given table at the start of the block. Names may later be found at any of its bytes.
   * Must be called before the first {@link #place}.
   *
   * @param names names, each with a zero byte at the end; bytes after the last zero byte are kept
   *     but are no name
   */
  void take(Bytes names) {
    block.append(names);
    int start = 0;
    for (int end = names.indexOf(0, start); end >= 0; end = names.indexOf(0, start)) {
      index(Math.max(start, end - MAX_NAME), end);
      start = end + 1;
    }
  }

  /** Returns the offset of a name, and adds the name if necessary. */
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
   * Adds all ends of the last name in the block to the tree. Returns the first offset of the whole
   * name; if that is another one, the tree already contained it.
   */
  private int index(int start, int end) {
    byte[] name = block.bytes();
    if (used == 0) {
      add(0, (byte) 0, end);
    }
    int node = 0;
    for (int at = end - 1; at >= start; at--) {
      int child = nodes[node + CHILD];
      while (child != 0 && nodes[child + BYTE] != name[at]) {
        child = nodes[child + SIBLING];
      }
      node = child != 0 ? child : add(node, name[at], at);
    }
    return nodes[node + START];
  }

  private int add(int parent, byte first, int start) {
    if (used == nodes.length) {
      nodes = Arrays.copyOf(nodes, used * 2);
    }
    int added = used;
    used += FIELDS;
    nodes[added + BYTE] = first;
    nodes[added + START] = start;
    if (added != parent) {
      nodes[added + SIBLING] = nodes[parent + CHILD];
      nodes[parent + CHILD] = added;
    }
    return added;
  }

  int length() {
    return block.length();
  }

  /** Returns the array without a copy; only the first {@link #length()} bytes are in use. */
  byte[] bytes() {
    return block.bytes();
  }
}
