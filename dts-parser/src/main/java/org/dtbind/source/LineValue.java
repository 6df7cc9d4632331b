// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Values in files of lines {@code KEY=VALUE}, such as the journal and dtbind's records. Control
 * characters, line separators, backslashes and bytes that are not UTF-8 are written as {@code
 * \x0a}, one for each byte, so that a value stays in its line and is read back unchanged.
 *
 * <p>A backslash before anything other than {@code x} and two hexadecimal digits stands for itself,
 * because values were formerly not escaped.
 */
public final class LineValue {

  /** {@code \x0a}. */
  private static final int ESCAPE = 4;

  private LineValue() {}

  /**
   * {@return a value as it is written}
   *
   * @param value any text
   */
  public static String written(String value) {
    if (PlainText.is(value) && value.indexOf('\\') < 0) {
      return value;
    }
    StringBuilder out = new StringBuilder(value.length() + 8);
    value
        .codePoints()
        .forEach(
            code -> {
              String character = Character.toString(code);
              if (code != '\\' && PlainText.is(character)) {
                out.append(character);
              } else {
                escape(out, FileName.bytes(character));
              }
            });
    return out.toString();
  }

  /**
   * {@return a value as one word of ASCII, for lines with several: spaces are written {@code \x20}
   * too}
   *
   * @param value any bytes
   */
  public static String word(Bytes value) {
    StringBuilder out = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      int c = value.get(i);
      if (c > ' ' && c < 0x7f && c != '\\') {
        out.append((char) c);
      } else {
        escape(out, value.slice(i, i + 1));
      }
    }
    return out.toString();
  }

  /**
   * {@return the value that was written so}
   *
   * @param written as by {@link #written}
   */
  public static String read(String written) {
    return written.indexOf('\\') < 0 ? written : FileName.text(bytes(written));
  }

  /**
   * {@return the bytes of a word; empty if it is none that {@link #word} writes}
   *
   * @param written word
   */
  public static Optional<Bytes> ofWord(String written) {
    return Optional.of(bytes(written)).filter(bytes -> word(bytes).equals(written));
  }

  private static Bytes bytes(String written) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(written.length());
    int from = 0;
    int at = written.indexOf('\\');
    while (at >= 0) {
      if (isEscape(written, at)) {
        out.writeBytes(FileName.bytes(written.substring(from, at)).toArray());
        out.write(HexFormat.fromHexDigits(written, at + 2, at + ESCAPE));
        from = at + ESCAPE;
      }
      at = written.indexOf('\\', Math.max(from, at + 1));
    }
    out.writeBytes(FileName.bytes(written.substring(from)).toArray());
    return Bytes.wrap(out.toByteArray());
  }

  private static boolean isEscape(String text, int at) {
    return text.startsWith("\\x", at)
        && at + ESCAPE <= text.length()
        && HexFormat.isHexDigit(text.charAt(at + 2))
        && HexFormat.isHexDigit(text.charAt(at + 3));
  }

  private static void escape(StringBuilder out, Bytes bytes) {
    for (int i = 0; i < bytes.length(); i++) {
      out.append("\\x%02x".formatted(bytes.get(i)));
    }
  }
}
