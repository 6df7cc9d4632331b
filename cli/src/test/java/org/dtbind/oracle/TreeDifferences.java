// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether two trees say the same: all nodes and properties of one, which {@code dtc -@ -L} made,
 * are in the other, and nothing else is, but for exceptions. Cells that {@code /__local_fixups__}
 * lists must name the same node, whatever its phandle.
 */
final class TreeDifferences {

  private final FlatTree wanted;
  private final FlatTree made;
  private final Set<String> exceptions;
  private final List<String> found = new ArrayList<>();
  private int references;

  /**
   * Compares two trees.
   *
   * @param exceptions {@code /node}, {@code /node:property}, {@code memreserve} and {@code
   *     boot_cpuid_phys}
   */
  TreeDifferences(FlatTree wanted, FlatTree made, Set<String> exceptions) {
    this.wanted = wanted;
    this.made = made;
    this.exceptions = exceptions;
    wanted.nodes().forEach(this::compareNode);
    made.nodes().forEach(this::compareBack);
    wanted.properties("/__symbols__").forEach(this::compareLabel);
    if (!exceptions.contains("memreserve") && !wanted.reservations().equals(made.reservations())) {
      found.add("memreserve: is other");
    }
    if (!exceptions.contains("boot_cpuid_phys") && wanted.bootCpu() != made.bootCpu()) {
      found.add("boot_cpuid_phys: is other");
    }
  }

  /** Returns what differs. */
  List<String> found() {
    return found;
  }

  /** Returns how many references were compared. */
  int references() {
    return references;
  }

  private void compareNode(String path, Map<String, byte[]> properties) {
    if (isTable(path) || isExcepted(path)) {
      return;
    }
    if (!made.nodes().containsKey(path)) {
      found.add(path + ": is not there");
      return;
    }
    Map<String, byte[]> fixups =
        wanted.properties("/__local_fixups__" + (path.equals("/") ? "" : path));
    properties.forEach(
        (name, value) -> {
          if (!exceptions.contains(path + ":" + name)) {
            byte[] offsets = fixups.getOrDefault(name, new byte[0]);
            compareValue(path + ":" + name, value, made.properties(path).get(name), offsets);
          }
        });
  }

  private void compareValue(String what, byte[] one, byte @Nullable [] other, byte[] offsets) {
    if (other == null || one.length != other.length) {
      found.add(what + (other == null ? ": is not there" : ": has another length"));
      return;
    }
    ByteBuffer should = ByteBuffer.wrap(one);
    ByteBuffer is = ByteBuffer.wrap(other.clone());
    ByteBuffer places = ByteBuffer.wrap(offsets);
    while (places.remaining() >= 4) {
      int offset = places.getInt();
      String node = wanted.phandles().getOrDefault(should.getInt(offset), "nothing");
      String there = made.phandles().getOrDefault(is.getInt(offset), "no node");
      if (!node.equals(there)) {
        found.add("%s: refers to %s, not to %s".formatted(what, there, node));
      }
      is.putInt(offset, should.getInt(offset));
      references++;
    }
    if (!Arrays.equals(one, is.array())) {
      found.add(what + ": is other");
    }
  }

  /** What is made and not wanted. */
  private void compareBack(String path, Map<String, byte[]> properties) {
    if (isTable(path) || isExcepted(path)) {
      return;
    }
    if (!wanted.nodes().containsKey(path)) {
      found.add(path + ": should not be there");
      return;
    }
    for (String name : properties.keySet()) {
      String what = path + ":" + name;
      if (!wanted.properties(path).containsKey(name) && !exceptions.contains(what)) {
        found.add(what + ": should not be there");
      }
    }
  }

  private void compareLabel(String label, byte[] value) {
    String path = new String(value, StandardCharsets.ISO_8859_1).replace("\0", "");
    if (exceptions.contains("/__symbols__:" + label) || isExcepted(path)) {
      return;
    }
    String named = made.text("/__symbols__", label).orElse("nothing").replaceFirst("(?<=.)/$", "");
    if (!named.equals(path)) {
      found.add("label %s: is that of %s".formatted(label, named));
    }
  }

  private static boolean isTable(String path) {
    return path.matches("/__(symbols|fixups|local_fixups)__(/.*)?");
  }

  /** Whether a node, or one above it, is an exception. */
  private boolean isExcepted(String path) {
    for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (exceptions.contains(at)) {
        return true;
      }
    }
    return false;
  }
}
