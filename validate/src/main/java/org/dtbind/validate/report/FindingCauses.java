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
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Subject;
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

  /** A part of a node, which a document evaluates. */
  private record Part(NodePath node, String schema, List<Object> steps) {}

  /** The first violations in a part, because of which a document does not evaluate its members. */
  private static final class Violations {

    private final PlacedFinding first;
    private final Map<String, PlacedFinding> ofProperties = new HashMap<>();
    private final Map<Integer, PlacedFinding> referred = new HashMap<>();

    Violations(PlacedFinding first) {
      this.first = first;
    }

    void add(PlacedFinding finding) {
      property(finding).ifPresent(name -> ofProperties.putIfAbsent(name, finding));
      List<Object> steps = finding.finding().schemaSteps();
      for (int depth = 0; depth < steps.size(); depth++) {
        if (steps.get(depth).equals("allOf")) {
          referred.putIfAbsent(depth, finding);
        }
      }
    }
  }

  /** A problem, whichever document reports it. */
  private record Problem(Subject subject, Object message) {}

  private final SchemaSet schemas;
  private final Map<Subject, PlacedFinding> misspelled = new HashMap<>();
  private final Map<Part, Violations> violations = new HashMap<>();
  private final Map<Problem, PlacedFinding> first = new HashMap<>();

  /** The first finding about a property that a binding describes, by subject. */
  private final Map<Subject, PlacedFinding> described = new HashMap<>();

  /** The first finding that an entry of a property has the wrong type, by subject and indices. */
  private final Map<List<Object>, PlacedFinding> types = new HashMap<>();

  private FindingCauses(SchemaSet schemas) {
    this.schemas = schemas;
  }

  private static FindingCauses among(SchemaSet schemas, List<PlacedFinding> findings) {
    FindingCauses causes = new FindingCauses(schemas);
    findings.forEach(causes::add);
    for (PlacedFinding finding : findings) {
      if (FindingText.isUndescribed(finding.finding())) {
        causes.misspelled.putIfAbsent(finding.subject(), finding);
      }
    }
    return causes;
  }

  private void add(PlacedFinding finding) {
    first.putIfAbsent(problem(finding), finding);
    if (!isForbidden(finding)) {
      addViolation(finding);
    }
    if (isForbidden(finding) && !isDescribed(finding)) {
      misspelled.putIfAbsent(finding.subject(), finding);
    } else if (property(finding).isPresent() && !FindingText.isUndescribed(finding.finding())) {
      described.putIfAbsent(finding.subject(), finding);
      if (finding.diagnostic().code() == BindingCode.BINDING_TYPE) {
        types.putIfAbsent(
            List.of(finding.subject(), FindingText.indices(finding.finding())), finding);
      }
    }
  }

  /** Adds a violation to the part that violates the document, and to all parts that contain it. */
  private void addViolation(PlacedFinding placedFinding) {
    Finding finding = placedFinding.finding();
    for (int length = 0; length <= finding.steps().size(); length++) {
      violations
          .computeIfAbsent(
              new Part(finding.node(), finding.schema(), finding.steps().subList(0, length)),
              part -> new Violations(placedFinding))
          .add(placedFinding);
    }
  }

  /** Returns the findings with their causes, and with notes that name causes and consequences. */
  static List<PlacedFinding> of(SchemaSet schemas, List<PlacedFinding> findings) {
    FindingCauses causes = among(schemas, findings);
    Map<FindingKey, PlacedFinding> all = new LinkedHashMap<>();
    findings.forEach(finding -> all.putIfAbsent(finding.key(), finding));
    Map<FindingKey, FindingKey> of = new HashMap<>();
    findings.forEach(
        finding ->
            causes.cause(finding).ifPresent(cause -> of.putIfAbsent(finding.key(), cause.key())));
    List<PlacedFinding> placed = new ArrayList<>();
    Map<FindingKey, List<PlacedFinding>> following = new HashMap<>();
    for (PlacedFinding finding : findings) {
      Optional<PlacedFinding> cause = root(finding.key(), of).map(all::get);
      placed.add(cause.isPresent() ? follows(finding, cause.get()) : finding);
      cause.ifPresent(
          root -> following.computeIfAbsent(root.key(), key -> new ArrayList<>()).add(finding));
    }
    return placed.stream()
        .map(finding -> withConsequences(finding, following.getOrDefault(finding.key(), List.of())))
        .toList();
  }

  private static PlacedFinding follows(PlacedFinding finding, PlacedFinding cause) {
    Diagnostic diagnostic =
        problem(finding).equals(problem(cause))
            ? finding.diagnostic()
            : finding
                .diagnostic()
                .note("because " + reason(cause) + " at", cause.diagnostic().origin());
    return new PlacedFinding(
        finding.finding(), finding.key(), diagnostic, Optional.of(cause.key()));
  }

  /** Names what follows from a finding, and the other documents that report it. */
  private static PlacedFinding withConsequences(
      PlacedFinding finding, List<PlacedFinding> following) {
    if (following.isEmpty()) {
      return finding;
    }
    Diagnostic diagnostic = finding.diagnostic();
    Set<String> names = new LinkedHashSet<>();
    for (PlacedFinding other : following) {
      if (problem(other).equals(problem(finding))) {
        for (Diagnostic.Note note : other.diagnostic().notes()) {
          diagnostic =
              diagnostic.notes().contains(note)
                  ? diagnostic
                  : diagnostic.note(note.message(), note.origin());
        }
      } else if (isForbidden(other) && !name(other).equals(property(finding))) {
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
              new Origin.Unknown(finding.finding().schema()));
    }
    return finding.showing(diagnostic);
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

  private Optional<PlacedFinding> cause(PlacedFinding finding) {
    PlacedFinding same = first.getOrDefault(problem(finding), finding);
    if (!same.key().equals(finding.key())) {
      return Optional.of(same);
    }
    if (FindingText.isUndescribed(finding.finding())) {
      return Optional.ofNullable(misspelled.get(finding.subject()))
          .filter(other -> !other.key().equals(finding.key()))
          .or(() -> Optional.ofNullable(described.get(finding.subject())));
    }
    if (finding.diagnostic().code() == BindingCode.BINDING_VALUE) {
      return wrongType(finding);
    }
    if (isForbidden(finding)) {
      return isDescribed(finding) ? violated(finding) : Optional.empty();
    }
    return finding
        .diagnostic()
        .argument(FindingDiagnostics.WRITTEN)
        .map(name -> misspelled.get(Subject.of(finding.subject().node(), name)));
  }

  /** Returns the finding that the entry, or the list that contains it, has the wrong type. */
  private Optional<PlacedFinding> wrongType(PlacedFinding finding) {
    List<Object> indices = FindingText.indices(finding.finding());
    Optional<PlacedFinding> type = Optional.empty();
    for (int length = indices.size(); length >= 0 && type.isEmpty(); length--) {
      type = Optional.ofNullable(types.get(List.of(finding.subject(), indices.subList(0, length))));
    }
    return type;
  }

  /** Returns the violation because of which a document does not evaluate a node. */
  private Optional<PlacedFinding> violated(PlacedFinding placedFinding) {
    Finding finding = placedFinding.finding();
    int depth = finding.schemaSteps().size() - 1;
    return Optional.ofNullable(
            violations.get(new Part(finding.node(), finding.schema(), finding.steps())))
        .map(
            found ->
                name(placedFinding)
                    .map(found.ofProperties::get)
                    .or(() -> Optional.ofNullable(found.referred.get(depth)))
                    .orElse(found.first));
  }

  /** Returns whether the finding is about one of the names that a keyword forbids. */
  private static boolean isForbidden(PlacedFinding finding) {
    return finding.diagnostic().code() == BindingCode.BINDING_FORBIDS
        && FindingKey.hasNames(finding.finding());
  }

  private boolean isDescribed(PlacedFinding placedFinding) {
    Finding finding = placedFinding.finding();
    return finding.keyword().equals(Optional.of(UNEVALUATED))
        && name(placedFinding)
            .filter(name -> schemas.describes(finding.schema(), finding.steps(), name))
            .isPresent();
  }

  private static Problem problem(PlacedFinding finding) {
    return new Problem(finding.subject(), finding.diagnostic().message());
  }

  private static Optional<String> name(PlacedFinding finding) {
    Diagnostic diagnostic = finding.diagnostic();
    return diagnostic
        .argument(BindingCode.NAME)
        .or(() -> diagnostic.argument(BindingCode.PROPERTY))
        .or(() -> diagnostic.argument(BindingCode.NODE));
  }

  private static Optional<String> property(PlacedFinding finding) {
    return finding.subject().property();
  }
}
