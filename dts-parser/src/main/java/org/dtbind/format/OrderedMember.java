// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.Optional;
import org.dtbind.format.SourceStatement.StatementKind;

/**
 * A statement in the content of a node, with the comments that are directly above it, and those
 * behind it on its last line.
 *
 * @param statement the statement; all but nodes are properties
 * @param from the first piece: of the comments above
 * @param to the last piece, which may be a comment
 * @param name the name, with the unit address of a node; empty if dt-check-style finds none
 * @param key its place; absent if dt-check-style does not compare it
 * @param movable whether it may move at all
 */
record OrderedMember(
    SourceStatement statement,
    int from,
    int to,
    Optional<String> name,
    Optional<OrderKey> key,
    boolean movable) {

  /** Returns the first piece of the statement. */
  int first() {
    return statement.first();
  }

  boolean isNode() {
    return statement.kind() == StatementKind.NODE;
  }
}
