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
 * Changes a blob in place, as libfdt's {@code fdt_rw.c} does: what is inserted moves what stands
 * behind it, within the size that the header tells; bytes that pad a value are those that stood
 * there before. A change fails whole.
 */
public final class FlatEditor {

  private final FlatTree tree;
  private final RawBlob blob;
  private final BlobLayout layout;

  /**
   * Where names stand that were put into properties: names are only added, and behind all others.
   */
  private final Map<Bytes, Integer> places = new HashMap<>();

  /**
   * Begins to change a blob.
   *
   * @param tree the blob; offsets taken from it before a change mean nothing afterwards
   */
  public FlatEditor(FlatTree tree) {
    this.tree = tree;
    this.blob = tree.blob();
    this.layout = new BlobLayout(blob);
  }

  /** Makes sure that the blob can be changed. */
  private void probe() throws FdtFailure {
    blob.probe();
    if (blob.field(RawBlob.VERSION) < Fdt.VERSION) {
      throw new FdtFailure(FdtError.BADVERSION);
    }
    if (layout.isMisordered(BlobLayout.RESERVATION_SIZE, blob.field(RawBlob.STRUCTURE_SIZE))) {
      throw new FdtFailure(FdtError.BADLAYOUT);
    }
    blob.putCell(RawBlob.VERSION, Fdt.VERSION);
  }

  /** Returns where the strings, and with them the blob, end. */
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
    if ((long) end - oldSize + newSize > blob.field(RawBlob.TOTAL_SIZE)) {
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
   * Sets a property. One that is there keeps its place, a new one becomes the first.
   *
   * @throws FdtFailure {@link FdtError#NOSPACE} where {@link #grow} is needed first; where the blob
   *     is damaged or cannot be changed, what is wrong with it
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
   * Adds a property before the others, and does not look whether there is one of that name.
   *
   * @param node which gets it; known to have none of that name
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

  /** Returns where a name stands in the table of names, which gets it where it is not there. */
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
    // A name ends where another one does, and may be the end of that one.
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

  /** Returns where the next zero byte is; the end where there is none. */
  private static int zero(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] != 0) {
      at++;
    }
    return at;
  }

  /**
   * Removes a property; its name stays in the table of names.
   *
   * @throws FdtFailure if it is not there, or the blob cannot be changed
   */
  public void deleteProperty(int node, Bytes name) throws FdtFailure {
    probe();
    int property = tree.property(node, name).orElseThrow(() -> new FdtFailure(FdtError.NOTFOUND));
    int size = RawBlob.PROPERTY_HEADER + RawBlob.aligned(tree.size(property));
    spliceStructure(blob.at(property), size, 0);
  }

  /**
   * Adds a node, before the other children.
   *
   * @return its offset
   * @throws FdtFailure {@link FdtError#EXISTS} where there is one of that name; {@link
   *     FdtError#NOSPACE} where {@link #grow} is needed first; or what is wrong with the blob
   */
  public int addNode(int parent, Bytes name) throws FdtFailure {
    probe();
    if (tree.child(parent, name).isPresent()) {
      throw new FdtFailure(FdtError.EXISTS);
    }
    return insertNode(parent, name);
  }

  /**
   * Adds a node before the other children, and does not look whether there is one of that name.
   *
   * @param parent which gets it; known to have none of that name
   * @return its offset
   * @throws FdtFailure as {@link #addNode} does, but for {@link FdtError#EXISTS}
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
   * Removes a node and all below it.
   *
   * @throws FdtFailure if the blob is damaged or cannot be changed
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
   * Makes room behind the strings. A blob of version 16 becomes one of version 17, and one whose
   * parts stand in another order gets them in libfdt's where the room is enough to do it.
   *
   * @param more how many bytes, 0 or more
   * @throws FdtFailure if the blob is damaged, or cannot be changed
   */
  public void grow(int more) throws FdtFailure {
    blob.probe();
    layout.grow(more);
  }

  /**
   * Removes the room between the parts and behind them.
   *
   * @throws FdtFailure if the blob is damaged or cannot be changed
   */
  public void pack() throws FdtFailure {
    probe();
    layout.pack();
  }
}
