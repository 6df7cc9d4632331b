// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

import java.util.Optional;

/**
 * A statement in the content of a node, with the comments that are directly above it, and those
 * behind it on its last line.
 *
 * @param kind whether it is a node; all else is a property
 * @param from the first piece: of the comments above
 * @param first the first piece of the statement
 * @param last the last piece of the statement; of a node, that of its end
 * @param to the last piece, which may be a comment
 * @param name the name, with the unit address of a node; empty if dt-check-style finds none
 * @param key its place; absent if dt-check-style does not compare it
 * @param movable whether it may move at all
 */
record Member(
    Statement.Kind kind,
    int from,
    int first,
    int last,
    int to,
    Optional<String> name,
    Optional<OrderKey> key,
    boolean movable) {

  /** Returns the member with its place among its siblings. */
  Member at(Optional<OrderKey> place, boolean alone) {
    return new Member(
        kind, from, first, last, to, name, place, movable && alone && place.isPresent());
  }

  /** Whether comments are directly above. */
  boolean isCommented() {
    return from < first;
  }

  /** Whether a comment follows on the last line. */
  boolean isRemarked() {
    return to > last;
  }

  boolean isNode() {
    return kind == Statement.Kind.NODE;
  }
}
