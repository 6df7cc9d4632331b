// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import org.dtbind.source.Bytes;

/** Functions that treat text as the kernel does. */
public final class KernelText {

  private KernelText() {}

  /**
   * {@return whether {@code isspace()} accepts a byte (lib/ctype.c), including the no-break space
   * of Latin-1}
   *
   * @param c a byte, 0 to 255
   */
  public static boolean isSpace(int c) {
    return c == ' ' || c >= '\t' && c <= '\r' || c == 0xa0;
  }

  /** {@return a text after {@code skip_spaces()} and {@code strim()} (lib/string_helpers.c)} */
  public static Bytes trimmed(Bytes text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.get(from))) {
      from++;
    }
    while (to > from && isSpace(text.get(to - 1))) {
      to--;
    }
    return text.slice(from, to);
  }
}
