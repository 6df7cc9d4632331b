// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.source.Span;

/** Converts offsets in the text to positions. */
final class Spans {

  /**
   * A passage that is being parsed.
   *
   * @param end offset after its last byte
   * @param shift the difference between offsets and positions
   */
  private record Open(int end, int shift) {}

  /** The passages that are being parsed, the innermost last. */
  private final List<Open> open = new ArrayList<>();

  /** Begins a passage. */
  void open(int end, int shift) {
    open.add(new Open(end, shift));
  }

  /** Ends the innermost passage. */
  void close() {
    open.remove(open.size() - 1);
  }

  Span of(int from, int to) {
    int i = open.size() - 1;
    // A statement may continue after the end of the file in which it begins.
    while (i >= 0 && from >= open.get(i).end()) {
      i--;
    }
    int shift = i < 0 ? 0 : open.get(i).shift();
    return new Span(from + shift, to + shift);
  }
}
