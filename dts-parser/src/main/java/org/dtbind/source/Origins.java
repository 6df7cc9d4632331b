// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.source;

/** Maps positions in one input to places. */
@FunctionalInterface
public interface Origins {

  /**
   * {@return the place of {@code span}; {@link Origin.Unknown} for {@link Span#NONE}}
   *
   * @param span a range of the input
   */
  Origin of(Span span);

  /**
   * {@return the origins of input or output without positions}
   *
   * @param name the name for diagnostics, such as that of an output file
   */
  static Origins unknown(String name) {
    return span -> new Origin.Unknown(name);
  }
}
