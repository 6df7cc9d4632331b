// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An immutable sequence of bytes. A slice shares the array of the whole, so creating one is cheap.
 *
 * <p>Equality is by content. The order is that of unsigned bytes. It keeps hash maps fast even if
 * an attacker chose keys with equal hash codes.
 */
public final class Bytes implements Comparable<Bytes> {

  private static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private final byte[] array;
  private final int start;
  private final int length;

  private Bytes(byte[] array, int start, int length) {
    this.array = array;
    this.start = start;
    this.length = length;
  }

  /** {@return the empty sequence} */
  public static Bytes empty() {
    return EMPTY;
  }

  /**
   * {@return a sequence with a copy of {@code array}}
   *
   * @param array the bytes
   */
  public static Bytes copyOf(byte[] array) {
    return wrap(array.clone());
  }

  /**
   * Creates a sequence from an array without a copy.
   *
   * @param array the bytes; the caller must not change them afterwards
   * @return a sequence of the whole array
   */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
  }

  /**
   * Creates a sequence from the first bytes of an array without a copy.
   *
   * @param array the bytes; the caller must not change the first {@code length} bytes afterwards
   * @param length the number of bytes, from 0 to {@code array.length}
   * @return a sequence of the first bytes
   */
  public static Bytes wrap(byte[] array, int length) {
    if (length < 0 || length > array.length) {
      throw new IndexOutOfBoundsException(length + " of " + array.length);
    }
    return length == 0 ? EMPTY : new Bytes(array, 0, length);
  }

  /**
   * {@return the characters of {@code text} as one byte each}
   *
   * @param text characters from U+0000 to U+00FF
   */
  public static Bytes latin1(String text) {
    return wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * {@return the bytes of a text in UTF-8}
   *
   * @param text the text
   */
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * {@return the content of a resource next to a class}
   *
   * @param owner the class
   * @param name the name of the resource
   * @throws IllegalStateException if the resource does not exist because the jar is incomplete
   */
  public static Bytes ofResource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return wrap(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the content of a stream up to the end, such as that of a file or of a pipe, whose
   * length is unknown in advance}
   *
   * @param in the stream
   * @param expected the probable length; 0 if it is unknown
   * @param most the maximum length
   * @throws IOException if the stream cannot be read, or exceeds the maximum length
   */
  public static Bytes read(InputStream in, int expected, Limit most) throws IOException {
    // Not with readNBytes(int): that of FileInputStream calls lseek(), which fails for a pipe.
    byte[] content = new byte[Math.min(expected, most.most())];
    int length = in.readNBytes(content, 0, content.length);
    // Usually, the expected length is right, and this is the only array.
    int next = length < content.length ? -1 : in.read();
    if (next < 0) {
      return wrap(content, length);
    }
    List<byte[]> parts = new ArrayList<>(List.of(content));
    while (next >= 0 && length <= most.most()) {
      byte[] part = new byte[Math.min(most.most() + 1 - length, Math.max(8192, length / 4))];
      part[0] = (byte) next;
      int count = 1 + in.readNBytes(part, 1, part.length - 1);
      parts.add(part);
      length += count;
      next = count < part.length || length > most.most() ? -1 : in.read();
    }
    if (length > most.most()) {
      throw new IOException("it is larger than " + (most.most() >> 20) + " MiB");
    }
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      int count = Math.min(part.length, length - at);
      System.arraycopy(part, 0, all, at, count);
      at += count;
    }
    return wrap(all, length);
  }

  /** {@return the number of bytes} */
  public int length() {
    return length;
  }

  /** {@return whether there are no bytes} */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * {@return the byte at {@code index}, from 0 to 255}
   *
   * @param index from 0 to {@code length() - 1}
   */
  public int get(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException(index + " of " + length);
    }
    return array[start + index] & 0xff;
  }

  /**
   * {@return the big-endian number of {@code width} bytes at {@code index}}
   *
   * @param index the index of the first byte
   * @param width from 1 to 8; with 8, the result is the 64 bits as a signed number
   */
  public long number(int index, int width) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      value = value << 8 | get(index + i);
    }
    return value;
  }

  /**
   * {@return the 32-bit big-endian cell at {@code index}, which need not be aligned}
   *
   * @param index the index of the first byte
   */
  public int cell(int index) {
    if (index < 0 || index > length - 4) {
      throw new IndexOutOfBoundsException(index + " to " + (index + 4L) + " of " + length);
    }
    // Unrolled: a blob is read cell by cell, mostly before the JIT compiler has compiled this
    // method.
    int at = start + index;
    return array[at] << 24
        | (array[at + 1] & 0xff) << 16
        | (array[at + 2] & 0xff) << 8
        | array[at + 3] & 0xff;
  }

  /**
   * {@return the bytes between two indexes, which share the array of this sequence}
   *
   * @param from the index of the first byte, from 0 to {@code to}
   * @param to the index after the last byte, up to {@code length()}
   */
  public Bytes slice(int from, int to) {
    if (from < 0 || to < from || to > length) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + length);
    }
    return from == to ? EMPTY : new Bytes(array, start + from, to - from);
  }

  /**
   * {@return the index of the first {@code value} at or after {@code from}; -1 if there is none}
   *
   * @param value from 0 to 255
   * @param from the index at which to begin
   */
  public int indexOf(int value, int from) {
    if (from < 0) {
      throw new IndexOutOfBoundsException(from + " of " + length);
    }
    byte wanted = (byte) value;
    int end = start + length;
    for (int i = start + from; i < end; i++) {
      if (array[i] == wanted) {
        return i - start;
      }
    }
    return -1;
  }

  /** {@return a new array with the bytes} */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, start, start + length);
  }

  /**
   * Returns an array without a copy if possible, for readers of whole sources, where a copy takes
   * too long.
   *
   * @return an array that begins with the bytes and may be longer; callers must not change it
   */
  public byte[] lent() {
    return start == 0 ? array : toArray();
  }

  /**
   * Copies the bytes to an array.
   *
   * @param target the array
   * @param at the index in {@code target} for the first byte
   */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, start, target, at, length);
  }

  /** {@return the bytes as characters from U+0000 to U+00FF} */
  @SuppressWarnings("deprecation")
  public String latin1() {
    // Not with a Charset: that constructor handles all charsets, so the JIT compiler takes ten
    // times as long for it.
    return new String(array, 0, start, length);
  }

  /** {@return the bytes decoded as UTF-8, with U+FFFD for invalid bytes} */
  public String utf8() {
    return new String(array, start, length, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Bytes that
            && Arrays.equals(
                array, start, start + length, that.array, that.start, that.start + that.length);
  }

  @Override
  public int compareTo(Bytes that) {
    return Arrays.compareUnsigned(
        array, start, start + length, that.array, that.start, that.start + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return length + " bytes";
  }
}
