// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.schema;

import java.util.List;

/**
 * The description of a property in a binding document.
 *
 * @param id the document's {@code $id} without the final {@code #}
 * @param compatibles the compatible strings of the nodes to which the document applies; empty if
 *     other properties select them
 * @param child the path of names or patterns from the node to the child node with the property;
 *     empty if the node itself has it
 * @param name the name of the property, or the pattern that matches it
 * @param need whether the node must have the property
 * @param description the description in the document, or empty text
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

  /** Whether a property is required: always, under some conditions, or never. */
  public enum Need {
    REQUIRED,
    SOMETIMES,
    OPTIONAL
  }

  /**
   * A rule for the value of a property.
   *
   * @param what the subject of the rule, such as {@code type}, {@code values} or {@code items}
   * @param text the requirement
   */
  public record Rule(String what, String text) {}

  public PropertyBinding {
    compatibles = List.copyOf(compatibles);
    rules = List.copyOf(rules);
  }
}
