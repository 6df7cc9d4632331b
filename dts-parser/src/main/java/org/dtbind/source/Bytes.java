// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * An immutable sequence of bytes. Slices share the underlying array, so taking one costs nothing.
 *
 * <p>Equality is by content. The order, of bytes 0 to 255, keeps maps fast even if their keys were
 * chosen to have one hash code.
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

  /** {@return the run of no bytes} */
  public static Bytes empty() {
    return EMPTY;
  }

  /**
   * {@return a run holding a copy of {@code array}}
   *
   * @param array the bytes
   */
  public static Bytes copyOf(byte[] array) {
    return wrap(array.clone());
  }

  /**
   * Takes over an array without copying it.
   *
   * @param array the bytes; the caller must not write to it afterwards
   * @return a run over the whole array
   */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
  }

  /**
   * Takes over the first bytes of an array without copying it.
   *
   * @param array the bytes; the caller must not write to its first {@code length} bytes afterwards
   * @param length how many of them, 0 to {@code array.length}
   * @return a run over them
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
   * @param text characters U+0000 to U+00FF
   */
  public static Bytes latin1(String text) {
    return wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * {@return the bytes of a text in UTF-8}
   *
   * @param text its characters
   */
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * {@return a file in the jar beside a class}
   *
   * @param owner the class
   * @param name of the file
   * @throws IllegalStateException if there is none: the jar was not made by the build
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
   * {@return the content of a stream to its end: of a file, or of a pipe, whose length is not known
   * in advance}
   *
   * @param in the stream
   * @param expected its probable length; 0 if not known
   * @param most its maximum length
   * @throws IOException if it cannot be read, or is longer
   */
  public static Bytes read(InputStream in, int expected, Limit most) throws IOException {
    // Not by readNBytes(int): that of a file asks for its position, and a pipe has none.
    byte[] content = new byte[Math.min(expected, most.most()) + 1];
    int length = in.readNBytes(content, 0, content.length);
    while (length == content.length && length <= most.most()) {
      content = Arrays.copyOf(content, (int) Math.min(most.most() + 1L, length * 2L + 8192));
      length += in.readNBytes(content, length, content.length - length);
    }
    if (length > most.most()) {
      throw new IOException("it is larger than " + (most.most() >> 20) + " MiB");
    }
    return wrap(content, length);
  }

  /** {@return the number of bytes} */
  public int length() {
    return length;
  }

  /** {@return whether there are none} */
  public boolean isEmpty() {
    return length == 0;
  }

  /**
   * {@return the byte at {@code index}, 0 to 255}
   *
   * @param index 0 to {@code length() - 1}
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
   * @param index of the first byte
   * @param width 1 to 8; a width of 8 gives the 64 bits as they are
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
   * @param index of the first byte
   */
  public int cell(int index) {
    if (index < 0 || index > length - 4) {
      throw new IndexOutOfBoundsException(index + " to " + (index + 4L) + " of " + length);
    }
    // Written out: a blob is read cell by cell, and mostly before anything is compiled.
    int at = start + index;
    return array[at] << 24
        | (array[at + 1] & 0xff) << 16
        | (array[at + 2] & 0xff) << 8
        | array[at + 3] & 0xff;
  }

  /**
   * {@return the bytes from {@code from} up to {@code to}, sharing this run's array}
   *
   * @param from 0 to {@code to}
   * @param to {@code from} to {@code length()}
   */
  public Bytes slice(int from, int to) {
    if (from < 0 || to < from || to > length) {
      throw new IndexOutOfBoundsException(from + " to " + to + " of " + length);
    }
    return from == to ? EMPTY : new Bytes(array, start + from, to - from);
  }

  /**
   * {@return the index of the first {@code value} at or after {@code from}, or -1}
   *
   * @param value 0 to 255
   * @param from where to begin
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

  /** {@return a fresh array of the bytes} */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, start, start + length);
  }

  /**
   * Lends an array to a reader for which copying a whole source costs too much.
   *
   * @return an array that begins with the bytes and may be longer; it must not be written to
   */
  public byte[] lent() {
    return start == 0 ? array : toArray();
  }

  /**
   * Copies the bytes.
   *
   * @param target where to
   * @param at index in {@code target} of the first byte
   */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, start, target, at, length);
  }

  /** {@return the bytes as characters U+0000 to U+00FF} */
  @SuppressWarnings("deprecation")
  public String latin1() {
    // Not by the Charset: that constructor does all of them, and is compiled ten times as slowly.
    return new String(array, 0, start, length);
  }

  /** {@return the bytes read as UTF-8, bytes that are not UTF-8 shown as U+FFFD} */
  public String utf8() {
    return new String(array, start, length, StandardCharsets.UTF_8);
  }

  /** {@return a number that almost always differs for different bytes: CRC-32 and their length} */
  public long checksum() {
    CRC32 sum = new CRC32();
    sum.update(array, start, length);
    return sum.getValue() << 31 | length;
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
