// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.source.Origins;
import org.dtbind.tree.Reservation;

/**
 * A source as it was written.
 *
 * @param plugin whether it is declared {@code /plugin/}
 * @param reservations {@code /memreserve/}s in order
 * @param statements all else, in order
 * @param lost the labels that stand somewhere in the source, where parts of it could not be read
 *     and were left out: what a reference to one of them means is not known then. Empty where all
 *     was read
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
