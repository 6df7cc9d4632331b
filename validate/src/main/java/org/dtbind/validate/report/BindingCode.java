// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import org.dtbind.diag.Code;

/** The kinds of problems in a tree that is validated, and in the binding documents. */
public enum BindingCode implements Code {
  /** Keyword {@code required}. */
  BINDING_REQUIRES("A node lacks a property or child node that its binding requires."),
  /**
   * Keywords {@code additionalProperties} and {@code unevaluatedProperties}, or schema {@code
   * false}.
   */
  BINDING_FORBIDS("A node has a property or child node that its binding does not allow."),
  /** Keywords {@code const}, {@code enum}, {@code pattern} and limits of numbers. */
  BINDING_VALUE("A property has a value that its binding does not allow."),
  /** Keywords {@code minItems} and {@code maxItems}. */
  BINDING_LENGTH("A property has more or fewer entries than the binding allows."),
  /** Keywords {@code type} and {@code typeSize}. */
  BINDING_TYPE("A property does not have the type that the binding specifies."),
  /** Any keyword in the schema of {@code $nodename}. */
  BINDING_NODE_NAME("A node has a name that its binding does not allow."),
  /** Keywords {@code oneOf} and {@code anyOf}. */
  BINDING_ALTERNATIVES(
      "None of the alternatives in the binding applies, or more than one applies."),
  COMPATIBLE_UNKNOWN("No binding document describes a compatible string."),
  /** dt-schema ignores the document, too. */
  BINDING_IGNORED("A binding document cannot be used, so dtbind ignores it."),
  /** A limit in {@code source.Limit} was exceeded, or a reference leads to no document. */
  BINDING_UNFINISHED(
      "Validating a node against a binding document takes too long, or the document refers to"
          + " another document that does not exist."),
  /** The option {@code --base} is missing. */
  NO_BASE("An overlay cannot be validated without its base.");

  /** The argument of messages about a child node: its name. */
  public static final String NODE = "node";

  // The arguments that name a property.
  static final String NAME = "name";
  static final String PROPERTY = "property";

  private final String meaning;

  BindingCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return this == NO_BASE ? Adjustable.NEVER : Adjustable.ALWAYS;
  }
}
