// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import java.util.Arrays;
import org.dtbind.source.Bytes;

/**
 * The bytes of a file without a byte order mark, and with lines joined that end with a backslash
 * (ISO C 5.1.1.2, phase 2). Maps offsets in the text to offsets in the file.
 */
public final class JoinedText {

  private static final int[] NONE = {};

  private final byte[] text;

  /** Offsets in the text at which bytes were removed, ascending. */
  private final int[] joints;

  /** By joint: total number of bytes removed up to it. */
  private final int[] removed;

  private JoinedText(byte[] text, int[] joints, int[] removed) {
    this.text = text;
    this.joints = joints;
    this.removed = removed;
  }

  /**
   * Returns the text of a file.
   *
   * @param splices whether to join lines that end with a backslash
   */
  public static JoinedText of(Bytes content, boolean splices) {
    byte[] lent = content.lent();
    byte[] source = lent.length == content.length() ? lent : content.toArray();
    int mark = hasByteOrderMark(source) ? 3 : 0;
    if (mark > 0 || splices && nextSplice(source, 0) < source.length) {
      return join(source, mark, splices);
    }
    return new JoinedText(source, NONE, NONE);
  }

  private static boolean hasByteOrderMark(byte[] source) {
    return source.length >= 3
        && source[0] == (byte) 0xef
        && source[1] == (byte) 0xbb
        && source[2] == (byte) 0xbf;
  }

  private static JoinedText join(byte[] source, int mark, boolean splices) {
    byte[] text = new byte[source.length];
    int[] joints = new int[16];
    int[] removed = new int[16];
    int count = 0;
    int length = 0;
    int from = mark;
    if (mark > 0) {
      removed[count++] = mark;
    }
    while (from < source.length) {
      int to = splices ? nextSplice(source, from) : source.length;
      System.arraycopy(source, from, text, length, to - from);
      length += to - from;
      if (to < source.length) {
        to = endOfSplice(source, to);
        if (count == 0 || joints[count - 1] < length) {
          count++;
        }
        if (count > joints.length) {
          joints = Arrays.copyOf(joints, count * 2);
          removed = Arrays.copyOf(removed, count * 2);
        }
        joints[count - 1] = length;
        removed[count - 1] = to - length;
      }
      from = to;
    }
    return new JoinedText(
        Arrays.copyOf(text, length), Arrays.copyOf(joints, count), Arrays.copyOf(removed, count));
  }

  private static int nextSplice(byte[] source, int from) {
    for (int i = from; i < source.length; i++) {
      if (source[i] == '\\' && endOfSplice(source, i) > 0) {
        return i;
      }
    }
    return source.length;
  }

  /**
   * Returns the offset after the splice at {@code from}; 0 if the backslash does not end its line.
   * As in cpp, blanks may follow it.
   */
  private static int endOfSplice(byte[] source, int from) {
    int i = from + 1;
    while (i < source.length && Lexis.isBlank(source[i])) {
      i++;
    }
    return i < source.length && source[i] == '\n' ? i + 1 : 0;
  }

  /** Returns the text without a copy. Callers must not write to the array. */
  byte[] text() {
    return text;
  }

  /** Returns the mapping for a text of the same length in which bytes are replaced. */
  JoinedText with(byte[] replaced) {
    return replaced == text ? this : new JoinedText(replaced, joints, removed);
  }

  /** Returns the offset in the file of the byte at offset {@code at} in the text. */
  public int inFile(int at) {
    if (joints.length == 0) {
      return at;
    }
    int found = Arrays.binarySearch(joints, at);
    int joint = found >= 0 ? found : -found - 2;
    return joint < 0 ? at : at + removed[joint];
  }

  /** Returns the offset in the file after the last byte of a range in the text. */
  public int endInFile(int start, int end) {
    return end > start ? inFile(end - 1) + 1 : inFile(start);
  }
}
