// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.config;

import java.util.Optional;
import org.dtbind.source.Bytes;

/**
 * Characters that word processors and web pages put in place of ASCII characters. The firmware
 * compares bytes, so a name that contains one is another name.
 */
final class LookAlike {

  private LookAlike() {}

  /**
   * Returns a sentence about the first character outside ASCII; empty if there is none.
   *
   * @param text bytes of the file, one for each character
   */
  static Optional<String> explained(String text) {
    return Bytes.latin1(text)
        .utf8()
        .codePoints()
        .filter(point -> point > '~')
        .boxed()
        .findFirst()
        .map(
            point -> {
              String plain = plain(point);
              return "'%s' is U+%04X (%s)%s"
                  .formatted(
                      Character.toString(point),
                      point,
                      Optional.ofNullable(Character.getName(point)).orElse("unassigned"),
                      plain.equals(Character.toString(point)) || plain.isBlank()
                          ? ""
                          : ", not '" + plain + "'");
            });
  }

  /** Returns the text with ASCII characters in place of those that look like them. */
  static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    Bytes.latin1(text).utf8().codePoints().forEach(point -> plain.append(plain(point)));
    return plain.toString().strip();
  }

  private static String plain(int point) {
    if (point == 0x2212 || isAmong(point, 0x2010, 0x2015)) {
      return "-";
    }
    if (point == 0xa0 || point == 0x3000 || isAmong(point, 0x2000, 0x200a)) {
      return " ";
    }
    if (point == 0xad || point == 0xfeff || isAmong(point, 0x200b, 0x200f)) {
      return "";
    }
    boolean fullwidth = isAmong(point, 0xff01, 0xff5e);
    return Character.toString(fullwidth ? point - 0xff01 + '!' : point);
  }

  private static boolean isAmong(int point, int first, int last) {
    return first <= point && point <= last;
  }
}
