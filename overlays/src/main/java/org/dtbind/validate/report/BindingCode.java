// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import org.dtbind.diag.Code;

/** The kinds of problems that a tree can have with binding documents, and those with each other. */
public enum BindingCode implements Code {
  /** {@code required}. */
  BINDING_REQUIRES("A node lacks a property or child that its binding requires."),
  /** {@code additionalProperties}, {@code unevaluatedProperties}, or {@code false}. */
  BINDING_FORBIDS("A node has a property or child that its binding does not allow."),
  /** {@code const}, {@code enum}, {@code pattern}, limits. */
  BINDING_VALUE("A value is not one that the binding allows."),
  /** {@code minItems}, {@code maxItems}. */
  BINDING_LENGTH("A property has more or fewer entries than the binding allows."),
  /** {@code type}, {@code typeSize}. */
  BINDING_TYPE("A property has a different type from the one in the binding."),
  /** {@code $nodename}. */
  BINDING_NODE_NAME("A node's name is not one that the binding allows."),
  /** {@code oneOf}, {@code anyOf}. */
  BINDING_ALTERNATIVES("None of the alternatives of the binding applies, or several do."),
  /** No document knows it. */
  COMPATIBLE_UNKNOWN("No binding document describes a compatible string."),
  /** What dt-schema refuses, too. */
  BINDING_IGNORED("A binding document cannot be used, and is ignored."),
  /** Limits of {@code source.Limit}. */
  BINDING_UNFINISHED("A binding document takes too long for a node, or refers to no other one."),
  /** No {@code --base}. */
  NO_BASE("An overlay is validated without its base.");

  private final String meaning;

  BindingCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
