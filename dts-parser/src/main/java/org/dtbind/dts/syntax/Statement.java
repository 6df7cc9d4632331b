// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.Optional;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Reference;

/** A statement at the top level of a source. */
public sealed interface Statement {

  /**
   * <code>/ { … };</code>.
   *
   * @param named the place of the slash
   */
  record Root(Span named, NodeBody body) implements Statement {}

  /**
   * <code>&amp;label { … };</code>: adds to an existing node or, in a plugin, to a node of the
   * base.
   *
   * @param label an additional label for the node
   */
  record Extension(Optional<Label> label, Reference target, NodeBody body) implements Statement {}

  /** <code>/delete-node/ &amp;label;</code>. */
  record Deletion(Reference target, Span span) implements Statement {}

  /**
   * <code>/omit-if-no-ref/ &amp;label;</code>: removes the node unless a reference to it exists.
   */
  record Omission(Reference target, Span span) implements Statement {}
}
