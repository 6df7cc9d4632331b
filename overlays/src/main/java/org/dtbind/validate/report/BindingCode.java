// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import org.dtbind.diag.Code;

/** The kinds of problems that a tree can have with binding documents, and those with each other. */
public enum BindingCode implements Code {
  /** {@code required}. */
  BINDING_REQUIRES("A node lacks a property or child node that its binding requires."),
  /** {@code additionalProperties}, {@code unevaluatedProperties}, or {@code false}. */
  BINDING_FORBIDS("A node has a property or child node that its binding does not allow."),
  /** {@code const}, {@code enum}, {@code pattern}, limits. */
  BINDING_VALUE("A value is not one that the binding allows."),
  /** {@code minItems}, {@code maxItems}. */
  BINDING_LENGTH("A property has more or fewer entries than the binding allows."),
  /** {@code type}, {@code typeSize}. */
  BINDING_TYPE("A property does not have the type that the binding specifies."),
  /** {@code $nodename}. */
  BINDING_NODE_NAME("The name of a node is not one that the binding allows."),
  /** {@code oneOf}, {@code anyOf}. */
  BINDING_ALTERNATIVES(
      "None of the alternatives in the binding applies, or more than one applies."),
  /** No document knows it. */
  COMPATIBLE_UNKNOWN("A compatible string is not described by any binding document."),
  /** What dt-schema refuses, too. */
  BINDING_IGNORED("A binding document cannot be used, so dtbind ignores it."),
  /** Limits of {@code source.Limit}. */
  BINDING_UNFINISHED(
      "Validating a node against a binding document takes too long, or the document refers to one"
          + " that does not exist."),
  /** No {@code --base}. */
  NO_BASE("An overlay cannot be validated without its base.");

  private final String meaning;

  BindingCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
