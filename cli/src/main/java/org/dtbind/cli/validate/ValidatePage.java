// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.validate;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.cli.session.Version;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.picture.Page;
import org.dtbind.picture.Page.Block;
import org.dtbind.picture.Page.Exact;
import org.dtbind.picture.Page.Paragraph;
import org.dtbind.picture.Page.Section;

/** The result of {@code dtbind validate} as an HTML page, for example for a ticket. */
final class ValidatePage {

  private ValidatePage() {}

  static Page of(String summary, List<Diagnostic> problems) {
    List<Block> blocks = new ArrayList<>();
    if (problems.isEmpty()) {
      blocks.add(new Paragraph("None."));
    }
    for (Diagnostic problem : problems) {
      String line = DiagnosticText.line(problem);
      String rest = DiagnosticText.snippet(problem).substring(line.length() + 1);
      blocks.add(new Paragraph(line));
      if (!rest.isEmpty()) {
        blocks.add(new Exact(rest));
      }
    }
    return new Page(
        "Bindings",
        summary,
        List.of(new Section("Findings", blocks)),
        Version.ofThisBuild().line());
  }
}
