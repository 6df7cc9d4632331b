// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.source.Shown;
import org.dtbind.tree.NodePath;

/**
 * What a diagnostic is about: a node, one of its properties, or a cell of a property.
 *
 * @param node the path of the node, unchanged: it may be from a hostile tree
 * @param property the name of the property, unchanged; empty for the node itself
 * @param offset the offset of the cell in bytes; empty for the node or the whole property
 */
public record Subject(NodePath node, Optional<String> property, OptionalInt offset) {

  /**
   * {@return a node as a subject}
   *
   * @param node the path of the node
   */
  public static Subject of(NodePath node) {
    return new Subject(node, Optional.empty(), OptionalInt.empty());
  }

  /**
   * {@return a property as a subject}
   *
   * @param node the path of the node
   * @param property the name of the property, which the node may lack
   */
  public static Subject of(NodePath node, String property) {
    return new Subject(node, Optional.of(property), OptionalInt.empty());
  }

  /**
   * {@return a cell as a subject}
   *
   * @param node the path of the node
   * @param property the name of the property
   * @param offset the offset of the cell in bytes
   */
  public static Subject of(NodePath node, String property, int offset) {
    return new Subject(node, Optional.of(property), OptionalInt.of(offset));
  }

  /**
   * {@return whether this is a property with a name}
   *
   * @param name the name
   */
  public boolean isProperty(String name) {
    return property.filter(name::equals).isPresent();
  }

  /**
   * {@return the text for users: {@code /node}, {@code /node:property} or {@code
   * /node:property:offset}, with special characters escaped}
   */
  public String text() {
    StringBuilder text = new StringBuilder(node.text());
    property.ifPresent(name -> text.append(':').append(name));
    offset.ifPresent(at -> text.append(':').append(at));
    return Shown.escaped(text.toString());
  }

  @Override
  public String toString() {
    return text();
  }
}
