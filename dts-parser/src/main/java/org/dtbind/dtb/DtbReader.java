// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.NodeLimits;
import org.dtbind.source.Bytes;
import org.dtbind.source.Limit;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.SourceFile;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.Reservation;

/**
 * Reads blobs of versions 1 to 17. Blobs are untrusted: the reader checks each offset and length
 * before it uses it, and allocates no memory for an unchecked length. Positions in the tree are
 * offsets in the blob.
 */
public final class DtbReader {

  private static final int MAX_NAME = Limit.NAME_BYTES.most();

  /** Maps positions to offsets in a blob. */
  private record BlobOrigins(String name) implements Origins {
    @Override
    public Origin of(Span span) {
      return span.isKnown() ? new Origin.Blob(name, span.start()) : new Origin.Unknown(name);
    }
  }

  private static final int MAX_NAMES = Limit.BLOB_NAME_BYTES.most();

  /** Size of the cache for property names: most properties have one of a few names. */
  private static final int NAMES = 64;

  private final Bytes blob;
  private final Origins origins;

  /**
   * A cache of property names: slots are chosen by offset in the strings block, so that each name
   * is decoded once.
   */
  private final String[] names = new String[NAMES];

  private final int[] namesAt = new int[NAMES];

  /**
   * All decoded names by offset: a blob may use the end of a long name often, each time from a
   * different byte on.
   */
  private final Map<Integer, String> known = new HashMap<>();

  private long nameBytes;
  private final DtbHeader header;
  private final int version;
  private final int stringsAt;
  private final int stringsEnd;
  private final int structureEnd;
  private int next;

  private DtbReader(SourceFile file) throws MalformedBlob {
    this.blob = file.content();
    this.header = DtbHeader.of(blob);
    this.version = header.version();
    this.stringsAt = header.stringsAt();
    this.stringsEnd = header.stringsEnd();
    this.structureEnd = header.structureEnd();
    this.next = header.structureAt();
    this.origins = new BlobOrigins(file.name());
    Arrays.fill(namesAt, -1);
  }

  /**
   * {@return the tree in a blob; absent if the blob is malformed}
   *
   * @param file the blob
   */
  public static Diagnosed<DeviceTree> read(SourceFile file) {
    try {
      return Diagnosed.of(new DtbReader(file).tree(), List.of());
    } catch (MalformedBlob e) {
      Origin origin = new Origin.Blob(file.name(), e.offset());
      return Diagnosed.failed(List.of(Diagnostic.error(e.code(), origin, e.why())));
    }
  }

  /**
   * {@return the strings block of a blob; empty if the blob is malformed, or if its version does
   * not contain the length of the block}
   *
   * @param file the blob
   */
  public static Bytes names(SourceFile file) {
    try {
      DtbHeader header = DtbHeader.of(file.content());
      return header.version() < 3
          ? Bytes.empty()
          : file.content().slice(header.stringsAt(), header.stringsEnd());
    } catch (MalformedBlob e) {
      return Bytes.empty();
    }
  }

  private DeviceTree tree() throws MalformedBlob {
    List<Reservation> reservations = header.reservations(blob);
    skipNops();
    int at = next;
    if (take() != Fdt.BEGIN_NODE) {
      throw new MalformedBlob(
          DtbCode.BAD_STRUCTURE, at, Message.of("the structure does not start with a node"));
    }
    DtNode root = node(at, 0, 0, true);
    skipNops();
    at = next;
    if (take() != Fdt.END) {
      throw new MalformedBlob(
          DtbCode.BAD_STRUCTURE, at, Message.of("there is data after the root node"));
    }
    int bootCpu = version >= 2 ? blob.cell(28) : 0;
    boolean plugin =
        root.child("__fixups__").isPresent() || root.child("__local_fixups__").isPresent();
    return new DeviceTree(root, reservations, bootCpu, plugin, origins);
  }

  private int take() throws MalformedBlob {
    if (next + 4 > structureEnd) {
      throw new MalformedBlob(
          DtbCode.BAD_STRUCTURE, next, Message.of("the structure ends prematurely"));
    }
    int value = blob.cell(next);
    next += 4;
    return value;
  }

  private void skipNops() throws MalformedBlob {
    while (next + 4 <= structureEnd && blob.cell(next) == Fdt.NOP) {
      next += 4;
    }
  }

  private void align(int to) {
    next = (next + to - 1) & -to;
  }

  /**
   * Reads a node.
   *
   * @param path the length of the parent's path; 0 for the root and its children
   */
  private DtNode node(int start, int depth, int path, boolean root) throws MalformedBlob {
    String name = nodeName(root);
    int length = root ? 0 : path + 1 + name.length();
    Optional<Message> exceeded = NodeLimits.exceeded(depth, length);
    if (exceeded.isPresent()) {
      throw new MalformedBlob(DtbCode.BLOB_TOO_DEEP, start, exceeded.get());
    }
    List<DtProperty> properties = new ArrayList<>();
    List<DtNode> children = new ArrayList<>();
    while (true) {
      int at = next;
      int token = take();
      switch (token) {
        case Fdt.NOP -> {
          // FDT_NOP has no content.
        }
        case Fdt.PROP -> {
          if (!children.isEmpty()) {
            throw new MalformedBlob(
                DtbCode.BAD_STRUCTURE, at, Message.of("a property follows a child node"));
          }
          properties.add(property(at));
        }
        case Fdt.BEGIN_NODE -> children.add(node(at, depth + 1, length, false));
        case Fdt.END_NODE -> {
          return new DtNode(name, List.of(), properties, children, List.of(new Span(start, next)));
        }
        default ->
            throw new MalformedBlob(
                DtbCode.BAD_STRUCTURE,
                at,
                Message.of("unknown token {token}", "0x%x".formatted(token)));
      }
    }
  }

  private String nodeName(boolean root) throws MalformedBlob {
    int at = next;
    int end = blob.indexOf(0, at);
    if (end < 0 || end >= structureEnd) {
      throw new MalformedBlob(
          DtbCode.BAD_STRUCTURE, at, Message.of("the name of a node is not terminated"));
    }
    next = end + 1;
    align(4);
    // In old versions, names are full paths, which may exceed the limit for one name.
    checkName(at, version < Fdt.FIRST_WITH_NAMES ? 0 : end - at);
    countName(at, end - at);
    String name = blob.slice(at, end).latin1();
    if (version < Fdt.FIRST_WITH_NAMES) {
      name = name.substring(name.lastIndexOf('/') + 1);
    }
    if (root != name.isEmpty()) {
      throw new MalformedBlob(
          DtbCode.BAD_STRUCTURE,
          at,
          root ? Message.of("the root node has a name") : Message.of("a node has no name"));
    }
    if (name.indexOf('/') >= 0) {
      throw new MalformedBlob(
          DtbCode.BAD_STRUCTURE, at, Message.of("a node name contains a slash"));
    }
    return name;
  }

  /**
   * Limits the length of a name: each use of a name takes memory, and a blob can use one name, or
   * its end, often.
   */
  private static void checkName(int at, int length) throws MalformedBlob {
    if (length > MAX_NAME) {
      throw new MalformedBlob(
          DtbCode.BAD_STRUCTURE,
          at,
          Message.of(
              "a name is {size} bytes long, but the limit is {limit} bytes", length, MAX_NAME));
    }
  }

  private void countName(int at, int length) throws MalformedBlob {
    nameBytes += length;
    if (nameBytes > MAX_NAMES) {
      throw new MalformedBlob(
          DtbCode.BAD_STRUCTURE,
          at,
          Message.of("the names of nodes and properties exceed {limit} bytes in total", MAX_NAMES));
    }
  }

  private DtProperty property(int at) throws MalformedBlob {
    // Few calls: this method reads most of the blob, mostly before the JIT compiler has compiled
    // it.
    long length = take() & 0xffffffffL;
    long nameAt = (take() & 0xffffffffL) + stringsAt;
    if (version < Fdt.FIRST_WITH_NAMES && length >= 8) {
      align(8);
    }
    if (length > structureEnd - next) {
      throw new MalformedBlob(
          DtbCode.BAD_OFFSET,
          at + 4,
          Message.of("a property of {size} bytes extends beyond the end of the structure", length));
    }
    String name = propertyName(at, nameAt);
    Bytes value = blob.slice(next, next + (int) length);
    next += (int) length;
    Span span = new Span(at, next);
    align(4);
    return new DtProperty(name, new PropertyValue(value, List.of()), List.of(), List.of(span));
  }

  private String propertyName(int at, long nameAt) throws MalformedBlob {
    int slot = (int) nameAt % NAMES;
    if (nameAt < stringsEnd && namesAt[slot] == nameAt) {
      return names[slot];
    }
    String name = known.get((int) nameAt);
    if (name == null) {
      name = nameFromTable(at, nameAt);
      known.put((int) nameAt, name);
    }
    names[slot] = name;
    namesAt[slot] = (int) nameAt;
    return name;
  }

  private String nameFromTable(int at, long nameAt) throws MalformedBlob {
    int end = nameAt < stringsEnd ? blob.indexOf(0, (int) nameAt) : -1;
    if (end < 0 || end >= stringsEnd) {
      throw new MalformedBlob(
          DtbCode.BAD_OFFSET, at + 8, Message.of("a property name is not in the strings block"));
    }
    checkName(at + 8, end - (int) nameAt);
    countName(at + 8, end - (int) nameAt);
    return blob.slice((int) nameAt, end).latin1();
  }
}
