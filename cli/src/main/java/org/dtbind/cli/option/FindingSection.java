// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.picture.Page.Block;
import org.dtbind.picture.Page.Exact;
import org.dtbind.picture.Page.Finding;
import org.dtbind.picture.Page.Paragraph;
import org.dtbind.picture.Page.Section;
import org.dtbind.source.Origin;
import org.dtbind.source.Shown;

/**
 * The sections of an HTML page with findings: one for each file, with errors first. Equal findings
 * are shown once.
 */
public final class FindingSection {

  private static final int MOST_SUBJECTS = 8;

  private FindingSection() {}

  /**
   * {@return the sections}
   *
   * @param heading the heading of the findings, before the name of their file
   */
  public static List<Section> of(String heading, List<Diagnostic> findings) {
    String id = heading.toLowerCase(Locale.ROOT).replace(' ', '-');
    Map<String, Map<FindingIdentity, List<Diagnostic>>> files = new LinkedHashMap<>();
    findings.stream()
        .sorted(Comparator.comparing(finding -> finding.severity() != Severity.ERROR))
        .forEach(
            finding ->
                files
                    .computeIfAbsent(file(finding.origin()), any -> new LinkedHashMap<>())
                    .computeIfAbsent(
                        FindingIdentity.of(finding).withoutSubject(), any -> new ArrayList<>())
                    .add(finding));
    List<Section> sections = new ArrayList<>();
    files.forEach(
        (file, equal) -> {
          String own = id + "-" + (sections.size() + 1);
          List<Block> blocks = new ArrayList<>();
          for (List<Diagnostic> group : equal.values()) {
            blocks.add(finding(own + "." + (blocks.size() + 1), group));
          }
          sections.add(
              new Section(file.isEmpty() ? heading : heading + " in " + file, own, blocks));
        });
    return sections.isEmpty()
        ? List.of(new Section(heading, List.of(new Paragraph("None."))))
        : sections;
  }

  /** Returns the name of the file of a place; empty if it is in none. */
  private static String file(Origin origin) {
    return Shown.escaped(
        origin instanceof Origin.Source source
            ? source.file().name()
            : origin instanceof Origin.Lines lines
                ? lines.file()
                : origin instanceof Origin.Blob blob ? blob.name() : "");
  }

  private static Block finding(String id, List<Diagnostic> group) {
    Diagnostic first = group.get(0);
    List<Block> details = new ArrayList<>();
    for (DiagnosticText.Part part : DiagnosticText.parts(first)) {
      details.add(
          switch (part.kind()) {
            case SOURCE -> new Exact(unindented(part.text()));
            case NOTE -> new Paragraph(part.text());
            case HELP -> new Paragraph("Help: " + part.text());
          });
    }
    for (Diagnostic.Fix fix : first.fixes()) {
      String what = fix.safe() ? "Fix, which 'dtbind check --fix' makes: " : "Possible fix: ";
      details.add(new Paragraph(what + fix.title()));
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
      details.add(new Paragraph("Also at " + String.join(", ", shown) + more));
    }
    return new Finding(
        id,
        first.severity() == Severity.ERROR ? Finding.ERROR : Finding.WARNING,
        first.code().id(),
        DiagnosticText.place(first.origin()),
        DiagnosticText.message(first),
        details);
  }

  /** Removes the indentation that a line of a source and the line with its caret share. */
  private static String unindented(String source) {
    List<String> lines = source.lines().toList();
    int number = lines.get(0).indexOf('|') + 2;
    int blank =
        lines.stream()
            .map(line -> line.substring(Math.min(number, line.length())))
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return lines.stream()
        .map(
            line ->
                line.substring(2, number) + line.substring(Math.min(number + blank, line.length())))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
