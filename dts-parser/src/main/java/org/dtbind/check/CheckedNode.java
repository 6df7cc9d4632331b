// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.jspecify.annotations.Nullable;

/**
 * A node in a tree that is checked, with results of earlier checks for later ones. Confined to one
 * run.
 */
final class CheckedNode {

  /** The kind of bus or graph node, which determines the checks of its children. */
  enum Bus {
    NONE,
    PCI,
    SIMPLE,
    I2C,
    SPI,
    GRAPH_PORT,
    GRAPH_PORTS
  }

  final DtNode node;
  final @Nullable CheckedNode parent;

  /** The position in the order of the tree. */
  final int index;

  final List<CheckedNode> children;
  final String base;
  final String unit;

  final @Nullable DtProperty reg;
  final @Nullable DtProperty ranges;

  /**
   * The values of {@code #address-cells} and {@code #size-cells}; -1 if the property is missing. As
   * in dtc, a property with the value 0xffffffff therefore counts as missing.
   */
  int addressCells = -1;

  int sizeCells = -1;
  Bus bus = Bus.NONE;

  /** Whether the source deleted all children of the node. */
  boolean emptied;

  /**
   * A Bloom filter with one bit per property name: most look-ups are for properties that the node
   * does not have.
   */
  private final long names;

  /** The hash codes of the properties' names, to search without loading the names. */
  private final int[] hashes;

  /**
   * Up to this number, a linear search is used. Few boards have nodes with more properties or
   * children.
   */
  private static final int FEW = 256;

  /** The properties by name if there are more than {@link #FEW}; built at the first look-up. */
  private @Nullable Map<String, DtProperty> byName;

  /** The children by name if there are more than {@link #FEW}; built at the first look-up. */
  private @Nullable Map<String, CheckedNode> childrenByName;

  CheckedNode(DtNode node, @Nullable CheckedNode parent, int index) {
    this.node = node;
    this.parent = parent;
    this.index = index;
    this.children = new ArrayList<>(node.children().size());
    String name = node.name();
    int at = name.indexOf('@');
    this.base = at < 0 ? name : name.substring(0, at);
    this.unit = at < 0 ? "" : name.substring(at + 1);
    long bits = 0;
    List<DtProperty> properties = node.properties();
    this.hashes = new int[properties.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = properties.get(i).name().hashCode();
      bits |= bit(hashes[i]);
    }
    this.names = bits;
    this.reg = property("reg");
    this.ranges = property("ranges");
  }

  private static long bit(int hash) {
    return 1L << hash;
  }

  String path() {
    if (parent == null) {
      return "/";
    }
    StringBuilder path = new StringBuilder();
    path(path);
    return path.toString();
  }

  private void path(StringBuilder out) {
    if (parent != null) {
      parent.path(out);
      out.append('/').append(node.name());
    }
  }

  /** Whether the node never had a child. */
  boolean isLeaf() {
    return children.isEmpty() && !emptied;
  }

  /** Returns the first property with a name. */
  @Nullable DtProperty property(String name) {
    int hash = name.hashCode();
    if ((names & bit(hash)) == 0) {
      return null;
    }
    if (hashes.length > FEW) {
      return byName().get(name);
    }
    for (int i = 0; i < hashes.length; i++) {
      if (hashes[i] == hash && node.properties().get(i).name().equals(name)) {
        return node.properties().get(i);
      }
    }
    return null;
  }

  private Map<String, DtProperty> byName() {
    Map<String, DtProperty> known = byName;
    if (known == null) {
      known = new HashMap<>();
      for (DtProperty property : node.properties()) {
        known.putIfAbsent(property.name(), property);
      }
      byName = known;
    }
    return known;
  }

  /** Returns the first child with a name. Must be called after all children were added. */
  @Nullable CheckedNode child(String name) {
    if (children.size() > FEW) {
      return childrenByName().get(name);
    }
    for (CheckedNode child : children) {
      if (child.node.name().equals(name)) {
        return child;
      }
    }
    return null;
  }

  private Map<String, CheckedNode> childrenByName() {
    Map<String, CheckedNode> known = childrenByName;
    if (known == null) {
      known = new HashMap<>();
      for (CheckedNode child : children) {
        known.putIfAbsent(child.node.name(), child);
      }
      childrenByName = known;
    }
    return known;
  }

  boolean has(String name) {
    return property(name) != null;
  }

  /** Returns {@code #address-cells}, or the default of the Devicetree Specification, 2. */
  int addressCellsOrDefault() {
    return addressCells == -1 ? 2 : addressCells;
  }

  /** Returns {@code #size-cells}, or the default of the Devicetree Specification, 1. */
  int sizeCellsOrDefault() {
    return sizeCells == -1 ? 1 : sizeCells;
  }

  /** Returns a cell of a value; 0 if the value is too short. */
  static int cell(DtProperty property, int index) {
    Bytes bytes = property.value().bytes();
    return bytes.length() / 4 > index && index >= 0 ? bytes.cell(index * 4) : 0;
  }

  static int length(DtProperty property) {
    return property.value().bytes().length();
  }

  /** Returns the bytes before the first zero byte, as C reads a string. */
  static String text(DtProperty property) {
    Bytes bytes = property.value().bytes();
    int end = bytes.indexOf(0, 0);
    return bytes.slice(0, end < 0 ? bytes.length() : end).latin1();
  }

  /** Whether a list of strings contains a string; false if the last string has no zero byte. */
  static boolean lists(DtProperty property, String wanted) {
    Bytes bytes = property.value().bytes();
    int from = 0;
    boolean found = false;
    while (from < bytes.length()) {
      int end = bytes.indexOf(0, from);
      if (end < 0) {
        return false;
      }
      found |= end - from == wanted.length() && bytes.slice(from, end).latin1().equals(wanted);
      from = end + 1;
    }
    return found;
  }

  static boolean isPhandle(int number) {
    return number != 0 && number != -1;
  }

  @Override
  public String toString() {
    return path();
  }
}
