// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator;

import java.util.List;
import org.dtbind.spec.LineSpec;
import org.dtbind.spec.Located;

/** One or more requested lines of an aggregator. */
public sealed interface LineRequest {

  /**
   * Lines given as text.
   *
   * @param text the text, in a form that {@link org.dtbind.gpio.LineResolver} reads
   */
  record Text(String text) implements LineRequest {}

  /**
   * Lines of a chip.
   *
   * @param chip the chip's label; {@code gpiochipN} or the path of its device node if no chip has
   *     that label
   * @param offsets the offsets of the lines in the chip, from 0; at least one
   * @param names the names of the lines in the aggregator, one for each offset, if the kernel
   *     supports names; empty to keep the names in the chip
   */
  record OfChip(String chip, List<Integer> offsets, List<String> names) implements LineRequest {
    /** Copies the lists. */
    public OfChip {
      offsets = List.copyOf(offsets);
      names = List.copyOf(names);
    }
  }

  static LineRequest of(LineSpec spec) {
    if (spec instanceof LineSpec.OfChip of) {
      return new OfChip(
          of.chip().value(),
          of.offsets().value(),
          of.names().stream().map(Located::value).toList());
    }
    return new Text(((LineSpec.Named) spec).name().value());
  }

  /** {@return the request as a user would write it, such as {@code gpio2:3,4}} */
  default String shown() {
    if (this instanceof OfChip of) {
      return of.chip()
          + ":"
          + String.join(",", of.offsets().stream().map(String::valueOf).toList());
    }
    return ((Text) this).text();
  }
}
