// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.validate.report.FindingKey;
import org.dtbind.view.DiagnosticView;
import org.dtbind.view.View;

/** The result of {@code dtbind validate}. */
public record ValidateReport(int schemas, List<Validated> files) {

  public ValidateReport {
    files = List.copyOf(files);
  }

  /**
   * A reported finding.
   *
   * @param cause the finding from which this one follows; text output does not show this one
   */
  public record Reported(
      FindingKey key, String schemaFile, Diagnostic diagnostic, Optional<Diagnostic> cause) {}

  /**
   * The result for a file.
   *
   * @param file the name on the command line
   */
  public record Validated(String file, boolean read, List<Reported> findings, int known) {

    public Validated {
      findings = List.copyOf(findings);
    }
  }

  private static final View<Reported> FINDING =
      View.<Reported>part()
          .text("node", "path of the validated node", each -> each.key().node())
          .textOrNull(
              "property",
              "property or child node that the finding is about, followed by the index of the"
                  + " entry, if any; null if the finding is about the node itself",
              each -> Optional.of(each.key().property()).filter(text -> !text.isEmpty()))
          .text("schema", "`$id` of the binding document", each -> each.key().schema())
          .textOrNull(
              "schemaFile",
              "file of the binding document; null for a generated document",
              each -> Optional.of(each.schemaFile()).filter(text -> !text.isEmpty()))
          .text(
              "rule",
              "JSON Schema keyword that the tree violates, followed by the name that is missing or"
                  + " not allowed, if any",
              each -> each.key().rule())
          .word(
              "severity",
              "severity of the finding",
              DiagnosticView.SEVERITIES.without(Severity.NOTE),
              each -> each.diagnostic().severity())
          .text("message", "description of the finding", each -> each.diagnostic().message().text())
          .textOrNull(
              "followsFrom",
              "node or property of the finding from which this one follows, as `NODE` or"
                  + " `NODE:PROPERTY`; null if it has a cause of its own",
              each -> each.cause().flatMap(Diagnostic::subject))
          .object(
              "origin",
              "location of the finding",
              DiagnosticView.ORIGIN,
              each -> each.diagnostic().origin());

  public static final View<ValidateReport> VIEW =
      View.<ValidateReport>document(
              "validate",
              "`validate`: findings about each file, according to the binding documents that you"
                  + " specified with `--schemas` and those that are built in")
          .number("schemas", "number of binding documents that were read", ValidateReport::schemas)
          .list(
              "files",
              "files, in the order in which you specified them",
              View.<Validated>part()
                  .text(
                      "file", "name of the file, as specified on the command line", Validated::file)
                  .flag("read", "whether the file could be read", Validated::read)
                  .number(
                      "known",
                      "number of findings that were omitted because they are in the baseline",
                      Validated::known)
                  .list(
                      "findings",
                      "findings that are not in the baseline",
                      FINDING,
                      Validated::findings),
              ValidateReport::files);
}
