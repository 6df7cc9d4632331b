// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.List;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;

/** What a node consists of. */
public sealed interface Member {

  String name();

  Span span();

  /**
   * {@code name = value;}.
   *
   * @param property as it is in a tree where nothing else writes it, references not yet resolved;
   *     written once, from the name to the semicolon
   * @param refers whether the value refers to nodes: passes leave alone what does not
   */
  record Property(DtProperty property, boolean refers) implements Member {
    @Override
    public String name() {
      return property.name();
    }

    @Override
    public Span span() {
      return property.span();
    }
  }

  /**
   * {@code /delete-property/ name;}.
   *
   * @param span the whole
   */
  record PropertyDeletion(String name, Span span) implements Member {}

  /**
   * <code>name { … };</code>.
   *
   * @param labels as written, the first first
   * @param omitted whether {@code /omit-if-no-ref/} stands before it
   * @param name of the node, with its unit address
   * @param named where the name stands
   */
  record Node(List<Label> labels, boolean omitted, String name, Span named, NodeBody body)
      implements Member {

    public Node {
      labels = List.copyOf(labels);
    }

    @Override
    public Span span() {
      return body.span();
    }
  }

  /**
   * {@code /delete-node/ name;}.
   *
   * @param name of the node, with its unit address
   * @param span the whole
   */
  record NodeDeletion(String name, Span span) implements Member {}
}
