// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes maps, lists and scalars as bytes that {@link PartReader} reads. Each instance writes one
 * file.
 *
 * <p>A part begins with a letter for its type. A count or a number follows, in groups of seven bits
 * per byte, lowest group first, then the content.
 */
final class PartWriter {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  void write(Object part) {
    if (part instanceof Map<?, ?> map) {
      head('m', map.size());
      map.forEach(
          (key, value) -> {
            text(key.toString());
            write(value);
          });
    } else if (part instanceof List<?> list) {
      head('l', list.size());
      list.forEach(this::write);
    } else if (part instanceof Boolean truth) {
      out.write(truth ? 't' : 'f');
    } else if (part instanceof Double number) {
      head('d', Double.doubleToLongBits(number));
    } else if (part instanceof BigInteger number) {
      out.write('b');
      text(number.toString());
    } else if (part instanceof Number number) {
      head('n', number.longValue() << 1 ^ number.longValue() >> 63);
    } else {
      out.write('s');
      text(part.toString());
    }
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    out.write(bytes, 0, bytes.length);
  }

  private void head(char kind, long number) {
    out.write(kind);
    number(number);
  }

  private void number(long number) {
    long left = number;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
