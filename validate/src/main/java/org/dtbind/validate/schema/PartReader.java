// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.source.Bytes;

/** Reads the output of {@link PartWriter}. Not safe for use by several threads. */
final class PartReader {

  private static final int DEEPEST = 200;

  /** The bytes are not the output of a {@link PartWriter}. */
  static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    Damaged() {
      super("the bytes of a prepared document are damaged", null, false, false);
    }
  }

  private final Bytes bytes;
  private int next;

  PartReader(Bytes bytes) {
    this.bytes = bytes;
  }

  Object read() throws Damaged {
    return part(0);
  }

  private Object part(int depth) throws Damaged {
    if (depth > DEEPEST) {
      throw new Damaged();
    }
    int kind = octet();
    return switch (kind) {
      case 'm' -> map(depth);
      case 'l' -> list(depth);
      case 't' -> true;
      case 'f' -> false;
      case 's' -> text();
      case 'd' -> Double.longBitsToDouble(number());
      case 'b' -> big();
      case 'n' -> signed(number());
      default -> throw new Damaged();
    };
  }

  private Map<String, Object> map(int depth) throws Damaged {
    int count = count();
    Map<String, Object> map = new LinkedHashMap<>(Math.max(4, count * 4 / 3 + 1));
    for (int i = 0; i < count; i++) {
      map.put(text(), part(depth + 1));
    }
    return map;
  }

  private List<Object> list(int depth) throws Damaged {
    int count = count();
    List<Object> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(part(depth + 1));
    }
    return list;
  }

  private BigInteger big() throws Damaged {
    try {
      return new BigInteger(text());
    } catch (NumberFormatException e) {
      throw new Damaged();
    }
  }

  private static long signed(long number) {
    return number >>> 1 ^ -(number & 1);
  }

  private String text() throws Damaged {
    int length = count();
    String text = bytes.slice(next, next + length).utf8();
    next += length;
    return text;
  }

  /**
   * Returns the number of following bytes or items. An item has at least one byte, so the number
   * cannot exceed the number of remaining bytes.
   */
  private int count() throws Damaged {
    long count = number();
    if (count < 0 || count > bytes.length() - next) {
      throw new Damaged();
    }
    return (int) count;
  }

  private long number() throws Damaged {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      number |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return number;
      }
    }
    throw new Damaged();
  }

  private int octet() throws Damaged {
    if (next >= bytes.length()) {
      throw new Damaged();
    }
    return bytes.get(next++);
  }
}
