// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Encodes values for files of lines {@code KEY=VALUE}, such as the journal and dtbind's records.
 * Each byte of a control character, line separator, backslash or invalid UTF-8 is written as {@code
 * \x0a}, so that a value fits in one line and is read back unchanged.
 *
 * <p>A backslash that is not followed by {@code x} and two hexadecimal digits represents itself,
 * because former versions did not escape values.
 */
public final class LineValue {

  /** The length of {@code \x0a}. */
  private static final int ESCAPE = 4;

  private LineValue() {}

  /**
   * {@return the encoded form of a value}
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
   * {@return a value as one word of ASCII characters, for lines with several values: spaces are
   * also escaped, as {@code \x20}}
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
   * {@return the value of an encoded form}
   *
   * @param written the result of {@link #written}
   */
  public static String read(String written) {
    return written.indexOf('\\') < 0 ? written : FileName.text(bytes(written));
  }

  /**
   * {@return the bytes of a word; empty if it is not a result of {@link #word}}
   *
   * @param written the word
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
