// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;

/**
 * Reads a blob in place, as libfdt does. It checks only the parts that a call needs, so that the
 * content before a malformed part remains readable. Supports versions 2 to 17.
 *
 * <p>Nodes and properties are identified by byte offsets in the structure block, which are valid
 * until a {@link FlatEditor} changes the blob.
 */
public final class FlatTree {

  private final RawBlob blob;

  /**
   * Creates a tree from a copy of a blob, without checking it.
   *
   * @param file the blob; bytes after its end are ignored
   */
  public FlatTree(Bytes file) {
    this.blob = new RawBlob(file);
  }

  RawBlob blob() {
    return blob;
  }

  /** {@return the offset of the structure block from the header, which may be out of range} */
  public int structureAt() {
    return blob.cell(RawBlob.STRUCTURE_AT);
  }

  /** {@return the size of the structure block in bytes, from a header of version 17} */
  public int structureSize() {
    return blob.cell(RawBlob.STRUCTURE_SIZE);
  }

  /**
   * {@return the offset of a node}
   *
   * @param path from the root or from an alias; unit addresses may be omitted
   * @throws FdtFailure if the node does not exist, or if the blob is malformed
   */
  public int node(Bytes path) throws FdtFailure {
    blob.probe();
    return new PathSearch(this).node(path);
  }

  /**
   * {@return the offset of a child; empty if there is none}
   *
   * @param parent the offset of the parent
   * @param name without a unit address, also matches the first child with that name and any unit
   *     address
   */
  public OptionalInt child(int parent, Bytes name) throws FdtFailure {
    blob.probe();
    NodeWalk walk = new NodeWalk(blob, parent);
    while (walk.next()) {
      if (walk.depth() == 1 && isCalled(walk.offset(), name)) {
        return OptionalInt.of(walk.offset());
      }
    }
    return OptionalInt.empty();
  }

  private boolean isCalled(int node, Bytes name) {
    int size = name.length();
    Optional<Bytes> actual = name(node);
    if (actual.isEmpty() || actual.get().length() < size) {
      return false;
    }
    // Compare the byte after the name first: it excludes most names, and takes less time.
    return (actual.get().length() == size
            || actual.get().get(size) == '@' && name.indexOf('@', 0) < 0)
        && actual.get().slice(0, size).equals(name);
  }

  /**
   * {@return the name of a node with its unit address; empty if the version is before 16 and the
   * path contains no slash}
   *
   * @param node the offset of a node whose start was checked
   */
  public Optional<Bytes> name(int node) {
    Bytes name = blob.string(blob.at(node) + 4);
    if (blob.field(RawBlob.VERSION) >= Fdt.FIRST_WITH_NAMES) {
      return Optional.of(name);
    }
    for (int i = name.length() - 1; i >= 0; i--) {
      if (name.get(i) == '/') {
        return Optional.of(name.slice(i + 1, name.length()));
      }
    }
    return Optional.empty();
  }

  public OptionalInt firstProperty(int node) throws FdtFailure {
    return propertyFrom(blob.behindNode(node));
  }

  public OptionalInt nextProperty(int property) throws FdtFailure {
    return propertyFrom(blob.behindProperty(property));
  }

  private OptionalInt propertyFrom(int from) throws FdtFailure {
    for (int offset = from; ; offset = blob.next()) {
      int token = blob.token(offset);
      if (token == Fdt.PROP) {
        return OptionalInt.of(offset);
      }
      if (token != Fdt.NOP) {
        return behindLast(token);
      }
    }
  }

  public OptionalInt property(int node, Bytes name) throws FdtFailure {
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
      } else if (token != Fdt.NOP) {
        return behindLast(token);
      }
      offset = blob.next();
    }
  }

  private OptionalInt behindLast(int token) throws FdtFailure {
    if (token == Fdt.END) {
      throw blob.isBroken() ? blob.broken() : new FdtFailure(FdtError.BADSTRUCTURE);
    }
    return OptionalInt.empty();
  }

  /** Whether a name is at an offset of the strings block. */
  private boolean isThere(byte[] name, long from, long namesEnd) {
    long end = from + name.length;
    byte[] bytes = blob.bytes();
    return end < namesEnd
        && bytes[(int) end] == 0
        && Arrays.equals(bytes, (int) from, (int) end, name, 0, name.length);
  }

  /** {@return the name of a property; empty if its offset or end is outside the strings block} */
  public Optional<Bytes> propertyName(int property) {
    long from = blob.field(blob.at(property) + 8) + blob.field(RawBlob.STRINGS_AT);
    long end = namesEnd();
    for (long at = from; at < end; at++) {
      if (blob.bytes()[(int) at] == 0) {
        return Optional.of(blob.slice((int) from, (int) at));
      }
    }
    return Optional.empty();
  }

  private long namesEnd() {
    long end = blob.field(Fdt.TOTAL_SIZE);
    if (blob.field(RawBlob.VERSION) >= Fdt.VERSION) {
      long size = blob.field(RawBlob.STRINGS_SIZE);
      end = Math.min(end, size + blob.field(RawBlob.STRINGS_AT));
    }
    return end;
  }

  public Bytes value(int property) {
    int size = size(property);
    int at = blob.at(property) + RawBlob.PROPERTY_HEADER;
    boolean old = blob.field(RawBlob.VERSION) < Fdt.FIRST_WITH_NAMES;
    boolean wide = (property + RawBlob.PROPERTY_HEADER) % 8 != 0 && size >= 8;
    int from = old && wide ? at + 4 : at;
    return blob.slice(from, from + size);
  }

  int size(int property) {
    return blob.cell(blob.at(property) + 4);
  }

  /**
   * Visits the tokens of a node.
   *
   * @param node the offset of the node, whose first token is included
   * @param visitor receives the tokens; returns false to stop
   */
  public void walk(int node, TokenVisitor visitor) {
    int offset = node;
    while (true) {
      int token = blob.token(offset);
      Token kind =
          switch (token) {
            case Fdt.BEGIN_NODE -> Token.BEGIN_NODE;
            case Fdt.END_NODE -> Token.END_NODE;
            case Fdt.PROP -> Token.PROPERTY;
            case Fdt.NOP -> Token.NOTHING;
            default -> Token.END;
          };
      int at = offset;
      offset = blob.next();
      if (!visitor.take(kind, at) || kind == Token.END) {
        return;
      }
    }
  }

  /** The kinds of tokens in a structure block. */
  public enum Token {
    BEGIN_NODE,
    END_NODE,
    PROPERTY,
    /** {@code FDT_NOP}, which replaces removed elements. */
    NOTHING,
    /** The end of the structure block, or of its well-formed part. */
    END
  }

  /** Receives the tokens of a walk. */
  @FunctionalInterface
  public interface TokenVisitor {
    /**
     * Receives a token.
     *
     * @param offset the offset of the token
     * @return whether to continue
     */
    boolean take(Token token, int offset);
  }

  /** {@return a copy of the blob, up to the total size in the header or the end of the bytes} */
  public Bytes bytes() {
    byte[] all = blob.bytes();
    long size = Math.min(all.length, blob.field(Fdt.TOTAL_SIZE));
    return Bytes.wrap(Arrays.copyOf(all, (int) size));
  }
}
