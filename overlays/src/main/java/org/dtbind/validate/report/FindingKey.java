// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.source.Shown;
import org.dtbind.validate.Finding;
import org.dtbind.validate.Validator;

/**
 * What makes two findings the same, in two versions of a tree.
 *
 * @param node path of the node that was validated
 * @param schema the document's {@code $id}
 * @param property steps from the node to what is wrong, joined by slashes; empty for the node
 *     itself
 * @param rule the keyword that is violated, and the name that is missing or too much
 */
public record FindingKey(String node, String schema, String property, String rule) {

  private static final String FORMAT_TAB = "\t";

  /** {@return the keys of a finding: one for each name that is missing or too much, else one} */
  public static List<FindingKey> each(Finding finding) {
    String rule = finding.keyword().orElse("false");
    // Strings of compatible are known by themselves, wherever in the list they are.
    String property =
        isUndocumented(finding)
            ? "compatible"
            : finding.steps().stream().map(String::valueOf).collect(Collectors.joining("/"));
    List<String> names = names(finding);
    return (names.isEmpty() ? Stream.of(rule) : names.stream().map(name -> rule + " " + name))
        .map(each -> new FindingKey(finding.node().text(), finding.schema(), property, each))
        .toList();
  }

  /**
   * {@return the names of members that are missing, or too many, or the compatible string that no
   * document describes; none for other findings}
   */
  static List<String> names(Finding finding) {
    if (isUndocumented(finding)) {
      return List.of(plain(finding.value()));
    }
    return switch (finding.keyword().orElse("")) {
      case "required",
          "dependentRequired",
          "dependencies",
          "additionalProperties",
          "unevaluatedProperties" ->
          finding.wanted() instanceof List<?> list
              ? list.stream().map(name -> plain(name.toString())).toList()
              : finding.wanted() instanceof String name ? List.of(plain(name)) : List.of();
      default -> List.of();
    };
  }

  private static boolean isUndocumented(Finding finding) {
    return finding.schema().equals(Validator.UNDOCUMENTED);
  }

  /** Python quotes names where it lists them. */
  private static String plain(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("'") && name.endsWith("'");
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  /** {@return one line of a file, without its end} */
  public String line() {
    return String.join(
        FORMAT_TAB,
        Shown.escaped(node),
        Shown.escaped(schema),
        Shown.escaped(property),
        Shown.escaped(rule));
  }

  /** {@return the key of such a line; empty if it is none} */
  public static Optional<FindingKey> of(String line) {
    String[] parts = line.split(FORMAT_TAB, -1);
    return parts.length == 4
        ? Optional.of(new FindingKey(parts[0], parts[1], parts[2], parts[3]))
        : Optional.empty();
  }

  /** {@return this as {@link #of(String)} would read it} */
  FindingKey written() {
    return new FindingKey(
        Shown.escaped(node), Shown.escaped(schema), Shown.escaped(property), Shown.escaped(rule));
  }
}
