// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import org.dtbind.spec.LineSpec;
import org.dtbind.spec.Located;

/** Requested lines of an aggregator. */
public sealed interface LineRequest {

  /**
   * Lines given as text.
   *
   * @param text as {@link org.dtbind.gpio.LineResolver} reads it
   */
  record Text(String text) implements LineRequest {}

  /**
   * Lines of a chip.
   *
   * @param chip its label; or {@code gpiochipN} or its node if no chip has that label
   * @param offsets from 0, at least one
   * @param names their names in the aggregator, one for each offset, if the kernel supports names;
   *     empty to keep theirs
   */
  record OfChip(String chip, List<Integer> offsets, List<String> names) implements LineRequest {
    /** Copies the lists. */
    public OfChip {
      offsets = List.copyOf(offsets);
      names = List.copyOf(names);
    }
  }

  /**
   * {@return the request for a declared line}
   *
   * @param spec a line of a declaration
   */
  static LineRequest of(LineSpec spec) {
    if (spec instanceof LineSpec.OfChip of) {
      return new OfChip(
          of.chip().value(),
          of.offsets().value(),
          of.names().stream().map(Located::value).toList());
    }
    return new Text(((LineSpec.Named) spec).name().value());
  }

  /** {@return the text as a user would write it} */
  default String shown() {
    if (this instanceof OfChip of) {
      return of.chip()
          + ":"
          + String.join(",", of.offsets().stream().map(String::valueOf).toList());
    }
    return ((Text) this).text();
  }
}
