// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.rule.ExceededLimit;
import org.dtbind.validate.rule.MissingReference;
import org.dtbind.validate.rule.Violation;
import org.dtbind.validate.value.Python;
import org.dtbind.validate.value.Value;

/** A violation of a binding document by a node of a tree. Immutable. */
public final class Finding {

  private static final int MOST_BYTES = 16;

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

  /** {@return the path of the node that was validated} */
  public NodePath node() {
    return node;
  }

  /**
   * {@return the steps from the node to the part that violates the document: names of child nodes
   * and properties as {@code String}, indices of rows and cells as {@code Integer}, from 0; empty
   * for the node itself}
   */
  public List<Object> steps() {
    return violation.instance().steps();
  }

  /**
   * {@return the steps as dt-schema reports them: without the last one if the schema for that step
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

  /** {@return the document's {@code $id} without the final {@code #}} */
  public String schema() {
    return schema;
  }

  /** {@return the file of the document; empty if no document describes a compatible string} */
  public String file() {
    return file;
  }

  /** {@return the steps in the document to the keyword that is violated, without {@code $ref}s} */
  public List<Object> schemaSteps() {
    return violation.schema().steps();
  }

  /**
   * {@return the keyword that is violated; empty if the schema is {@code false}, or if the
   * validation is incomplete}
   */
  public Optional<String> keyword() {
    return violation.keyword();
  }

  /**
   * {@return the value of the keyword, as maps, lists, strings, numbers and Booleans}
   *
   * <p>For keywords about required or forbidden members, the names of these members. For a
   * compatible string that no document describes, a list of only this string. Without a keyword,
   * {@code false}, the reference to a missing document, or the reason that the validation is
   * incomplete.
   */
  public Object wanted() {
    if (violation.wanted() instanceof ExceededLimit limit) {
      return limit.reason();
    }
    return violation.wanted() instanceof MissingReference missing
        ? missing.reference()
        : violation.wanted();
  }

  /**
   * {@return whether the validation is incomplete, because a document is missing, or because it
   * exceeded a limit}
   */
  public boolean isUnfinished() {
    return violation.wanted() instanceof MissingReference
        || violation.wanted() instanceof ExceededLimit;
  }

  /**
   * {@return the {@code $id} of the document that refers to a missing document; empty for other
   * findings}
   */
  public Optional<String> referrer() {
    return violation.wanted() instanceof MissingReference missing
        ? Optional.of(missing.document())
        : Optional.empty();
  }

  /** {@return the value that violates the document, in the format of Python} */
  public String value() {
    return Python.repr(violation.value());
  }

  /**
   * {@return the value that violates the document as messages show it: as in devicetree source,
   * with decimal numbers}
   */
  public String shown() {
    if (violation.value() instanceof Value.Node) {
      return "a node";
    }
    if (!(violation.value() instanceof Value.Raw raw)) {
      return inSource(violation.value());
    }
    if (raw.strings().size() == 1) {
      return quoted(raw.strings().get(0));
    }
    StringJoiner bytes = new StringJoiner(" ", "[", "]");
    for (int i = 0; i < Math.min(raw.bytes().length(), MOST_BYTES); i++) {
      bytes.add("%02x".formatted(raw.bytes().get(i)));
    }
    return bytes
        + (raw.bytes().length() > MOST_BYTES ? " …" : "")
        + ", for which no document defines a suitable type outside of a condition";
  }

  private static String inSource(Value value) {
    if (value instanceof Value.Text text) {
      return quoted(text.text());
    }
    if (value instanceof Value.Flag) {
      return "a property without a value";
    }
    if (!(value instanceof Value.Array array)) {
      return Python.repr(value);
    }
    boolean isCells = array.items().stream().allMatch(Value.Cell.class::isInstance);
    StringJoiner items = isCells ? new StringJoiner(" ", "<", ">") : new StringJoiner(", ");
    array.items().stream().limit(MOST_BYTES).map(Finding::inSource).forEach(items::add);
    if (array.items().size() > MOST_BYTES) {
      items.add("…");
    }
    return items.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** {@return whether the value that violates the document is a node} */
  public boolean isNode() {
    return violation.value() instanceof Value.Node;
  }

  /**
   * {@return the strings in the value that violates the document; empty if it is a node, or if it
   * contains no strings}
   */
  public List<String> strings() {
    return strings(violation.value()).toList();
  }

  private static Stream<String> strings(Value value) {
    if (value instanceof Value.Array array) {
      return array.items().stream().flatMap(Finding::strings);
    }
    if (value instanceof Value.Raw raw) {
      return raw.strings().stream();
    }
    return value instanceof Value.Text text ? Stream.of(text.text()) : Stream.of();
  }

  /** {@return the message of dt-schema, in English} */
  public String message() {
    return violation.message();
  }

  /**
   * {@return the findings for each alternative if the keyword requires that one of several schemas
   * matches; otherwise empty}
   */
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
