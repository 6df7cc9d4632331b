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
    return switch (Character.getType(point)) {
      case Character.DASH_PUNCTUATION -> "-";
      case Character.CONNECTOR_PUNCTUATION -> "_";
      case Character.SPACE_SEPARATOR -> " ";
      case Character.FORMAT -> "";
      default ->
          // MINUS SIGN, and the fullwidth forms of ASCII.
          point == 0x2212
              ? "-"
              : Character.toString(point >= 0xff01 && point <= 0xff5e ? point - 0xfee0 : point);
    };
  }
}
