// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.dtbind.source.Span;

/** Converts offsets in the text to positions. */
final class Spans {

  private int shift;

  /**
   * Sets the difference between offsets and positions for the tokens that follow.
   *
   * @param by 0 outside of passages
   */
  void shift(int by) {
    shift = by;
  }

  Span of(int from, int to) {
    return new Span(from + shift, to + shift);
  }
}
