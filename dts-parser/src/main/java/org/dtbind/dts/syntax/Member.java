// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.syntax;

import java.util.List;
import org.dtbind.source.Span;
import org.dtbind.tree.Label;
import org.dtbind.tree.PropertyValue;

/** What a node consists of. */
public sealed interface Member {

  /** {@return the name of the property or node it is about} */
  String name();

  /** {@return where it stands} */
  Span span();

  /**
   * {@code name = value;}.
   *
   * @param labels as written, the first first
   * @param name of the property
   * @param value its value; references not yet resolved
   * @param refers whether the value refers to nodes: passes leave alone what does not
   * @param span from the name to the semicolon
   */
  record Property(List<Label> labels, String name, PropertyValue value, boolean refers, Span span)
      implements Member {

    /** Copies the list. */
    public Property {
      labels = List.copyOf(labels);
    }
  }

  /**
   * {@code /delete-property/ name;}.
   *
   * @param name of the property
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
   * @param body what it holds
   */
  record Node(List<Label> labels, boolean omitted, String name, Span named, NodeBody body)
      implements Member {

    /** Copies the list. */
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
