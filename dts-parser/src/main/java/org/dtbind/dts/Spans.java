// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import org.dtbind.source.Span;

/** Makes the positions of a reading from offsets in its text. */
final class Spans {

  private int shift;

  /**
   * Says that what is read next belongs to a passage, or again to none.
   *
   * @param by what is added to offsets in the text
   */
  void shift(int by) {
    shift = by;
  }

  Span of(int from, int to) {
    return new Span(from + shift, to + shift);
  }
}
