// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.List;
import org.dtbind.source.Span;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.Label;

/** A part of a node's body. */
public sealed interface Member {

  String name();

  Span span();

  /**
   * {@code name = value;}.
   *
   * @param property the property with unresolved references; its only place is from the name to the
   *     semicolon
   * @param refers whether the value contains references; other values need no resolution
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
   * @param span from the keyword to the semicolon
   */
  record PropertyDeletion(String name, Span span) implements Member {}

  /**
   * <code>name { … };</code>.
   *
   * @param labels in the order of the source
   * @param omitted whether {@code /omit-if-no-ref/} precedes the node
   * @param name with the unit address
   * @param named the place of the name
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
   * @param name with the unit address
   * @param span from the keyword to the semicolon
   */
  record NodeDeletion(String name, Span span) implements Member {}
}
