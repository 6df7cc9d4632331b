// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Severity;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/** The result of {@code dtbind check}. */
public record FilesReport(List<Checked> files) {

  public FilesReport {
    files = List.copyOf(files);
  }

  /**
   * The result for a file.
   *
   * @param known the number of findings in the baseline
   */
  record Checked(
      String file, FileCheck.Kind kind, boolean read, long errors, long warnings, int known) {

    static Checked of(FileCheck.Result result, List<Diagnostic> findings) {
      return new Checked(
          result.file(),
          result.kind(),
          result.read(),
          count(findings, Severity.ERROR),
          count(findings, Severity.WARNING),
          result.findings().size() - findings.size());
    }

    private static long count(List<Diagnostic> findings, Severity severity) {
      return findings.stream().filter(finding -> finding.severity() == severity).count();
    }
  }

  public static final View<FilesReport> VIEW =
      View.<FilesReport>document(
              "check",
              "`check`: the number of findings about each file. The findings themselves are"
                  + " [diagnostics](#dtbinddiagnostics1)")
          .list(
              "files",
              "files: first config.txt and declarations, then the others in the order in which you specified them",
              View.<Checked>part()
                  .text("file", "name of the file, as specified on the command line", Checked::file)
                  .word(
                      "kind",
                      "what the file is",
                      Words.of(
                          FileCheck.Kind.class,
                          kind ->
                              switch (kind) {
                                case BOARD -> Words.word("board");
                                case OVERLAY -> Words.word("overlay");
                                case DECLARATION -> Words.word("declaration");
                                case CONFIG_TXT -> Words.word("config_txt");
                              }),
                      Checked::kind)
                  .flag(
                      "read",
                      "whether the file could be read and, for an overlay, merged into its base",
                      Checked::read)
                  .number("errors", "number of errors", Checked::errors)
                  .number("warnings", "number of warnings", Checked::warnings)
                  .number(
                      "known",
                      "number of findings that were omitted because they are in the baseline",
                      Checked::known),
              FilesReport::files);
}
