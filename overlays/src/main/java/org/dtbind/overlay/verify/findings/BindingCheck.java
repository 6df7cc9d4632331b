// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.findings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.linux.TargetKernel;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.config.ConfigCauses;
import org.dtbind.overlay.generate.GeneratedTree;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.overlay.verify.devices.DeclaredPlaces;
import org.dtbind.overlay.verify.stack.CheckedBase;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;
import org.dtbind.validate.report.FindingDiagnostics;
import org.dtbind.validate.report.FindingKey;
import org.dtbind.validate.report.OverlayFindings;
import org.dtbind.validate.report.PlacedFinding;

/**
 * Checks the changes that overlays make to a base against binding documents.
 *
 * @param schemas the documents
 * @param limit the documents to use, by parts of their {@code $id}; empty for all
 * @param unknown whether to report each compatible string that no document describes, not only
 *     those that are probably misspelled
 */
public record BindingCheck(
    SchemaSet schemas, Severity severity, List<String> limit, boolean unknown) {

  /** Copies the list. */
  public BindingCheck {
    limit = List.copyOf(limit);
  }

  /**
   * {@return violations of the documents by a generated overlay, at places in the declaration}
   *
   * @param specification the declaration
   * @param base the tree for which the overlay was generated
   * @param overlay the overlay that was generated from the declaration
   */
  public List<Diagnostic> problems(
      Specification specification, DeviceTree base, OverlaySource overlay) {
    Diagnosed<MergedTree> merged =
        GeneratedTree.of(overlay)
            .then(tree -> OverlayReader.read("overlay", tree))
            .then(one -> OverlayStack.apply(base, List.of(one)));
    if (merged.value().isEmpty()) {
      return merged.diagnostics();
    }
    Stack stack =
        new Stack(
            CheckedBase.of(base, keys(base)),
            merged.value().get(),
            TargetKernel.ANY,
            ConfigCauses.NONE,
            false);
    DeclaredPlaces places = DeclaredPlaces.of(stack, specification);
    return problems(stack).stream().map(places::moved).toList();
  }

  /** Returns the keys of the violations of the documents in a base. */
  public Set<FindingKey> keys(DeviceTree base) {
    return OverlayFindings.keys(new Validator(schemas, limit).validate(base));
  }

  /** Returns violations of the documents that overlays add to those of the base. */
  public List<Diagnostic> problems(Stack stack) {
    Validator validator = new Validator(schemas, limit);
    DeviceTree tree = stack.merged().tree();
    Set<FindingKey> known = stack.checkedBase().violations();
    FindingDiagnostics texts = new FindingDiagnostics(tree, schemas);
    List<Diagnostic> problems = new ArrayList<>();
    // Several keywords of a document may report the same violation.
    Set<List<Object>> reported = new HashSet<>();
    for (PlacedFinding finding :
        texts.placed(OverlayFindings.added(known, validator.validate(tree)))) {
      Diagnostic problem = finding.diagnostic();
      boolean isNew = !known.contains(finding.key());
      boolean follows = finding.cause().filter(cause -> !known.contains(cause)).isPresent();
      if (isNew && !follows && isShown(finding) && reported.add(finding.content())) {
        problems.add(problem.as(severity));
      }
    }
    return problems;
  }

  /** Kernels support many devices without a document: only a probable misspelling is a problem. */
  private boolean isShown(PlacedFinding finding) {
    // A rule reports each status that Linux does not know, and what Linux makes of it.
    Optional<String> property = finding.diagnostic().subject().flatMap(Subject::property);
    return property.filter("status"::equals).isEmpty()
        && (unknown
            || !finding.finding().schema().equals(Validator.UNDOCUMENTED)
            || finding.diagnostic().help().isPresent());
  }
}
