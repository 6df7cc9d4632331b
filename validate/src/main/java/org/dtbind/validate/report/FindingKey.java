// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Subject;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.Finding;
import org.dtbind.validate.Validator;

/**
 * The identity of a finding. Findings in two versions of a tree are equal if their keys are equal.
 * A finding that no document is about has its code in place of a document, and the arguments of its
 * message in place of a keyword.
 *
 * @param node the path of the node that was validated
 * @param schema the document's {@code $id}
 * @param property the steps from the node to the part that violates the document, separated by
 *     slashes; empty for the node itself
 * @param rule the keyword that is violated, followed by the name of a missing or forbidden member
 */
public record FindingKey(String node, String schema, String property, String rule) {

  /** The keywords that require or forbid members. */
  private static final Set<String> NAMING =
      Set.of("required", "dependentRequired", "additionalProperties", "unevaluatedProperties");

  /** A key of a finding, and the name that it is about; empty if it is not about a name. */
  record Named(FindingKey key, Optional<String> name) {}

  /**
   * {@return the keys of a finding: one for each missing or forbidden name, otherwise a single one}
   */
  public static List<FindingKey> each(Finding finding) {
    return named(finding).stream().map(Named::key).toList();
  }

  static List<Named> named(Finding finding) {
    String rule = finding.keyword().orElse("false");
    // The key of an undocumented compatible string does not depend on its position in the list.
    String property =
        isUndocumented(finding)
            ? "compatible"
            : finding.steps().stream().map(String::valueOf).collect(Collectors.joining("/"));
    List<Optional<String>> names = names(finding).stream().map(Optional::of).toList();
    return (names.isEmpty() ? List.of(Optional.<String>empty()) : names)
        .stream()
            .map(
                name ->
                    new Named(
                        new FindingKey(
                            finding.node().text(),
                            finding.schema(),
                            property,
                            rule + name.map(text -> " " + text).orElse("")),
                        name))
            .toList();
  }

  /** {@return the key of a diagnostic: its node and property, its code, and its arguments} */
  public static FindingKey of(Diagnostic problem) {
    Optional<Subject> subject = problem.subject();
    String arguments =
        problem.message().arguments().stream()
            .map(argument -> argument.name() + "=" + argument.value())
            .collect(Collectors.joining(" "));
    return new FindingKey(
        subject.map(Subject::node).map(NodePath::text).orElse(""),
        problem.code().id(),
        subject.flatMap(Subject::property).orElse(""),
        arguments);
  }

  /** {@return the key without what changes with a number in the message, as baselines have it} */
  public FindingKey identity() {
    return new FindingKey(node, schema, member(), "");
  }

  /**
   * {@return the names of missing or forbidden members, or the compatible string that no document
   * describes; empty for other findings}
   */
  static List<String> names(Finding finding) {
    return hasNames(finding) && finding.wanted() instanceof List<?> names
        ? names.stream().map(Object::toString).toList()
        : List.of();
  }

  /** Returns whether a finding is about names. */
  static boolean hasNames(Finding finding) {
    return isUndocumented(finding) || NAMING.contains(finding.keyword().orElse(""));
  }

  static boolean isUndocumented(Finding finding) {
    return finding.schema().equals(Validator.UNDOCUMENTED);
  }

  /** Returns whether the {@code schema} of a key is the code of a diagnostic. */
  public static boolean isCode(String schema) {
    return schema.matches("[a-z0-9_-]+") && !schema.equals(Validator.UNDOCUMENTED);
  }

  /** {@return the property, with the name of the member that is missing or forbidden there} */
  String member() {
    String name = rule.contains(" ") ? rule.substring(rule.indexOf(' ') + 1) : "";
    if (isCode(schema) || name.isEmpty()) {
      return property;
    }
    return property.isEmpty() ? name : property + "/" + name;
  }
}
