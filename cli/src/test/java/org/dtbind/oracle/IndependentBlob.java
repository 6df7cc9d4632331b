// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A blob, read without code of dtbind, by chapter 5 of the specification (v0.4). Phandles are not
 * among the properties.
 *
 * @param nodes the properties of each node, by path
 * @param phandles the path of the node for each phandle
 * @param reservations addresses and sizes, sorted
 * @param bootCpu boot_cpuid_phys
 */
record IndependentBlob(
    Map<String, Map<String, byte[]>> nodes,
    Map<Integer, String> phandles,
    List<String> reservations,
    int bootCpu) {

  private static final int MAGIC = 0xd00dfeed;
  private static final int BEGIN_NODE = 1;
  private static final int END_NODE = 2;
  private static final int PROPERTY = 3;
  private static final int NOP = 4;
  private static final int END = 9;

  /** Reads a blob. */
  static IndependentBlob read(Path file) throws IOException {
    ByteBuffer blob = ByteBuffer.wrap(Files.readAllBytes(file));
    if (blob.getInt(0) != MAGIC) {
      throw new IOException(file + " is not a blob");
    }
    IndependentBlob tree =
        new IndependentBlob(new TreeMap<>(), new HashMap<>(), reservations(blob), blob.getInt(28));
    tree.readStructure(blob);
    return tree;
  }

  private static List<String> reservations(ByteBuffer blob) {
    List<String> entries = new ArrayList<>();
    for (int at = blob.getInt(16); ; at += 16) {
      long address = blob.getLong(at);
      long size = blob.getLong(at + 8);
      if (address == 0 && size == 0) {
        Collections.sort(entries);
        return entries;
      }
      entries.add(Long.toHexString(address) + " " + Long.toHexString(size));
    }
  }

  private void readStructure(ByteBuffer blob) throws IOException {
    int strings = blob.getInt(12);
    Deque<String> path = new ArrayDeque<>();
    int at = blob.getInt(8);
    while (true) {
      int token = blob.getInt(at);
      at += 4;
      switch (token) {
        case BEGIN_NODE -> {
          String name = string(blob, at);
          at = aligned(at + name.length() + 1);
          String above = path.isEmpty() ? "" : path.getLast();
          path.addLast(path.isEmpty() ? "/" : above.equals("/") ? "/" + name : above + "/" + name);
          nodes.putIfAbsent(path.getLast(), new TreeMap<>());
        }
        case END_NODE -> path.removeLast();
        case PROPERTY -> {
          byte[] value = new byte[blob.getInt(at)];
          blob.get(at + 8, value);
          add(path.getLast(), string(blob, strings + blob.getInt(at + 4)), value);
          at = aligned(at + 8 + value.length);
        }
        case NOP -> {}
        case END -> {
          return;
        }
        default -> throw new IOException("there is no token " + token);
      }
    }
  }

  private void add(String node, String name, byte[] value) {
    if (name.equals("phandle") || name.equals("linux,phandle")) {
      phandles.putIfAbsent(ByteBuffer.wrap(value).getInt(), node);
    } else {
      properties(node).put(name, value);
    }
  }

  private static int aligned(int at) {
    return (at + 3) & ~3;
  }

  private static String string(ByteBuffer blob, int at) {
    int end = at;
    while (blob.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - at];
    blob.get(at, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Returns the properties of a node; empty if the node does not exist. */
  Map<String, byte[]> properties(String node) {
    return nodes.getOrDefault(node, Map.of());
  }

  /** Returns the bytes of a property without the final zero. */
  Optional<String> text(String node, String property) {
    return Optional.ofNullable(properties(node).get(property))
        .map(value -> new String(value, StandardCharsets.ISO_8859_1).replaceFirst("\0$", ""));
  }

  /** Returns the strings of the root's {@code compatible}. */
  List<String> compatible() {
    return text("/", "compatible").map(text -> List.of(text.split("\0", -1))).orElse(List.of());
  }

  /** Returns the vendor in the first string of {@code compatible}. */
  String vendor() {
    return compatible().isEmpty() ? "" : compatible().get(0).replaceFirst(",.*", "");
  }

  /** Returns the first cell of a property. */
  Optional<Integer> cell(String node, String property) {
    return Optional.ofNullable(properties(node).get(property))
        .filter(value -> value.length >= 4)
        .map(value -> ByteBuffer.wrap(value).getInt());
  }
}
