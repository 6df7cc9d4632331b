// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.validate.Finding;

/**
 * Formats findings as dt-validate does ({@code lib.py} and {@code dtb_validate.py} of dt-schema).
 */
public final class DtSchemaText {

  /**
   * The order of Python's deques: step by step; if one path is the beginning of the other, the
   * shorter one comes first.
   */
  private static final Comparator<Finding> BY_PATH =
      (one, other) -> comparePaths(one.steps(), other.steps());

  /** The order in which {@code best_match} of jsonschema chooses errors. */
  private static final Comparator<Finding> BY_RELEVANCE =
      Comparator.<Finding>comparingInt(finding -> -finding.steps().size())
          .thenComparing(BY_PATH)
          .thenComparing(DtSchemaText::isStrong);

  private final String file;
  private final DeviceTree tree;

  public DtSchemaText(String file, DeviceTree tree) {
    this.file = file;
    this.tree = tree;
  }

  /** {@return the lines that dt-validate writes for a finding, without the last line feed} */
  public String of(Finding finding) {
    if (FindingText.code(finding) == BindingCode.COMPATIBLE_UNKNOWN) {
      return "%s: %s: failed to match any schema with compatible: [%s]"
          .formatted(
              file,
              finding.node().text(),
              String.join(
                  ", ", compatible(finding).stream().map(text -> "'" + text + "'").toList()));
    }
    return text(finding, "", List.of()) + "\n\tfrom schema $id: " + finding.schema();
  }

  private List<String> compatible(Finding finding) {
    return tree.node(finding.node()).map(DtNode::compatible).orElse(List.of());
  }

  private String text(Finding finding, String prefix, List<Object> above) {
    List<Object> path = new ArrayList<>(above);
    path.addAll(finding.reportedSteps());
    StringBuilder text = new StringBuilder(prefix).append(file).append(": ");
    Optional<DtNode> node = tree.node(finding.node());
    text.append(node.map(DtNode::name).filter(name -> !name.isEmpty()).orElse("/"));
    compatible(finding).stream()
        .findFirst()
        .ifPresent(first -> text.append(" (").append(first).append(')'));
    text.append(": ");
    if (!path.isEmpty()) {
      path.forEach(step -> text.append(step).append(':'));
      text.append(' ');
    }
    List<Finding> context = finding.context();
    if (context.isEmpty()) {
      text.append(finding.message());
    } else if (context.size() == 1) {
      text.append(best(context.get(0)).message());
    } else {
      text.append(conditional(finding, prefix, path));
    }
    return text.toString();
  }

  private String conditional(Finding finding, String prefix, List<Object> path) {
    StringBuilder text =
        new StringBuilder("'%s' conditional failed, one must be fixed:".formatted(rule(finding)));
    for (Finding inner : finding.context().stream().sorted(BY_PATH).toList()) {
      if (!inner.context().isEmpty()) {
        text.append('\n').append(text(inner, prefix + "\t", path));
      } else if (text.indexOf(inner.message()) < 0) {
        text.append('\n').append(prefix).append('\t').append(inner.message());
      }
    }
    return text.toString();
  }

  private static Object rule(Finding finding) {
    List<Object> steps = finding.schemaSteps();
    return steps.isEmpty() ? "" : steps.get(steps.size() - 1);
  }

  private static Finding best(Finding finding) {
    Finding best = finding;
    while (!best.context().isEmpty()) {
      List<Finding> least = best.context().stream().sorted(BY_RELEVANCE).limit(2).toList();
      if (least.size() == 2 && BY_RELEVANCE.compare(least.get(0), least.get(1)) == 0) {
        return best;
      }
      best = least.get(0);
    }
    return best;
  }

  private static boolean isStrong(Finding finding) {
    return !List.of("anyOf", "oneOf").contains(finding.keyword().orElse(""));
  }

  private static int comparePaths(List<Object> one, List<Object> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order =
          one.get(i) instanceof Integer a && other.get(i) instanceof Integer b
              ? Integer.compare(a, b)
              : one.get(i).toString().compareTo(other.get(i).toString());
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
