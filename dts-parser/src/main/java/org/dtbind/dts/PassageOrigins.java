// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.Map;
import java.util.TreeMap;
import org.dtbind.source.Origin;
import org.dtbind.source.Origins;
import org.dtbind.source.Span;

/**
 * Where the positions of a text with passages come from: those of passages are turned into those of
 * the text, which knows.
 */
final class PassageOrigins implements Origins {

  /** Where in the text a passage begins. */
  private record Stretch(int length, int offset) {}

  private final Origins text;

  /** By the first position of each. */
  private final TreeMap<Integer, Stretch> stretches = new TreeMap<>();

  PassageOrigins(Origins text) {
    this.text = text;
  }

  /**
   * Says where in the text a passage stands.
   *
   * @param first its first position
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

  /** Returns what is to be added to a position to make it one of the text. */
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
