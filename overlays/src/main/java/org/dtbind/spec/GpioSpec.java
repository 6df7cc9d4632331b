// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;

/**
 * A line that a device uses.
 *
 * @param name it gets in {@code gpio-line-names}
 * @param controller whose line it is
 * @param offset in the controller; absent where {@code cells} are given
 * @param flags in the order written; none means active high
 * @param cells the specifier as the controller's binding has it, without the phandle; none where
 *     {@code offset} is given
 * @param safeState what it is set to before it is released; absent where it keeps its last level
 * @param span where it is declared
 */
public record GpioSpec(
    @Key("The name the line gets.") Optional<Placed<String>> name,
    @Key(
            value = "The chip's node: a label of the base, with or without &, or a path.",
            pattern = "(&?" + NodeReference.LABEL + ")|" + NodeReference.PATH,
            required = true)
        Placed<NodeReference> controller,
    @Key("The line's number in its chip, from 0.") Optional<Placed<Integer>> offset,
    @Key("How the line is wired.") List<Placed<GpioFlag>> flags,
    @Key("The whole specifier, for controllers with other cells than offset and flags.")
        List<Placed<Long>> cells,
    @Key("What it is set to before gpio-aggregator releases it; else it keeps its level.")
        Optional<Placed<SafeState>> safeState,
    Span span) {

  /** Copies the lists. */
  public GpioSpec {
    flags = List.copyOf(flags);
    cells = List.copyOf(cells);
  }
}
