// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import java.util.List;
import org.dtbind.source.Span;

/**
 * A GPIO chip made of lines of others.
 *
 * @param name of the chip
 * @param lines it has, in order
 * @param access who may use it
 * @param span where it is declared
 */
public record AggregatorSpec(
    @Key(
            value = "The name of the aggregator.",
            example = "relays",
            pattern = Access.FILE,
            required = true)
        Located<String> name,
    @Key(
            value = "The lines of the aggregator, in order.",
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
