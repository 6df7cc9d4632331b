// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.picture.Page.Block;
import org.dtbind.picture.Page.Exact;
import org.dtbind.picture.Page.Marked;
import org.dtbind.picture.Page.Paragraph;
import org.dtbind.picture.Page.Section;

/** The section of an HTML page with the findings, errors first; equal ones are shown once. */
public final class FindingSection {

  private static final int MOST_SUBJECTS = 8;

  private FindingSection() {}

  /** {@return the section} */
  public static Section of(String heading, List<Diagnostic> findings) {
    List<Block> blocks = new ArrayList<>();
    if (findings.isEmpty()) {
      blocks.add(new Paragraph("None."));
    }
    Map<FindingIdentity, List<Diagnostic>> equal = new LinkedHashMap<>();
    findings.stream()
        .sorted(Comparator.comparing(finding -> finding.severity() != Severity.ERROR))
        .forEach(
            diagnostic ->
                equal
                    .computeIfAbsent(
                        FindingIdentity.of(diagnostic).withoutSubject(), any -> new ArrayList<>())
                    .add(diagnostic));
    equal.values().forEach(group -> show(group, blocks));
    return new Section(heading, blocks);
  }

  private static void show(List<Diagnostic> group, List<Block> blocks) {
    Diagnostic first = group.get(0);
    String line = DiagnosticText.line(first);
    String rest = DiagnosticText.snippet(first).substring(line.length() + 1);
    blocks.add(
        new Marked(first.severity() == Severity.ERROR ? Marked.ERROR : Marked.WARNING, line));
    if (!rest.isEmpty()) {
      blocks.add(new Exact(rest));
    }
    Set<Subject> others = new LinkedHashSet<>();
    group.forEach(diagnostic -> diagnostic.subject().ifPresent(others::add));
    first.subject().ifPresent(others::remove);
    if (!others.isEmpty()) {
      List<String> shown = others.stream().limit(MOST_SUBJECTS).map(Subject::text).toList();
      String more =
          others.size() > shown.size()
              ? ", and %d more".formatted(others.size() - shown.size())
              : "";
      blocks.add(new Paragraph("Also at " + String.join(", ", shown) + more));
    }
  }
}
