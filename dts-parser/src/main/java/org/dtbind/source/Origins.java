// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

/** The places of the positions in one input. */
@FunctionalInterface
public interface Origins {

  /**
   * {@return the place of {@code span}; {@link Origin.Unknown} for {@link Span#NONE}}
   *
   * @param span a stretch of this reading
   */
  Origin of(Span span);

  /**
   * {@return where in the reading a stretch begins, by which problems are put in order; negative
   * where that is not known}
   *
   * @param span a stretch of this reading
   */
  default int position(Span span) {
    return span.start();
  }

  /**
   * {@return the origins of something that has none of its own but a name}
   *
   * @param name as diagnostics show it, such as an output file's
   */
  static Origins unknown(String name) {
    return span -> new Origin.Unknown(name);
  }
}
