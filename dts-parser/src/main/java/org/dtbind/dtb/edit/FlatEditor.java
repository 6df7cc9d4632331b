// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

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
 */
public final class FlatEditor {

  private final FlatTree tree;
  private final RawBlob blob;
  private final PartOrder order;

  /**
   * Offsets of the names of changed properties. They remain valid, because names are only appended
   * to the strings block.
   */
  private final Map<Bytes, Integer> places = new HashMap<>();

  /**
   * Creates an editor.
   *
   * @param tree the blob; a change makes previous offsets from it invalid
   */
  public FlatEditor(FlatTree tree) {
    this.tree = tree;
    this.blob = tree.blob();
    this.order = new PartOrder(blob);
  }

  /** Checks that the blob can be changed. */
  private void probe() throws FdtFailure {
    blob.probe();
    if (blob.field(RawBlob.VERSION) < Fdt.VERSION) {
      throw new FdtFailure(FdtError.BADVERSION);
    }
    if (order.isMisordered(PartOrder.RESERVATION_SIZE, blob.field(RawBlob.STRUCTURE_SIZE))) {
      throw new FdtFailure(FdtError.BADLAYOUT);
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
      throw new FdtFailure(FdtError.BADOFFSET);
    }
    if ((long) end - oldSize + newSize > blob.field(Fdt.TOTAL_SIZE)) {
      throw new FdtFailure(FdtError.NOSPACE);
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
   * @throws FdtFailure {@link FdtError#NOSPACE} if {@link #grow} must be called first; another
   *     error if the blob is malformed or cannot be changed
   */
  public void setProperty(int node, Bytes name, Bytes value) throws FdtFailure {
    probe();
    OptionalInt known = tree.property(node, name);
    if (known.isEmpty()) {
      insert(node, name, value);
      return;
    }
    int at = blob.at(known.getAsInt());
    int old = RawBlob.aligned(tree.size(known.getAsInt()));
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
  public void insertProperty(int node, Bytes name, Bytes value) throws FdtFailure {
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
  public void deleteProperty(int node, Bytes name) throws FdtFailure {
    probe();
    int property = tree.property(node, name).orElseThrow(() -> new FdtFailure(FdtError.NOTFOUND));
    int size = RawBlob.PROPERTY_HEADER + RawBlob.aligned(tree.size(property));
    spliceStructure(blob.at(property), size, 0);
  }

  /**
   * Adds a node before the other children.
   *
   * @return the offset of the new node
   * @throws FdtFailure {@link FdtError#EXISTS} if a child with that name exists; {@link
   *     FdtError#NOSPACE} if {@link #grow} must be called first; another error if the blob is
   *     malformed or cannot be changed
   */
  public int addNode(int parent, Bytes name) throws FdtFailure {
    probe();
    if (tree.child(parent, name).isPresent()) {
      throw new FdtFailure(FdtError.EXISTS);
    }
    return insertNode(parent, name);
  }

  /**
   * Adds a node before the other children, without a search for an existing one with that name.
   *
   * @param parent the parent, which must not have a child with that name
   * @return the offset of the new node
   * @throws FdtFailure as {@link #addNode} does, except for {@link FdtError#EXISTS}
   */
  public int insertNode(int parent, Bytes name) throws FdtFailure {
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
   * Removes a node and all nodes below it.
   *
   * @throws FdtFailure if the blob is malformed or cannot be changed
   */
  public void deleteNode(int node) throws FdtFailure {
    probe();
    NodeWalk walk = new NodeWalk(blob, node);
    boolean more = true;
    while (more) {
      more = walk.next();
    }
    if (!walk.hasLeft()) {
      throw new FdtFailure(FdtError.NOTFOUND);
    }
    spliceStructure(blob.at(node), walk.offset() - node, 0);
  }

  /**
   * Adds free space after the strings block. Converts version 16 to version 17, and moves the parts
   * to the order of libfdt if the free space suffices for that.
   *
   * @param more the number of bytes, at least 0
   * @throws FdtFailure if the blob is malformed or cannot be changed
   */
  public void grow(int more) throws FdtFailure {
    blob.probe();
    order.grow(more);
  }

  /**
   * Removes the free space between the parts and after them.
   *
   * @throws FdtFailure if the blob is malformed or cannot be changed
   */
  public void pack() throws FdtFailure {
    probe();
    order.pack();
  }
}
