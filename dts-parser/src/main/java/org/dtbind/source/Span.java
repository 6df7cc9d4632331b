// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

/**
 * A range of an input, as two positions that {@link Origins} maps to places. Positions are cheap;
 * files, lines and columns are only computed for output.
 *
 * @param start the position of the first byte
 * @param end the position after the last byte, at least {@code start}
 */
public record Span(int start, int end) {

  /** The span of generated content, such as {@code __symbols__}. */
  public static final Span NONE = new Span(-1, -1);

  /** {@return whether this is a range of an input} */
  public boolean isKnown() {
    return start >= 0;
  }

  /**
   * {@return the range from the start of this one to the end of {@code other}}
   *
   * @param other a range of the same input
   */
  public Span to(Span other) {
    return new Span(start, other.end);
  }
}
