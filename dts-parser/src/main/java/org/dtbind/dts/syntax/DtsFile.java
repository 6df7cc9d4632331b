// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.source.Origins;
import org.dtbind.tree.Reservation;

/**
 * The content of a source, in the order of the source.
 *
 * @param plugin whether the source is declared {@code /plugin/}
 * @param reservations the {@code /memreserve/} entries
 * @param lost if parts with syntax errors were dropped: all labels in the source, so that a
 *     reference to one of them is not reported as undefined. Otherwise empty
 */
public record DtsFile(
    boolean plugin,
    List<Reservation> reservations,
    List<Statement> statements,
    Origins origins,
    Optional<Set<String>> lost) {

  public DtsFile {
    reservations = List.copyOf(reservations);
    statements = List.copyOf(statements);
    lost = lost.map(Set::copyOf);
  }
}
