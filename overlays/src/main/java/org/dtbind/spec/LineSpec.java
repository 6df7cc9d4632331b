// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;

/** Lines of an aggregator. */
public sealed interface LineSpec {

  /**
   * {@return the state to set before the aggregator is deleted; absent if the lines keep their
   * level}
   */
  Optional<Located<SafeState>> safeState();

  /**
   * A line by its name.
   *
   * @param name the exact name
   * @param safeState the state to set before the aggregator is deleted
   * @param span where it is declared
   */
  record Named(
      @Key(value = "The exact name of the line.", example = "relay-1", required = true)
          Located<String> name,
      @Key(
              value =
                  "The state to set before the aggregator is deleted; by default, the line keeps its level.",
              example = "inactive")
          Optional<Located<SafeState>> safeState,
      Span span)
      implements LineSpec {}

  /**
   * Lines of a chip by number.
   *
   * @param chip the chip's label in the kernel
   * @param offsets in the chip; written as {@code "20-21,25"}
   * @param names one for each offset, or none
   * @param safeState the state to set before the aggregator is deleted
   * @param span where they are declared
   */
  record OfChip(
      @Key(
              value = "The label that the chip has in the kernel.",
              example = "e6050000.gpio",
              required = true)
          Located<String> chip,
      @Key(
              value = "The numbers of the lines, and ranges of numbers, such as \"20-21,25\".",
              example = "\"20-21,25\"",
              pattern = OfChip.OFFSETS,
              required = true)
          Located<List<Integer>> offsets,
      @Key(value = "The names of the lines, one for each number.", example = "[k3, k4, k5]")
          List<Located<String>> names,
      @Key(
              value =
                  "The state to set before the aggregator is deleted; by default, the lines keep their level.",
              example = "inactive")
          Optional<Located<SafeState>> safeState,
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
