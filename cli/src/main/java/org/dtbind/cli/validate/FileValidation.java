// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.check.Levels;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.source.Origin;
import org.dtbind.tree.DeviceTree;
import org.dtbind.validate.Finding;
import org.dtbind.validate.SchemaSet;
import org.dtbind.validate.Validator;
import org.dtbind.validate.report.Baseline;
import org.dtbind.validate.report.BindingCode;
import org.dtbind.validate.report.FindingDiagnostics;
import org.dtbind.validate.report.FindingKey;
import org.dtbind.validate.report.OverlayFindings;
import org.dtbind.validate.report.PlacedFinding;

/** Validates a file that has been read. This class is thread-safe. */
final class FileValidation {

  /**
   * The result for a file.
   *
   * @param validated the entry in the report; those of its findings that follow from no other one
   *     are also in {@code problems}
   * @param problems the diagnostics, those from reading the file first
   * @param keys all findings, including those in the baseline
   */
  record Result(
      ValidateReport.Validated validated, Diagnosed<DeviceTree> problems, List<FindingKey> keys) {

    /** Returns the findings that follow from others. */
    List<Diagnostic> consequences() {
      return validated.findings().stream()
          .filter(reported -> reported.cause().isPresent())
          .map(ValidateReport.Reported::diagnostic)
          .toList();
    }
  }

  private final SchemaSet schemas;
  private final Validator validator;
  private final Optional<DeviceTree> base;
  private final Set<FindingKey> ofBase;
  private final boolean unmatched;
  private final LevelOptions levels;
  private final Levels codes;
  private final Baseline known;

  FileValidation(
      SchemaSet schemas,
      Validator validator,
      Optional<DeviceTree> base,
      boolean unmatched,
      LevelOptions levels,
      Baseline known) {
    this.schemas = schemas;
    this.validator = validator;
    this.base = base;
    this.ofBase = OverlayFindings.keys(base.map(validator::validate).orElse(List.of()));
    this.unmatched = unmatched;
    this.levels = levels;
    this.codes = levels.ofCodes();
    this.known = known;
  }

  Levels codes() {
    return codes;
  }

  /** Returns whether the files are overlays. */
  boolean takesOverlays() {
    return base.isPresent();
  }

  Result validate(String file, Diagnosed<DeviceTree> read) {
    Diagnosed<DeviceTree> tree =
        codes.of(base.isPresent() ? merged(file, read) : board(file, read));
    if (tree.hasErrors() || tree.value().isEmpty()) {
      return new Result(
          new ValidateReport.Validated(file, false, List.of(), 0),
          Diagnosed.failed(tree.diagnostics()),
          List.of());
    }
    DeviceTree whole = tree.value().get();
    List<Finding> findings =
        OverlayFindings.added(ofBase, validator.validate(whole)).stream()
            .filter(finding -> unmatched || !finding.schema().equals(Validator.UNDOCUMENTED))
            .toList();
    return report(file, whole, tree.diagnostics(), findings);
  }

  private Result report(
      String file, DeviceTree tree, List<Diagnostic> before, List<Finding> findings) {
    List<FindingKey> keys = new ArrayList<>();
    List<PlacedFinding> shown = new ArrayList<>();
    Map<FindingKey, Diagnostic> causes = new HashMap<>();
    // Several keywords of a document may report the same problem.
    Set<List<Object>> contents = new HashSet<>();
    int old = 0;
    for (PlacedFinding finding : new FindingDiagnostics(tree, schemas).placed(findings)) {
      if (ofBase.contains(finding.key())) {
        continue;
      }
      keys.add(finding.key());
      if (known.contains(file, finding.key())) {
        old++;
      } else if (contents.add(finding.content())) {
        levels
            .level(finding.finding().schema(), finding.diagnostic())
            .flatMap(codes::of)
            .ifPresent(
                leveled -> {
                  shown.add(finding.showing(leveled));
                  causes.putIfAbsent(finding.key(), leveled);
                });
      }
    }
    List<ValidateReport.Reported> reported =
        shown.stream()
            .map(
                finding ->
                    new ValidateReport.Reported(
                        finding.key(),
                        finding.finding().file(),
                        finding.diagnostic(),
                        finding.cause().map(causes::get)))
            .toList();
    List<Diagnostic> problems = new ArrayList<>(before);
    reported.stream()
        .filter(one -> one.cause().isEmpty())
        .forEach(one -> problems.add(one.diagnostic()));
    return new Result(
        new ValidateReport.Validated(file, true, reported, old), Diagnosed.failed(problems), keys);
  }

  private static Diagnosed<DeviceTree> board(String file, Diagnosed<DeviceTree> read) {
    if (read.value().filter(DeviceTree::plugin).isEmpty()) {
      return read;
    }
    List<Diagnostic> problems = new ArrayList<>(read.diagnostics());
    problems.add(
        Diagnostic.error(
                BindingCode.NO_BASE,
                new Origin.Unknown(file),
                Message.of("an overlay cannot be validated without its base"))
            .help("specify the base with --base"));
    return Diagnosed.failed(problems);
  }

  private Diagnosed<DeviceTree> merged(String file, Diagnosed<DeviceTree> read) {
    return read.then(tree -> overlay(file, tree))
        .then(overlay -> OverlayStack.apply(base.orElseThrow(), List.of(overlay)))
        .then(merged -> Diagnosed.of(merged.tree(), List.of()));
  }

  /** Reads an overlay. A board instead of an overlay is an error: it would have no findings. */
  private static Diagnosed<Overlay> overlay(String file, DeviceTree tree) {
    Diagnosed<Overlay> read = OverlayReader.read(file, tree);
    return read.diagnostics().stream().noneMatch(p -> p.code() == OverlayCode.NO_FRAGMENTS)
        ? read
        : Diagnosed.failed(
            read.diagnostics().stream().map(problem -> problem.as(Severity.ERROR)).toList());
  }
}
