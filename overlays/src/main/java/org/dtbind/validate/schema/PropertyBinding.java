// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.List;

/**
 * What a binding document says of a property.
 *
 * @param id the document's {@code $id}
 * @param file that it is in
 * @param compatibles strings of the nodes that it is for; empty if it chooses them otherwise
 * @param child path of names or patterns from the node to the child node whose property it is;
 *     empty for the node's own
 * @param name as the document has it: the property's, or a pattern
 * @param need whether the node must have it
 * @param description in the document's words, or empty
 * @param rules for its value
 */
public record PropertyBinding(
    String id,
    String file,
    List<String> compatibles,
    String child,
    String name,
    Need need,
    String description,
    List<Rule> rules) {

  /** Whether a node must have a property. */
  public enum Need {
    REQUIRED,
    SOMETIMES,
    OPTIONAL
  }

  /**
   * A rule for the value.
   *
   * @param what it is about: type, values, items, …
   * @param text what is required
   */
  public record Rule(String what, String text) {}

  /** Copies the lists. */
  public PropertyBinding {
    compatibles = List.copyOf(compatibles);
    rules = List.copyOf(rules);
  }
}
