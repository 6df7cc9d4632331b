// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * A node's request for exclusive use of a resource.
 *
 * @param place the reference in source, if there is one, else the property
 */
public record Claim(NodePath owner, String property, Span place) {

  /** {@return the claim of a whole property; its place is the node if the property has none} */
  static Claim of(NodePath owner, DtNode node, String property) {
    Span place = node.property(property).map(DtProperty::span).orElse(node.named());
    return new Claim(owner, property, place);
  }

  /**
   * {@return whether two nodes are one, or one is below the other: many drivers use the lines and
   * pins of child nodes, or request their interrupt line as a GPIO line}
   */
  public static boolean areOfOneDevice(NodePath one, NodePath other) {
    return one.equals(other)
        || one.text().startsWith(other.text() + "/")
        || other.text().startsWith(one.text() + "/");
  }

  /**
   * {@return the place of one entry of a property: the reference that begins the entry, if there is
   * one, else the property}
   *
   * @param start position of the entry in the value, in bytes
   */
  static Span place(DtProperty property, int start) {
    return property
        .value()
        .reference(start)
        .map(reference -> reference.reference().span())
        .orElse(property.span());
  }
}
