// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import java.util.Arrays;
import org.dtbind.source.Bytes;

/** A growing byte array that stores numbers in big-endian order, as blobs do. */
final class Buffer {

  private byte[] bytes;
  private int length;

  /**
   * Creates an empty buffer.
   *
   * @param expected the expected size in bytes, which avoids copies
   */
  Buffer(int expected) {
    bytes = new byte[expected];
  }

  int length() {
    return length;
  }

  /** Returns the array without a copy; only the first {@link #length()} bytes are in use. */
  byte[] bytes() {
    return bytes;
  }

  private void ensure(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
    }
  }

  void cell(int value) {
    ensure(4);
    put(bytes, length, value);
    length += 4;
  }

  /** Appends three cells. */
  void cells(int first, int second, int third) {
    ensure(12);
    put(bytes, length, first);
    put(bytes, length + 4, second);
    put(bytes, length + 8, third);
    length += 12;
  }

  private static void put(byte[] to, int at, int value) {
    to[at] = (byte) (value >> 24);
    to[at + 1] = (byte) (value >> 16);
    to[at + 2] = (byte) (value >> 8);
    to[at + 3] = (byte) value;
  }

  void number(long value) {
    cell((int) (value >> 32));
    cell((int) value);
  }

  /** Appends a string of the characters U+0000 to U+00FF, and a zero byte. */
  @SuppressWarnings("deprecation") // faster than a Charset, and it copies into the array
  void string(String text) {
    int size = text.length();
    ensure(size + 1);
    text.getBytes(0, size, bytes, length);
    length += size;
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

  void zeros(int count) {
    ensure(count);
    Arrays.fill(bytes, length, length + count, (byte) 0);
    length += count;
  }

  /** Appends zero bytes up to a multiple of four bytes. */
  void align() {
    ensure(3);
    while (length % 4 != 0) {
      bytes[length++] = 0;
    }
  }

  void cutTo(int count) {
    length = count;
  }
}
