// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.List;
import java.util.Optional;
import org.dtbind.overlay.rpi.TargetValue.TableEntry;
import org.dtbind.source.Bytes;

/**
 * The value that a user gives to a parameter, parsed according to the type of the target ({@code
 * dtoverlay_override_one_target()}).
 *
 * @param text the value in Latin-1: each character is one byte
 */
record GivenValue(String text) {

  private static final List<String> OKAY = List.of("y", "yes", "on", "true", "enable", "1");
  private static final List<String> DISABLED = List.of("n", "no", "off", "false", "0");
  private static final List<String> ONE = List.of("y", "yes", "on", "true", "down");
  private static final List<String> ZERO = List.of("n", "no", "off", "false");

  /** The characters after a backslash, and below the characters that they stand for. */
  private static final String ESCAPES = "abfnrtv\\'\"";

  private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\'\"";

  /** The most bytes in one byte string. */
  private static final int MOST_BYTES = 32;

  /**
   * {@return the value that a target sets in place of this one; empty if a table has no entry for
   * it}
   */
  Optional<GivenValue> through(TargetValue value) {
    if (value instanceof TargetValue.Given) {
      return Optional.of(this);
    }
    if (value instanceof TargetValue.Literal literal) {
      return Optional.of(new GivenValue(literal.text()));
    }
    if (value instanceof TargetValue.Cell cell) {
      return Optional.of(new GivenValue(Integer.toUnsignedString(cell.cell())));
    }
    return taken(((TargetValue.Table) value).entries()).map(taken -> new GivenValue(text(taken)));
  }

  /**
   * Looks up the value in a table. After the default entry, whose key is empty, keys are compared
   * with the default's value.
   */
  private Optional<TargetValue> taken(List<TableEntry> entries) {
    String key = text;
    Optional<TargetValue> byDefault = Optional.empty();
    for (TableEntry entry : entries) {
      boolean fits = entry.key().isEmpty() ? byDefault.isEmpty() : entry.key().equals(key);
      if (fits) {
        TargetValue value = entry.value().orElse(new TargetValue.Literal(key));
        if (!entry.key().isEmpty()) {
          return Optional.of(value);
        }
        byDefault = Optional.of(value);
        key = text(value);
      }
    }
    return byDefault;
  }

  private static String text(TargetValue value) {
    return value instanceof TargetValue.Cell cell
        ? Integer.toString(cell.cell())
        : ((TargetValue.Literal) value).text();
  }

  /** {@return the value of a {@code status} property: Boolean words become okay or disabled} */
  GivenValue status() {
    return OKAY.contains(text)
        ? new GivenValue("okay")
        : DISABLED.contains(text) ? new GivenValue("disabled") : this;
  }

  /** {@return the number; empty if the text is neither a number nor a word such as yes} */
  Optional<Long> number() {
    CNumber number = CNumber.read(text, 0);
    if (number.end() == text.length()) {
      return Optional.of(number.value());
    }
    return ONE.contains(text)
        ? Optional.of(1L)
        : ZERO.contains(text)
            ? Optional.of(0L)
            : text.equals("up") ? Optional.of(2L) : Optional.empty();
  }

  /**
   * {@return whether the value turns a fragment on; any text that is not a number or word does too}
   */
  boolean isOn() {
    return number().map(number -> number != 0).orElse(!text.isEmpty());
  }

  /** {@return the bytes; empty if the text is not a sequence of pairs of hexadecimal digits} */
  Optional<Bytes> bytes() {
    byte[] bytes = new byte[MOST_BYTES];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      if (": \t".indexOf(text.charAt(at)) >= 0) {
        at++;
        continue;
      }
      int pair = pair(at);
      if (pair < 0 || count == MOST_BYTES) {
        return Optional.empty();
      }
      bytes[count++] = (byte) pair;
      at += 2;
    }
    return Optional.of(Bytes.wrap(bytes, count));
  }

  /** {@return the text with escape sequences replaced; empty if one of them is invalid} */
  Optional<String> unescaped() {
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      int code = -1;
      int escape = at < text.length() ? ESCAPES.indexOf(text.charAt(at)) : -1;
      if (escape >= 0) {
        code = ESCAPED.charAt(escape);
        at++;
      } else if (at < text.length() && text.charAt(at) == 'x') {
        code = pair(at + 1);
        at += 3;
      } else if (octal(at) >= 0) {
        int end = at;
        code = 0;
        while (end < at + 3 && octal(end) >= 0) {
          code = 8 * code + octal(end++);
        }
        at = end;
      }
      if (code < 0 || code > 255) {
        return Optional.empty();
      }
      plain.append((char) code);
    }
    return Optional.of(plain.toString());
  }

  private int octal(int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '7'
        ? text.charAt(at) - '0'
        : -1;
  }

  private int pair(int at) {
    if (at + 2 > text.length() || text.charAt(at) > 127 || text.charAt(at + 1) > 127) {
      return -1;
    }
    int high = Character.digit(text.charAt(at), 16);
    int low = Character.digit(text.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : 16 * high + low;
  }
}
