// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.dtb.Fdt;
import org.dtbind.source.Bytes;

/**
 * A blob that is read where it stands, as libfdt reads it: no more of it is looked at than an
 * answer needs, so that a damaged one still gives what comes before the damage. Versions 2 to 17.
 *
 * <p>Nodes and properties are given by their offsets in the structure, in bytes; these hold until a
 * {@link FlatEditor} changes the blob.
 */
public final class FlatTree {

  private final RawBlob blob;

  /**
   * Takes a blob; whether it is one turns out when it is asked for something.
   *
   * @param file what is in the file; bytes behind the blob do no harm
   */
  public FlatTree(Bytes file) {
    this.blob = new RawBlob(file);
  }

  RawBlob blob() {
    return blob;
  }

  /**
   * {@return where the structure begins, as an offset in the blob; what the header says, also where
   * that leads outside}
   */
  public int structureAt() {
    return blob.cell(RawBlob.STRUCTURE_AT);
  }

  /** {@return how long the structure is, in bytes, as a header of version 17 says} */
  public int structureSize() {
    return blob.cell(RawBlob.STRUCTURE_SIZE);
  }

  /**
   * {@return the node of a path}
   *
   * @param path from the root, or from an alias; unit addresses may be left out
   * @throws FdtFailure if it is not there, or the blob is damaged
   */
  public int node(Bytes path) throws FdtFailure {
    blob.probe();
    return new PathSearch(this).node(path);
  }

  /**
   * {@return the child of that name; the first one that has it before its unit address, where the
   * name is given without}
   *
   * @param parent the node
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
    // What follows tells most names apart, and is looked at faster.
    return (actual.get().length() == size
            || actual.get().get(size) == '@' && name.indexOf('@', 0) < 0)
        && actual.get().slice(0, size).equals(name);
  }

  /**
   * {@return the name of a node, unit address included; empty if the blob is of a version before 16
   * and the node has no path}
   *
   * @param node whose beginning has been found well formed
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

  /** Whether a name stands in the table of names. */
  private boolean isThere(byte[] name, long from, long namesEnd) {
    long end = from + name.length;
    byte[] bytes = blob.bytes();
    return end < namesEnd
        && bytes[(int) end] == 0
        && Arrays.equals(bytes, (int) from, (int) end, name, 0, name.length);
  }

  /** {@return the name of a property; empty if the table of names does not have it} */
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
    long end = blob.field(RawBlob.TOTAL_SIZE);
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
   * Shows what is in a node, token by token.
   *
   * @param node where to begin, the node itself included
   * @param visitor takes the tokens; ends the walk by answering no
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

  /** What a structure consists of. */
  public enum Token {
    BEGIN_NODE,
    END_NODE,
    PROPERTY,
    /** Something that was removed. */
    NOTHING,
    /** The end of all, or of what is well formed. */
    END
  }

  /** Is shown tokens. */
  @FunctionalInterface
  public interface TokenVisitor {
    /**
     * Takes one.
     *
     * @param offset where it stands
     * @return whether to go on
     */
    boolean take(Token token, int offset);
  }

  /** {@return the blob as it stands, as long as its header says, or all that there is} */
  public Bytes bytes() {
    byte[] all = blob.bytes();
    long size = Math.min(all.length, blob.field(RawBlob.TOTAL_SIZE));
    return Bytes.wrap(Arrays.copyOf(all, (int) size));
  }
}
