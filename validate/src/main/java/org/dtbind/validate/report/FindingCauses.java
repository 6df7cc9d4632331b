// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.source.Origin;
import org.dtbind.tree.NodePath;
import org.dtbind.validate.Finding;
import org.dtbind.validate.SchemaSet;

/**
 * Finds which findings follow from others: the same problem in the view of another document or
 * keyword, and the members that {@code unevaluatedProperties} rejects although the document
 * describes them. In JSON Schema, a referenced document of which one requirement is violated
 * evaluates none of a node's members.
 */
final class FindingCauses {

  private static final String UNEVALUATED = "unevaluatedProperties";

  private static final int MOST_NAMED = 6;

  /** The findings about a node by a document. */
  private record Group(NodePath node, String schema) {}

  /** A problem, whichever document reports it. */
  private record Problem(String subject, Object message) {}

  private final SchemaSet schemas;
  private final Map<String, PlacedFinding> misspelled = new HashMap<>();
  private final Map<Group, List<PlacedFinding>> groups = new HashMap<>();
  private final Map<Problem, PlacedFinding> first = new HashMap<>();

  /** The first finding about a property that a binding describes, by subject and code. */
  private final Map<String, Map<Code, PlacedFinding>> described = new HashMap<>();

  private FindingCauses(SchemaSet schemas, List<PlacedFinding> findings) {
    this.schemas = schemas;
    for (PlacedFinding one : findings) {
      Finding finding = one.finding();
      groups
          .computeIfAbsent(new Group(finding.node(), finding.schema()), group -> new ArrayList<>())
          .add(one);
      first.putIfAbsent(problem(one), one);
      if (isForbidden(one) && !isDescribed(one)) {
        misspelled.putIfAbsent(one.subject(), one);
      } else if (property(one).isPresent() && !FindingText.isUndescribed(finding)) {
        described
            .computeIfAbsent(one.subject(), subject -> new LinkedHashMap<>())
            .putIfAbsent(one.diagnostic().code(), one);
      }
    }
    for (PlacedFinding one : findings) {
      if (FindingText.isUndescribed(one.finding())) {
        misspelled.putIfAbsent(one.subject(), one);
      }
    }
  }

  /** Returns the findings with their causes, and with notes that name causes and consequences. */
  static List<PlacedFinding> of(SchemaSet schemas, List<PlacedFinding> findings) {
    FindingCauses causes = new FindingCauses(schemas, findings);
    Map<FindingKey, PlacedFinding> all = new LinkedHashMap<>();
    findings.forEach(one -> all.putIfAbsent(one.key(), one));
    Map<FindingKey, FindingKey> of = new HashMap<>();
    findings.forEach(
        one -> causes.cause(one).ifPresent(cause -> of.putIfAbsent(one.key(), cause.key())));
    List<PlacedFinding> placed = new ArrayList<>();
    Map<FindingKey, List<PlacedFinding>> following = new HashMap<>();
    for (PlacedFinding one : findings) {
      Optional<PlacedFinding> cause = root(one.key(), of).map(all::get);
      placed.add(cause.isPresent() ? follows(one, cause.get()) : one);
      cause.ifPresent(
          root -> following.computeIfAbsent(root.key(), key -> new ArrayList<>()).add(one));
    }
    return placed.stream()
        .map(one -> withConsequences(one, following.getOrDefault(one.key(), List.of())))
        .toList();
  }

  private static PlacedFinding follows(PlacedFinding one, PlacedFinding cause) {
    Diagnostic diagnostic =
        problem(one).equals(problem(cause))
            ? one.diagnostic()
            : one.diagnostic()
                .note("because " + reason(cause) + " at", cause.diagnostic().origin());
    return new PlacedFinding(one.finding(), one.key(), diagnostic, Optional.of(cause.key()));
  }

  /** Names what follows from a finding, and the other documents that report it. */
  private static PlacedFinding withConsequences(PlacedFinding one, List<PlacedFinding> following) {
    if (following.isEmpty()) {
      return one;
    }
    Diagnostic diagnostic = one.diagnostic();
    Set<String> names = new LinkedHashSet<>();
    for (PlacedFinding other : following) {
      if (problem(other).equals(problem(one))) {
        for (Diagnostic.Note note : other.diagnostic().notes()) {
          diagnostic =
              diagnostic.notes().contains(note)
                  ? diagnostic
                  : diagnostic.note(note.message(), note.origin());
        }
      } else if (isForbidden(other) && !name(other).equals(property(one))) {
        names.add(name(other).orElse(""));
      }
    }
    if (!names.isEmpty()) {
      String text = names.stream().limit(MOST_NAMED).collect(Collectors.joining("', '"));
      String more = names.size() > MOST_NAMED ? ", …" : "";
      diagnostic =
          diagnostic.note(
              "only because of this, '"
                  + text
                  + "'"
                  + more
                  + (names.size() == 1 ? " is" : " are")
                  + " rejected by",
              new Origin.Unknown(one.finding().schema()));
    }
    return one.showing(diagnostic);
  }

  private static String reason(PlacedFinding cause) {
    return cause.diagnostic().code() == BindingCode.BINDING_REQUIRES
        ? name(cause).map(name -> "'" + name + "' is missing").orElse("something is missing")
        : property(cause).map(name -> "'" + name + "' is wrong").orElse("the node is wrong");
  }

  /** Follows causes of causes; empty if there is none, or if two findings cause each other. */
  private static Optional<FindingKey> root(FindingKey key, Map<FindingKey, FindingKey> of) {
    FindingKey at = key;
    for (int steps = 0; of.containsKey(at); steps++) {
      at = of.getOrDefault(at, at);
      if (at.equals(key) || steps > of.size()) {
        return Optional.empty();
      }
    }
    return at.equals(key) ? Optional.empty() : Optional.of(at);
  }

  private Optional<PlacedFinding> cause(PlacedFinding one) {
    PlacedFinding same = first.getOrDefault(problem(one), one);
    if (!same.key().equals(one.key())) {
      return Optional.of(same);
    }
    if (FindingText.isUndescribed(one.finding())) {
      return Optional.ofNullable(misspelled.get(one.subject()))
          .filter(other -> !other.key().equals(one.key()))
          .or(() -> described(one).values().stream().findFirst());
    }
    if (one.diagnostic().code() == BindingCode.BINDING_VALUE) {
      return Optional.ofNullable(described(one).get(BindingCode.BINDING_TYPE));
    }
    if (isForbidden(one)) {
      return isDescribed(one) ? violated(one) : Optional.empty();
    }
    return one.diagnostic()
        .argument(FindingDiagnostics.WRITTEN)
        .map(name -> misspelled.get(one.subject() + ":" + name));
  }

  private Map<Code, PlacedFinding> described(PlacedFinding one) {
    return described.getOrDefault(one.subject(), Map.of());
  }

  /** Returns the violation because of which a document does not evaluate a node. */
  private Optional<PlacedFinding> violated(PlacedFinding one) {
    List<Object> steps = one.finding().steps();
    List<PlacedFinding> others =
        groups
            .getOrDefault(new Group(one.finding().node(), one.finding().schema()), List.of())
            .stream()
            .filter(other -> !isForbidden(other) && starts(other.finding().steps(), steps))
            .toList();
    int depth = one.finding().schemaSteps().size() - 1;
    return first(others, other -> isAbout(other, one))
        .or(() -> first(others, other -> isReferred(other, depth)))
        .or(() -> first(others, other -> true));
  }

  private static boolean isAbout(PlacedFinding other, PlacedFinding one) {
    return name(one).equals(property(other));
  }

  private static boolean isReferred(PlacedFinding other, int depth) {
    List<Object> steps = other.finding().schemaSteps();
    return steps.size() > depth && steps.get(depth).equals("allOf");
  }

  private static Optional<PlacedFinding> first(
      List<PlacedFinding> all, Predicate<PlacedFinding> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  private static boolean starts(List<Object> steps, List<Object> with) {
    return steps.size() >= with.size() && steps.subList(0, with.size()).equals(with);
  }

  private static boolean isForbidden(PlacedFinding one) {
    return one.diagnostic().code() == BindingCode.BINDING_FORBIDS
        && !FindingKey.names(one.finding()).isEmpty();
  }

  private boolean isDescribed(PlacedFinding one) {
    Finding finding = one.finding();
    return finding.keyword().equals(Optional.of(UNEVALUATED))
        && name(one)
            .filter(name -> schemas.describes(finding.schema(), finding.steps(), name))
            .isPresent();
  }

  private static Problem problem(PlacedFinding one) {
    return new Problem(one.subject(), one.diagnostic().message());
  }

  private static Optional<String> name(PlacedFinding one) {
    Diagnostic diagnostic = one.diagnostic();
    return diagnostic
        .argument("name")
        .or(() -> diagnostic.argument("property"))
        .or(() -> diagnostic.argument("node"));
  }

  private static Optional<String> property(PlacedFinding one) {
    String subject = one.subject();
    int colon = subject.indexOf(':', subject.lastIndexOf('/') + 1);
    return colon < 0 ? Optional.empty() : Optional.of(subject.substring(colon + 1));
  }
}
