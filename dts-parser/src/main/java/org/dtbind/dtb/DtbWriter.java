// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.List;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Reservation;

/**
 * Writes a tree as a blob, byte for byte as dtc does: memory reservations first, and property names
 * in the order of their first use, where a name may be the end of another one.
 */
public final class DtbWriter {

  private final Buffer structure = new Buffer(1 << 15);
  private final StringTable strings = new StringTable();

  private final BlobLayout layout;

  private DtbWriter(BlobLayout layout) {
    this.layout = layout;
  }

  /**
   * {@return the blob of a tree, in version 17}
   *
   * @param tree the tree
   */
  public static Bytes write(DeviceTree tree) {
    return write(tree, BlobLayout.DEFAULT);
  }

  /**
   * {@return the blob of a tree}
   *
   * @param tree the tree
   * @param layout the format of the blob
   */
  public static Bytes write(DeviceTree tree, BlobLayout layout) {
    return new DtbWriter(layout).blob(tree);
  }

  /**
   * {@return the blob of a tree whose strings block begins with given names, as after libfdt has
   * changed a blob}
   *
   * @param tree the tree
   * @param names the names, each with a zero byte at the end
   */
  public static Bytes write(DeviceTree tree, Bytes names) {
    DtbWriter writer = new DtbWriter(BlobLayout.DEFAULT);
    writer.strings.take(names);
    return writer.blob(tree);
  }

  /**
   * {@return the strings block of a tree's blob}
   *
   * @param tree the tree
   */
  public static Bytes names(DeviceTree tree) {
    DtbWriter writer = new DtbWriter(BlobLayout.DEFAULT);
    writer.node(tree.root());
    return Bytes.wrap(writer.strings.bytes(), writer.strings.length());
  }

  /**
   * {@return a strings block with additional names}
   *
   * @param names the block: names, each with a zero byte at the end
   * @param more the names to add; those that the block already contains are not added
   */
  public static Bytes names(Bytes names, List<String> more) {
    DtbWriter writer = new DtbWriter(BlobLayout.DEFAULT);
    writer.strings.take(names);
    more.forEach(writer.strings::place);
    return Bytes.wrap(writer.strings.bytes(), writer.strings.length());
  }

  private Bytes blob(DeviceTree tree) {
    if (layout.isOld()) {
      oldNode(tree.root(), "/");
    } else {
      node(tree.root());
    }
    structure.cell(Fdt.END);
    int entries = tree.reservations().size() + layout.reservations() + 1;
    int reservationsAt = (layout.headerSize() + 7) & -8;
    int structureAt = reservationsAt + entries * Fdt.RESERVATION_SIZE;
    int stringsAt = structureAt + structure.length();
    int used = stringsAt + strings.length();
    int total = layout.total(used);
    Buffer blob = new Buffer(total);
    blob.cell(Fdt.MAGIC);
    blob.cell(total);
    blob.cell(structureAt);
    blob.cell(stringsAt);
    blob.cell(reservationsAt);
    blob.cell(layout.version());
    blob.cell(layout.compatibleVersion());
    blob.cell(tree.bootCpu());
    blob.cell(strings.length());
    blob.cell(structure.length());
    blob.cutTo(layout.headerSize());
    blob.zeros(reservationsAt - blob.length());
    for (Reservation reservation : tree.reservations()) {
      blob.number(reservation.address());
      blob.number(reservation.size());
    }
    blob.zeros((layout.reservations() + 1) * Fdt.RESERVATION_SIZE);
    blob.append(structure.bytes(), structure.length());
    blob.append(strings.bytes(), strings.length());
    blob.zeros(total - used);
    return Bytes.wrap(blob.bytes(), blob.length());
  }

  private void node(DtNode node) {
    structure.cell(Fdt.BEGIN_NODE);
    structure.string(node.name());
    structure.align();
    // By index: iterators for all nodes take a measurable time.
    List<DtProperty> properties = node.properties();
    for (int i = 0; i < properties.size(); i++) {
      DtProperty property = properties.get(i);
      Bytes value = property.value().bytes();
      structure.cells(Fdt.PROP, value.length(), strings.place(property.name()));
      structure.append(value);
      structure.align();
    }
    List<DtNode> children = node.children();
    for (int i = 0; i < children.size(); i++) {
      node(children.get(i));
    }
    structure.cell(Fdt.END_NODE);
  }

  /**
   * Writes a node in a version before 16: with its full path, a name property, and values of 8
   * bytes or more aligned to 8 bytes.
   */
  private void oldNode(DtNode node, String path) {
    structure.cell(Fdt.BEGIN_NODE);
    structure.string(path);
    structure.align();
    for (DtProperty property : node.properties()) {
      oldProperty(property.name(), property.value().bytes());
    }
    if (node.property("name").isEmpty()) {
      oldProperty("name", Bytes.latin1(node.baseName() + "\0"));
    }
    for (DtNode child : node.children()) {
      oldNode(child, (path.endsWith("/") ? path : path + "/") + child.name());
    }
    structure.cell(Fdt.END_NODE);
  }

  private void oldProperty(String name, Bytes value) {
    structure.cells(Fdt.PROP, value.length(), strings.place(name));
    if (value.length() >= 8) {
      structure.zeros(-structure.length() & 7);
    }
    structure.append(value);
    structure.align();
  }
}
