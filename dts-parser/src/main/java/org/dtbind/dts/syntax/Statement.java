// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.Optional;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.Reference;

/** What stands at the top of a source. */
public sealed interface Statement {

  /**
   * <code>/ { … };</code>.
   *
   * @param named where the slash stands
   */
  record Root(Span named, NodeBody body) implements Statement {}

  /**
   * <code>&amp;label { … };</code>: adds to a node that is there, or, in a plugin, to one of the
   * base.
   *
   * @param label a further label for the node
   */
  record Extension(Optional<Label> label, Reference target, NodeBody body) implements Statement {}

  /** <code>/delete-node/ &amp;label;</code>. */
  record Deletion(Reference target, Span span) implements Statement {}

  /**
   * <code>/omit-if-no-ref/ &amp;label;</code>: leaves the node out unless something refers to it.
   */
  record Omission(Reference target, Span span) implements Statement {}
}
