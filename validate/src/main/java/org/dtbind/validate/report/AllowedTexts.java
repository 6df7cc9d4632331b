// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dtbind.diag.Nearest;
import org.dtbind.tree.DtNode;
import org.dtbind.validate.Finding;

/** The texts that a binding allows, also in its alternatives, in place of the text of a tree. */
final class AllowedTexts {

  private AllowedTexts() {}

  /** Returns the patterns of which a text must match one. */
  static List<String> patterns(Finding finding) {
    return all(finding)
        .filter(one -> one.keyword().equals(Optional.of("pattern")))
        .map(one -> one.wanted().toString())
        .distinct()
        .toList();
  }

  /** Returns the findings about those alternatives that are violated least. */
  static List<Finding> nearest(Finding finding) {
    Map<Object, Long> violations =
        finding.context().stream()
            .collect(Collectors.groupingBy(AllowedTexts::alternative, Collectors.counting()));
    long fewest = violations.values().stream().mapToLong(Long::longValue).min().orElse(0);
    return finding.context().stream()
        .filter(one -> violations.getOrDefault(alternative(one), 0L) == fewest)
        .toList();
  }

  private static Object alternative(Finding finding) {
    return finding.schemaSteps().isEmpty() ? "" : finding.schemaSteps().get(0);
  }

  /** Returns a finding and those about alternatives. */
  private static Stream<Finding> all(Finding finding) {
    return Stream.concat(Stream.of(finding), finding.context().stream().flatMap(AllowedTexts::all));
  }

  /** Returns the allowed text that is closest to the text in the tree. */
  static Optional<String> near(Finding finding, DtNode node, Optional<String> property) {
    return property.isEmpty()
        ? Optional.empty()
        : violated(finding)
            .flatMap(one -> nearOf(one, node.strings(property.get()), allowed(one)).stream())
            .findFirst();
  }

  /** Returns a finding and those about the alternatives that are violated least. */
  private static Stream<Finding> violated(Finding finding) {
    return Stream.concat(
        Stream.of(finding), nearest(finding).stream().flatMap(AllowedTexts::violated));
  }

  private static List<String> allowed(Finding finding) {
    List<?> all =
        finding.keyword().equals(Optional.of("enum")) && finding.wanted() instanceof List<?> list
            ? list
            : List.of();
    return all.stream().filter(String.class::isInstance).map(String::valueOf).toList();
  }

  private static Optional<String> nearOf(
      Finding finding, List<String> written, List<String> allowed) {
    return written.stream()
        .filter(finding.strings()::contains)
        .flatMap(text -> Nearest.to(text, allowed).stream())
        .findFirst();
  }
}
