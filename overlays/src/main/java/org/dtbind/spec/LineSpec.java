// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import org.dtbind.source.Span;

/** Lines of an aggregator. */
public sealed interface LineSpec {

  /**
   * A line by its name.
   *
   * @param name exactly
   */
  record Named(Placed<String> name) implements LineSpec {}

  /**
   * Lines of a chip by number.
   *
   * @param chip the chip's label, as the kernel has it
   * @param offsets in the chip; written as {@code "20-21,25"}
   * @param names they get, as many as offsets, or none
   * @param span where they are declared
   */
  record OfChip(
      @Key(
              value = "The chip's label, as the kernel has it.",
              example = "e6050000.gpio",
              required = true)
          Placed<String> chip,
      @Key(
              value = "Numbers and ranges of numbers, such as \"20-21,25\".",
              example = "\"20-21,25\"",
              pattern = OfChip.OFFSETS,
              required = true)
          Placed<List<Integer>> offsets,
      @Key(value = "The names they get: as many as there are numbers.", example = "[k3, k4, k5]")
          List<Placed<String>> names,
      Span span)
      implements LineSpec {

    /** Numbers and ranges, as gpio-aggregator takes them (bitmap_parselist). */
    static final String OFFSETS = "[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*";

    /** Copies the list. */
    public OfChip {
      names = List.copyOf(names);
    }
  }
}
