// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

/**
 * A range of input, as two positions in the table of one pass ({@link Origins}). Positions are
 * cheap; files, lines and columns are computed only on demand.
 *
 * @param start position of the first byte
 * @param end position after the last byte, at least {@code start}
 */
public record Span(int start, int end) {

  /** The span of something generated, such as {@code __symbols__}. */
  public static final Span NONE = new Span(-1, -1);

  /** {@return whether this was written somewhere} */
  public boolean isKnown() {
    return start >= 0;
  }

  /**
   * {@return the stretch from the start of this to the end of {@code other}}
   *
   * @param other a stretch of the same reading
   */
  public Span to(Span other) {
    return new Span(start, other.end);
  }
}
