// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;

/**
 * Changes a blob in place, as libfdt's {@code fdt_rw.c} does. An insertion moves the bytes after
 * it, within the total size in the header. The padding after a value keeps its previous bytes. A
 * change that fails has no effect.
 *
 * <p>Nodes are identified by byte offsets in the structure block. A change moves what follows it.
 */
final class FlatEditor {

  private final RawBlob blob;
  private final PartOrder order;

  /**
   * Offsets of the names of changed properties. They remain valid, because names are only appended
   * to the strings block.
   */
  private final Map<Bytes, Integer> places = new HashMap<>();

  /** Creates an editor of a copy of a blob. */
  FlatEditor(Bytes file) {
    this.blob = new RawBlob(file);
    this.order = new PartOrder(blob);
  }

  /** {@return the offset of the structure block from the header, which may be out of range} */
  int structureAt() {
    return blob.cell(RawBlob.STRUCTURE_AT);
  }

  /** {@return the size of the structure block in bytes, from a header of version 17} */
  int structureSize() {
    return blob.cell(RawBlob.STRUCTURE_SIZE);
  }

  /** {@return a copy of the blob, up to the total size in the header or the end of the bytes} */
  Bytes bytes() {
    byte[] all = blob.bytes();
    long size = Math.min(all.length, blob.field(Fdt.TOTAL_SIZE));
    return Bytes.wrap(Arrays.copyOf(all, (int) size));
  }

  /** Checks that the blob can be changed. */
  private void probe() throws FdtFailure {
    blob.probe();
    if (blob.field(RawBlob.VERSION) < Fdt.VERSION) {
      throw new FdtFailure("its version is before 17");
    }
    if (order.isMisordered(Fdt.RESERVATION_SIZE, blob.field(RawBlob.STRUCTURE_SIZE))) {
      throw new FdtFailure("its parts overlap");
    }
    blob.putCell(RawBlob.VERSION, Fdt.VERSION);
  }

  /** Returns the end of the strings block, after which the free space begins. */
  private int end() {
    return (int) (blob.field(RawBlob.STRINGS_AT) + blob.field(RawBlob.STRINGS_SIZE));
  }

  private void add(int field, int more) {
    blob.putCell(field, blob.cell(field) + more);
  }

  private void splice(int at, int oldSize, int newSize) throws FdtFailure {
    int end = end();
    if (oldSize < 0 || (long) at + oldSize > end) {
      throw new FdtFailure("a part of it is outside the blob");
    }
    if ((long) end - oldSize + newSize > blob.field(Fdt.TOTAL_SIZE)) {
      throw new FdtFailure("it has too little free space");
    }
    byte[] bytes = blob.bytes();
    System.arraycopy(bytes, at + oldSize, bytes, at + newSize, end - (at + oldSize));
  }

  private void spliceStructure(int at, int oldSize, int newSize) throws FdtFailure {
    splice(at, oldSize, newSize);
    add(RawBlob.STRUCTURE_SIZE, newSize - oldSize);
    add(RawBlob.STRINGS_AT, newSize - oldSize);
  }

  /**
   * Sets the value of a property. An existing property keeps its position; a new one becomes the
   * first.
   *
   * @throws FdtFailure if {@link #grow} must be called first, or if the blob is malformed or cannot
   *     be changed
   */
  void setProperty(int node, Bytes name, Bytes value) throws FdtFailure {
    probe();
    OptionalInt known = property(node, name);
    if (known.isEmpty()) {
      insert(node, name, value);
      return;
    }
    int at = blob.at(known.getAsInt());
    int old = RawBlob.aligned(size(known.getAsInt()));
    spliceStructure(at + RawBlob.PROPERTY_HEADER, old, RawBlob.aligned(value.length()));
    blob.putCell(at + 4, value.length());
    value.copyTo(blob.bytes(), at + RawBlob.PROPERTY_HEADER);
  }

  /**
   * Adds a property before the others, without a search for an existing one with that name.
   *
   * @param node the node, which must not have a property with that name
   * @throws FdtFailure as {@link #setProperty} does
   */
  void insertProperty(int node, Bytes name, Bytes value) throws FdtFailure {
    probe();
    insert(node, name, value);
  }

  private void insert(int node, Bytes name, Bytes value) throws FdtFailure {
    int at = blob.at(blob.behindNode(node));
    int names = blob.cell(RawBlob.STRINGS_SIZE);
    int place = place(name);
    try {
      spliceStructure(at, 0, RawBlob.PROPERTY_HEADER + RawBlob.aligned(value.length()));
    } catch (FdtFailure e) {
      blob.putCell(RawBlob.STRINGS_SIZE, names);
      places.remove(name);
      throw e;
    }
    blob.putCell(at, Fdt.PROP);
    blob.putCell(at + 4, value.length());
    blob.putCell(at + 8, place);
    value.copyTo(blob.bytes(), at + RawBlob.PROPERTY_HEADER);
  }

  /** Returns the offset of a name in the strings block, and adds the name if necessary. */
  private int place(Bytes name) throws FdtFailure {
    Integer known = places.get(name);
    if (known != null) {
      return known;
    }
    int place = search(name);
    places.put(name, place);
    return place;
  }

  private int search(Bytes name) throws FdtFailure {
    int start = (int) blob.field(RawBlob.STRINGS_AT);
    int end = end();
    byte[] wanted = Arrays.copyOf(name.toArray(), name.length() + 1);
    byte[] bytes = blob.bytes();
    // A name may be the end of another one: compare it with the bytes before each zero byte.
    int last = start - 1;
    while (last < end) {
      last = zero(bytes, last + 1, end);
      int at = last - name.length();
      if (last < end
          && at >= start
          && bytes[at] == wanted[0]
          && Arrays.equals(bytes, at, last, wanted, 0, name.length())) {
        return at - start;
      }
    }
    splice(end, 0, wanted.length);
    add(RawBlob.STRINGS_SIZE, wanted.length);
    System.arraycopy(wanted, 0, bytes, end, wanted.length);
    return end - start;
  }

  /** Returns the index of the next zero byte; {@code end} if there is none. */
  private static int zero(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != 0) {
      at++;
    }
    return at;
  }

  /**
   * Removes a property. The strings block keeps its name.
   *
   * @throws FdtFailure if the property does not exist, or if the blob cannot be changed
   */
  void deleteProperty(int node, Bytes name) throws FdtFailure {
    probe();
    int property =
        property(node, name).orElseThrow(() -> new FdtFailure("its structure is malformed"));
    int size = RawBlob.PROPERTY_HEADER + RawBlob.aligned(size(property));
    spliceStructure(blob.at(property), size, 0);
  }

  /**
   * Adds a node before the other children, without a search for an existing one with that name.
   *
   * @param parent the parent, which must not have a child with that name
   * @throws FdtFailure if the blob is malformed or cannot be changed
   */
  int insertNode(int parent, Bytes name) throws FdtFailure {
    probe();
    int offset = blob.behindNode(parent);
    int token = blob.token(offset);
    while (token == Fdt.PROP || token == Fdt.NOP) {
      offset = blob.next();
      token = blob.token(offset);
    }
    int at = blob.at(offset);
    int size = RawBlob.aligned(name.length() + 1);
    spliceStructure(at, 0, size + 8);
    blob.putCell(at, Fdt.BEGIN_NODE);
    Arrays.fill(blob.bytes(), at + 4, at + 4 + size, (byte) 0);
    name.copyTo(blob.bytes(), at + 4);
    blob.putCell(at + 4 + size, Fdt.END_NODE);
    return offset;
  }

  /**
   * Adds free space after the strings block. Converts version 16 to version 17, and moves the parts
   * to the order of libfdt if the free space suffices for that.
   *
   * @param more the number of bytes, at least 0
   * @throws FdtFailure if the blob is malformed or cannot be changed
   */
  void grow(int more) throws FdtFailure {
    blob.probe();
    order.grow(more);
  }

  /**
   * Removes the free space between the parts and after them.
   *
   * @throws FdtFailure if the blob is malformed or cannot be changed
   */
  void pack() throws FdtFailure {
    probe();
    order.pack();
  }

  /** Returns the offset of a property; empty if the node has none with that name. */
  private OptionalInt property(int node, Bytes name) throws FdtFailure {
    byte[] wanted = name.toArray();
    long namesAt = blob.field(RawBlob.STRINGS_AT);
    long namesEnd = namesEnd();
    int offset = blob.behindNode(node);
    while (true) {
      int token = blob.token(offset);
      if (token == Fdt.PROP) {
        long from = (blob.cell(blob.at(offset) + 8) & 0xffffffffL) + namesAt;
        if (isThere(wanted, from, namesEnd)) {
          return OptionalInt.of(offset);
        }
      } else if (token == Fdt.END) {
        throw new FdtFailure("its structure is malformed");
      } else if (token != Fdt.NOP) {
        return OptionalInt.empty();
      }
      offset = blob.next();
    }
  }

  /** Whether a name is at an offset of the strings block. */
  private boolean isThere(byte[] name, long from, long namesEnd) {
    long end = from + name.length;
    byte[] bytes = blob.bytes();
    return end < namesEnd
        && bytes[(int) end] == 0
        && Arrays.equals(bytes, (int) from, (int) end, name, 0, name.length);
  }

  private long namesEnd() {
    long size = blob.field(RawBlob.STRINGS_SIZE);
    return Math.min(blob.field(Fdt.TOTAL_SIZE), size + blob.field(RawBlob.STRINGS_AT));
  }

  private int size(int property) {
    return blob.cell(blob.at(property) + 4);
  }
}
