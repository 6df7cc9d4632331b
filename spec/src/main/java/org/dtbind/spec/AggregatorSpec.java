// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import org.dtbind.source.Span;

/**
 * An aggregator: a GPIO chip of the driver gpio-aggregator, made of lines of other chips.
 *
 * @param name the name of the aggregator
 * @param lines the lines in the order of their offsets in the aggregator
 * @param access the access to the device node of the aggregator
 * @param span the position of the entry in the file
 */
public record AggregatorSpec(
    @Key(
            value = "The name of the aggregator.",
            example = "relays",
            pattern = Access.FILE,
            required = true)
        Located<String> name,
    @Key(
            value = "The lines of the aggregator. The first one has offset 0 in the aggregator.",
            example = "[relay-1, relay-2]",
            required = true)
        List<LineSpec> lines,
    DeclaredAccess access,
    Span span) {

  /** Copies the list. */
  public AggregatorSpec {
    lines = List.copyOf(lines);
  }
}
