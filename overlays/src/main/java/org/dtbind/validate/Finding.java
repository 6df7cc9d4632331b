// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.rule.Violation;
import org.dtbind.validate.value.Python;

/** A violation of a binding document in a tree. Immutable. */
public final class Finding {

  private final NodePath node;
  private final String schema;
  private final String file;
  private final Violation violation;

  Finding(NodePath node, String schema, String file, Violation violation) {
    this.node = node;
    this.schema = schema;
    this.file = file;
    this.violation = violation;
  }

  /** {@return the node that was validated} */
  public NodePath node() {
    return node;
  }

  /**
   * {@return the steps from the node to what is wrong: names of children and properties as {@code
   * String}, numbers of rows and cells as {@code Integer}; none for the node itself}
   */
  public List<Object> steps() {
    return violation.instance().steps();
  }

  /**
   * {@return the steps as dt-schema reports them: the last one is left out where the schema for it
   * is {@code false}}
   */
  public List<Object> reportedSteps() {
    List<Object> steps = steps();
    return !steps.isEmpty()
            && violation.keyword().isEmpty()
            && Boolean.FALSE.equals(violation.wanted())
        ? steps.subList(0, steps.size() - 1)
        : steps;
  }

  /** {@return the document's {@code $id} without its {@code #}} */
  public String schema() {
    return schema;
  }

  /** {@return the document's file} */
  public String file() {
    return file;
  }

  /** {@return the steps to the keyword that is violated, references left out} */
  public List<Object> schemaSteps() {
    return violation.schema().steps();
  }

  /** {@return the keyword that is violated; empty if the document allows no such thing at all} */
  public Optional<String> keyword() {
    return violation.keyword();
  }

  /**
   * {@return what the keyword requires: its value, as maps, lists, strings, numbers and Booleans;
   * for required members, and for forbidden ones, their names; without a keyword, the reference to
   * a missing document, why validation was not possible, or {@code false}}
   */
  public Object wanted() {
    return violation.wanted();
  }

  /** {@return the value that violates the document, as Python prints it} */
  public String value() {
    return Python.repr(violation.value());
  }

  /** {@return the message of dt-schema} */
  public String message() {
    return violation.message();
  }

  /** {@return if one of several schemas would have to match, why none does} */
  public List<Finding> context() {
    List<Finding> context = new ArrayList<>();
    for (Violation inner : violation.context()) {
      context.add(new Finding(node, schema, file, inner));
    }
    return context;
  }

  @Override
  public String toString() {
    return node + ": " + message();
  }
}
