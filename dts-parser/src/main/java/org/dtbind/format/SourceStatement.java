// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.format;

/**
 * A statement of a source.
 *
 * @param first the index of the first piece
 * @param last the index of the last piece
 * @param end the index of the last piece; of a node, that of its closing brace or semicolon, or
 *     {@code last} if conditionals hide its end
 * @param depth the number of nodes around it
 */
record SourceStatement(StatementKind kind, int first, int last, int end, int depth) {

  /** The kinds of statements. */
  enum StatementKind {
    /** A property, or anything else that ends with a semicolon. */
    PROPERTY,
    /** The beginning of a node, up to its opening brace. */
    NODE,
    /** The closing brace of a node, and its semicolon. */
    CLOSE,
    /** A macro that makes statements, or {@code /include/}: it has no semicolon. */
    MACRO
  }
}
