// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.List;
import org.dtbind.source.Origins;
import org.dtbind.tree.Reservation;

/**
 * A source as it was written.
 *
 * @param plugin whether it is declared {@code /plugin/}
 * @param reservations {@code /memreserve/}s in order
 * @param statements all else, in order
 * @param origins where its positions come from
 */
public record DtsFile(
    boolean plugin, List<Reservation> reservations, List<Statement> statements, Origins origins) {

  /** Copies the lists. */
  public DtsFile {
    reservations = List.copyOf(reservations);
    statements = List.copyOf(statements);
  }
}
