// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import java.util.Optional;
import org.dtbind.source.Span;

/**
 * A line that a device uses.
 *
 * @param name the name of the line in {@code gpio-line-names}
 * @param controller the node of the GPIO chip
 * @param offset the offset of the line in the chip; absent if {@code cells} are specified
 * @param flags the flags in the order of the declaration; active high if empty
 * @param cells the complete specifier in the format of the controller's binding, without the
 *     phandle; empty if {@code offset} is specified
 * @param safeState the state to set before gpio-aggregator releases the line; absent if the line
 *     keeps its last level
 * @param span the position of the entry in the file
 */
public record GpioSpec(
    @Key(value = "The name of the line.", example = "open") Optional<Located<String>> name,
    @Key(
            value =
                "The node of the GPIO chip: a label in the base (with or without `&`), or an "
                    + "absolute path.",
            example = "gpio2",
            pattern = "(&?" + NodeReference.LABEL + ")|" + NodeReference.PATH,
            required = true)
        Located<NodeReference> controller,
    @Key(
            value =
                "The number of the line in its chip, counted from 0. Required unless you use "
                    + "`cells`.",
            example = "19")
        Optional<Located<Integer>> offset,
    @Key(
            value =
                "The flags of the line: `active-high` (the default), `active-low`, `open-drain`, "
                    + "`open-source`, `transitory`, `pull-up`, `pull-down` or `bias-disabled`.",
            example = "[active-low, pull-up]")
        List<Located<GpioFlag>> flags,
    @Key(
            value =
                "The complete specifier. Use this key instead of `offset` and `flags` if the "
                    + "controller's specifiers do not consist of an offset and flags.",
            example = "[0, 5, 1]")
        List<Located<Long>> cells,
    @Key(
            value =
                "The state to set before gpio-aggregator releases the line: `active` or "
                    + "`inactive`. By default, the line keeps its level.",
            example = "inactive")
        Optional<Located<SafeState>> safeState,
    Span span) {

  /** Far above the number of lines of any GPIO chip. */
  static final int MAX_OFFSET = 65535;

  /** Copies the lists. */
  public GpioSpec {
    flags = List.copyOf(flags);
    cells = List.copyOf(cells);
  }
}
