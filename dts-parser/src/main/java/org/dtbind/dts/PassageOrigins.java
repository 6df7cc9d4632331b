// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.Map;
import java.util.TreeMap;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/**
 * Maps positions in a text that contains shared passages to origins. Positions within a passage are
 * first converted to offsets in the text.
 */
final class PassageOrigins implements Origins {

  /** The length of a passage in bytes, and its offset in the text. */
  private record Stretch(int length, int offset) {}

  private final Origins text;

  /** The key is the first position of the passage. */
  private final TreeMap<Integer, Stretch> stretches = new TreeMap<>();

  PassageOrigins(Origins text) {
    this.text = text;
  }

  /**
   * Records the offset of a passage in the text.
   *
   * @param first the first position of the passage
   * @param length in bytes
   */
  void place(int first, int length, int offset) {
    stretches.put(first, new Stretch(length, offset));
  }

  @Override
  public Origin of(Span span) {
    int by = offset(span.start());
    return text.of(by == 0 ? span : new Span(span.start() + by, span.end() + by));
  }

  @Override
  public int position(Span span) {
    return span.start() + offset(span.start());
  }

  /** Returns the difference between a position and the offset in the text. */
  private int offset(int position) {
    if (position < SharedSyntax.FIRST) {
      return 0;
    }
    Map.Entry<Integer, Stretch> entry = stretches.floorEntry(position);
    if (entry == null || position > entry.getKey() + entry.getValue().length()) {
      throw new IllegalArgumentException("position " + position + " belongs to another reading");
    }
    return entry.getValue().offset() - entry.getKey();
  }
}
