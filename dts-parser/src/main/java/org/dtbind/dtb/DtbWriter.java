// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Reservation;

/**
 * Writes a tree as a flattened devicetree of version 17, byte by byte as dtc does: reservations
 * first, names of properties in the order in which they first occur, one name sharing the end of
 * another where it can.
 */
public final class DtbWriter {

  private final Map<String, Integer> nameOffsets = new HashMap<>();
  private final Buffer structure = new Buffer();
  private final Buffer strings = new Buffer();

  private DtbWriter() {}

  /**
   * {@return the blob of a tree}
   *
   * @param tree the tree
   */
  public static Bytes write(DeviceTree tree) {
    return new DtbWriter().blob(tree);
  }

  private Bytes blob(DeviceTree tree) {
    node(tree.root());
    structure.cell(Fdt.END);
    int reservationSize = (tree.reservations().size() + 1) * Fdt.RESERVATION_SIZE;
    int structureAt = Fdt.HEADER_SIZE + reservationSize;
    int stringsAt = structureAt + structure.length;
    int total = stringsAt + strings.length;
    Buffer blob = new Buffer();
    blob.cell(Fdt.MAGIC);
    blob.cell(total);
    blob.cell(structureAt);
    blob.cell(stringsAt);
    blob.cell(Fdt.HEADER_SIZE);
    blob.cell(Fdt.VERSION);
    blob.cell(Fdt.LAST_COMPATIBLE_VERSION);
    blob.cell(tree.bootCpu());
    blob.cell(strings.length);
    blob.cell(structure.length);
    for (Reservation reservation : tree.reservations()) {
      blob.number(reservation.address());
      blob.number(reservation.size());
    }
    blob.number(0);
    blob.number(0);
    blob.append(structure.bytes, structure.length);
    blob.append(strings.bytes, strings.length);
    return Bytes.wrap(blob.bytes, blob.length);
  }

  private void node(DtNode node) {
    structure.cell(Fdt.BEGIN_NODE);
    structure.string(node.name());
    structure.align();
    for (DtProperty property : node.properties()) {
      Bytes value = property.value().bytes();
      structure.cell(Fdt.PROP);
      structure.cell(value.length());
      structure.cell(nameOffset(property.name()));
      structure.append(value);
      structure.align();
    }
    for (DtNode child : node.children()) {
      node(child);
    }
    structure.cell(Fdt.END_NODE);
  }

  /** Returns where a name stands: the first place in the table from which it can be read. */
  private int nameOffset(String name) {
    Integer known = nameOffsets.get(name);
    if (known != null) {
      return known;
    }
    int offset = strings.length;
    for (int i = 0; i <= name.length(); i++) {
      nameOffsets.putIfAbsent(name.substring(i), offset + i);
    }
    strings.string(name);
    return offset;
  }

  /** Bytes that grow. */
  private static final class Buffer {
    private byte[] bytes = new byte[4096];
    private int length;

    private void ensure(int more) {
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
      }
    }

    void cell(int value) {
      ensure(4);
      bytes[length++] = (byte) (value >> 24);
      bytes[length++] = (byte) (value >> 16);
      bytes[length++] = (byte) (value >> 8);
      bytes[length++] = (byte) value;
    }

    void number(long value) {
      cell((int) (value >> 32));
      cell((int) value);
    }

    void string(String text) {
      ensure(text.length() + 1);
      for (int i = 0; i < text.length(); i++) {
        bytes[length++] = (byte) text.charAt(i);
      }
      bytes[length++] = 0;
    }

    void append(Bytes more) {
      ensure(more.length());
      more.copyTo(bytes, length);
      length += more.length();
    }

    void append(byte[] more, int count) {
      ensure(count);
      System.arraycopy(more, 0, bytes, length, count);
      length += count;
    }

    void align() {
      while (length % 4 != 0) {
        ensure(1);
        bytes[length++] = 0;
      }
    }
  }
}
