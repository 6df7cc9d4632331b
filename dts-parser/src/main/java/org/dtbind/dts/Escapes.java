// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.function.BiConsumer;
import org.dtbind.diag.Message;
import org.dtbind.source.Bytes;

/** Decodes the escape sequences of C in strings and character constants. */
final class Escapes {

  private static final String LETTERS = "abtnvfr";
  private static final byte[] MEANINGS = {7, 8, 9, 10, 11, 12, 13};

  private Escapes() {}

  /**
   * Decodes the text between two quotes.
   *
   * @param text the array that contains the text
   * @param from index of the first byte
   * @param to index after the last byte
   * @param bad accepts the index of the backslash of an invalid sequence, and a message
   */
  static Bytes resolve(byte[] text, int from, int to, BiConsumer<Integer, Message> bad) {
    byte[] out = new byte[to - from];
    int length = 0;
    int i = from;
    while (i < to) {
      if (text[i] != '\\' || i + 1 == to) {
        out[length++] = text[i++];
        continue;
      }
      int backslash = i++;
      int letter = LETTERS.indexOf(text[i]);
      if (letter >= 0) {
        out[length++] = MEANINGS[letter];
        i++;
      } else if (isOctal(text[i])) {
        int end = i;
        int value = 0;
        while (end < to && end < i + 3 && isOctal(text[end])) {
          value = value * 8 + text[end++] - '0';
        }
        out[length++] = (byte) value;
        i = end;
      } else if (text[i] == 'x') {
        int end = i + 1;
        int value = 0;
        while (end < to && end < i + 3 && Character.digit(text[end], 16) >= 0) {
          value = value * 16 + Character.digit(text[end++], 16);
        }
        if (end == i + 1) {
          bad.accept(backslash, Message.of("\\x is not followed by a hexadecimal digit"));
        }
        out[length++] = (byte) value;
        i = end;
      } else {
        out[length++] = text[i++];
      }
    }
    return Bytes.wrap(out, length);
  }

  private static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }
}
