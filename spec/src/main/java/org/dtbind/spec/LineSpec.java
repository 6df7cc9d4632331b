// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;

/**
 * An entry in the list of lines of an aggregator: one line by name, or several lines of a chip by
 * offset.
 */
public sealed interface LineSpec {

  /**
   * {@return the state to set before dtbind deletes the aggregator; absent if the lines keep their
   * levels}
   */
  Optional<Located<SafeState>> safeState();

  /** {@return the position of the entry in the file} */
  Span span();

  /**
   * {@return whether {@code apply} also accepts a name as a chip and offsets, such as {@code
   * gpio2:20-21}}
   *
   * @param name the name of a line
   */
  static boolean isChipAndOffsets(String name) {
    return name.matches(".+:[0-9][0-9,-]*");
  }

  /**
   * A line that is given by its name.
   *
   * @param name the exact name of the line
   * @param safeState the state to set before dtbind deletes the aggregator; absent if the line
   *     keeps its level
   * @param span the position of the entry in the file
   */
  record Named(
      @Key(value = "The exact name of the line.", example = "relay-1", required = true)
          Located<String> name,
      @Key(
              value =
                  "The state to set before the aggregator is deleted: `active` or `inactive`. By "
                      + "default, the line keeps its level.",
              example = "inactive")
          Optional<Located<SafeState>> safeState,
      Span span)
      implements LineSpec {}

  /**
   * Lines of a chip that are given by their offsets.
   *
   * @param chip the label of the chip in the kernel
   * @param offsets the offsets in the chip, from 0; written as {@code "20-21,25"}
   * @param names one name for each offset; empty if the lines get no names
   * @param safeState the state to set before dtbind deletes the aggregator; absent if the lines
   *     keep their levels
   * @param span the position of the entry in the file
   */
  record OfChip(
      @Key(
              value = "The label of the chip in the kernel.",
              example = "e6050000.gpio",
              required = true)
          Located<String> chip,
      @Key(
              value = "The numbers of the lines: single numbers and ranges, such as \"20-21,25\".",
              example = "\"20-21,25\"",
              pattern = OfChip.OFFSETS,
              required = true)
          Located<List<Integer>> offsets,
      @Key(value = "The names of the lines, one for each number.", example = "[k3, k4, k5]")
          List<Located<String>> names,
      @Key(
              value =
                  "The state to set before the aggregator is deleted: `active` or `inactive`. By "
                      + "default, the lines keep their levels.",
              example = "inactive")
          Optional<Located<SafeState>> safeState,
      Span span)
      implements LineSpec {

    /**
     * Offsets and ranges in the format that gpio-aggregator parses with {@code bitmap_parselist()}
     * of the kernel.
     */
    static final String OFFSETS = "[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*";

    /** Copies the list. */
    public OfChip {
      names = List.copyOf(names);
    }
  }
}
