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
 * Compares two trees: apart from exceptions, they must have the same nodes and properties. The
 * expected tree comes from {@code dtc -@ -L}: cells that its {@code /__local_fixups__} lists must
 * refer to the same node, whatever its phandle.
 */
final class TreeDifferences {

  private final IndependentBlob expected;
  private final IndependentBlob actual;
  private final Set<String> exceptions;
  private final List<String> differences = new ArrayList<>();
  private int references;

  /**
   * Compares two trees.
   *
   * @param exceptions {@code /node}, {@code /node:property}, {@code memreserve} and {@code
   *     boot_cpuid_phys}
   */
  TreeDifferences(IndependentBlob expected, IndependentBlob actual, Set<String> exceptions) {
    this.expected = expected;
    this.actual = actual;
    this.exceptions = exceptions;
    expected.nodes().forEach(this::compareNode);
    actual.nodes().forEach(this::findUnexpected);
    expected.properties("/__symbols__").forEach(this::compareLabel);
    if (!exceptions.contains("memreserve")
        && !expected.reservations().equals(actual.reservations())) {
      differences.add("memreserve: differs");
    }
    if (!exceptions.contains("boot_cpuid_phys") && expected.bootCpu() != actual.bootCpu()) {
      differences.add("boot_cpuid_phys: differs");
    }
  }

  /** Returns the differences. */
  List<String> differences() {
    return differences;
  }

  /** Returns how many references were compared. */
  int references() {
    return references;
  }

  private void compareNode(String path, Map<String, byte[]> properties) {
    if (isTable(path) || isExcepted(path)) {
      return;
    }
    if (!actual.nodes().containsKey(path)) {
      differences.add(path + ": is missing");
      return;
    }
    Map<String, byte[]> fixups =
        expected.properties("/__local_fixups__" + (path.equals("/") ? "" : path));
    properties.forEach(
        (name, value) -> {
          if (!exceptions.contains(path + ":" + name)) {
            byte[] offsets = fixups.getOrDefault(name, new byte[0]);
            compareValue(path + ":" + name, value, actual.properties(path).get(name), offsets);
          }
        });
  }

  private void compareValue(String subject, byte[] one, byte @Nullable [] other, byte[] offsets) {
    if (other == null || one.length != other.length) {
      differences.add(subject + (other == null ? ": is missing" : ": has a different length"));
      return;
    }
    ByteBuffer expectedCells = ByteBuffer.wrap(one);
    ByteBuffer actualCells = ByteBuffer.wrap(other.clone());
    ByteBuffer fixups = ByteBuffer.wrap(offsets);
    while (fixups.remaining() >= 4) {
      int offset = fixups.getInt();
      String expectedNode =
          expected.phandles().getOrDefault(expectedCells.getInt(offset), "nothing");
      String actualNode = actual.phandles().getOrDefault(actualCells.getInt(offset), "no node");
      if (!expectedNode.equals(actualNode)) {
        differences.add("%s: refers to %s, not to %s".formatted(subject, actualNode, expectedNode));
      }
      actualCells.putInt(offset, expectedCells.getInt(offset));
      references++;
    }
    if (!Arrays.equals(one, actualCells.array())) {
      differences.add(subject + ": differs");
    }
  }

  /** Finds nodes and properties that only the actual tree has. */
  private void findUnexpected(String path, Map<String, byte[]> properties) {
    if (isTable(path) || isExcepted(path)) {
      return;
    }
    if (!expected.nodes().containsKey(path)) {
      differences.add(path + ": is unexpected");
      return;
    }
    for (String name : properties.keySet()) {
      String subject = path + ":" + name;
      if (!expected.properties(path).containsKey(name) && !exceptions.contains(subject)) {
        differences.add(subject + ": is unexpected");
      }
    }
  }

  private void compareLabel(String label, byte[] value) {
    String path = new String(value, StandardCharsets.ISO_8859_1).replace("\0", "");
    if (exceptions.contains("/__symbols__:" + label) || isExcepted(path)) {
      return;
    }
    String actualPath =
        actual.text("/__symbols__", label).orElse("nothing").replaceFirst("(?<=.)/$", "");
    if (!actualPath.equals(path)) {
      differences.add("label %s: refers to %s".formatted(label, actualPath));
    }
  }

  private static boolean isTable(String path) {
    return path.matches("/__(symbols|fixups|local_fixups)__(/.*)?");
  }

  /** Returns whether a node, or a parent of it, is an exception. */
  private boolean isExcepted(String path) {
    for (String at = path; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (exceptions.contains(at)) {
        return true;
      }
    }
    return false;
  }
}
