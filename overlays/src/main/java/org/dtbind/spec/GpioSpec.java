// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;

/**
 * A line that a device uses.
 *
 * @param name in {@code gpio-line-names}
 * @param controller of the line
 * @param offset in the controller; absent if {@code cells} are specified
 * @param flags in the order written; none means active high
 * @param cells the specifier according to the controller's binding, without the phandle; none if
 *     {@code offset} is specified
 * @param safeState the state to set before it is released; absent if it keeps its last level
 * @param span where it is declared
 */
public record GpioSpec(
    @Key(value = "The name of the line.", example = "open") Optional<Located<String>> name,
    @Key(
            value = "The node of the GPIO chip: a label in the base, with or without &, or a path.",
            example = "gpio2",
            pattern = "(&?" + NodeReference.LABEL + ")|" + NodeReference.PATH,
            required = true)
        Located<NodeReference> controller,
    @Key(value = "The number of the line in its chip, starting at 0.", example = "19")
        Optional<Located<Integer>> offset,
    @Key(
            value = "How the line is wired: active-low, pull-up and so on.",
            example = "[active-low, pull-up]")
        List<Located<GpioFlag>> flags,
    @Key(
            value =
                "The complete specifier, for controllers whose cells are not just an offset and "
                    + "flags.",
            example = "[0, 5, 1]")
        List<Located<Long>> cells,
    @Key(
            value =
                "The state to set before gpio-aggregator releases the line; by default, the "
                    + "line keeps its level.",
            example = "inactive")
        Optional<Located<SafeState>> safeState,
    Span span) {

  /** Copies the lists. */
  public GpioSpec {
    flags = List.copyOf(flags);
    cells = List.copyOf(cells);
  }
}
