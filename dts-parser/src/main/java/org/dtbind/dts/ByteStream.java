// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;
import org.dtbind.source.Bytes;

/**
 * A character stream for ANTLR that maps each byte to one of the characters U+0000 to U+00FF,
 * without a copy.
 */
final class ByteStream implements CharStream {

  private final byte[] bytes;
  private final int size;
  private final String name;
  private int next;

  ByteStream(Bytes bytes, String name) {
    this.bytes = bytes.toArray();
    this.size = bytes.length();
    this.name = name;
  }

  byte[] array() {
    return bytes;
  }

  @Override
  public void consume() {
    if (next >= size) {
      throw new IllegalStateException("cannot consume EOF");
    }
    next++;
  }

  @Override
  public int LA(int offset) {
    int at = offset > 0 ? next + offset - 1 : next + offset;
    return offset == 0 ? 0 : at < 0 || at >= size ? EOF : bytes[at] & 0xff;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return next;
  }

  @Override
  public void seek(int index) {
    next = Math.min(index, size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String getSourceName() {
    return name;
  }

  @Override
  public String getText(Interval interval) {
    int from = Math.min(interval.a, size);
    int to = Math.min(interval.b + 1, size);
    return Bytes.wrap(bytes).slice(from, Math.max(from, to)).latin1();
  }
}
