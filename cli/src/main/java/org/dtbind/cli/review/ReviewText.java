// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.dtbind.cli.overlay.DifferenceItem;
import org.dtbind.cli.review.ReviewReport.Finding;
import org.dtbind.cli.review.ReviewReport.Group;
import org.dtbind.cli.session.Phrases;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.overlay.review.Review;
import org.dtbind.overlay.review.Review.Sameness;
import org.dtbind.picture.Page;
import org.dtbind.picture.Page.Block;
import org.dtbind.picture.Page.Exact;
import org.dtbind.picture.Page.Paragraph;
import org.dtbind.picture.Page.Rows;
import org.dtbind.picture.Page.Section;
import org.dtbind.source.Shown;

/**
 * Shows a review to people: as text, as Markdown, or as a page.
 *
 * @param whole whether all boards and all lines of differences are shown
 */
record ReviewText(ReviewReport report, boolean whole) {

  private static final int MOST_BOARDS = 3;
  private static final int MOST_LINES = 60;

  /** The kinds of boards that are listed by name. */
  private static final List<Sameness> NAMED =
      List.of(
          Sameness.BROKEN,
          Sameness.REPAIRED,
          Sameness.NEW,
          Sameness.DELETED,
          Sameness.SAME_TREE,
          Sameness.STILL_BROKEN);

  /** Returns the review as text. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("%s..%s: %s%n".formatted(report.before(), report.after(), report.summary()));
    for (Sameness sameness : NAMED) {
      List<BoardChanges> boards = report.with(sameness);
      if (!boards.isEmpty()) {
        text.append("%s: %s%n".formatted(ReviewReport.text(sameness), names(boards)));
      }
    }
    for (Review.Unmerged unmerged : report.unmerged()) {
      text.append("no longer applies: %s%n".formatted(shown(unmerged)));
    }
    for (Group group : report.groups()) {
      text.append('\n').append(heading(group)).append('\n').append(differences(group));
    }
    List<Finding> removed = report.removed();
    if (!removed.isEmpty()) {
      text.append("%nfindings that are gone:%n".formatted());
      some(removed.stream().map(ReviewText::line).toList())
          .forEach(line -> text.append(' ').append(line).append('\n'));
    }
    return text.append("%n%s%n".formatted(report.findingsSummary())).toString();
  }

  /** Returns the review as Markdown, for a mail or a comment. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        "**%s..%s: %s; %s**%n%n"
            .formatted(
                report.before(), report.after(), report.summary(), report.findingsSummary()));
    for (Sameness sameness : NAMED) {
      List<BoardChanges> boards = report.with(sameness);
      if (!boards.isEmpty()) {
        text.append("%s:%n%n%s%n".formatted(ReviewReport.text(sameness), code(names(boards))));
      }
    }
    if (!report.unmerged().isEmpty()) {
      text.append("no longer applies:%n%n".formatted());
      text.append(
          code(
              report.unmerged().stream().map(ReviewText::shown).collect(Collectors.joining("\n"))));
    }
    for (Group group : report.groups()) {
      text.append("%s%n%s%n".formatted(code(heading(group)), code(differences(group))));
    }
    findings(text, "new", report.added());
    findings(text, "gone", report.removed());
    return text.toString();
  }

  private void findings(StringBuilder text, String what, List<Finding> findings) {
    if (!findings.isEmpty()) {
      text.append("%s:%n%n".formatted(what));
      text.append(code(String.join("\n", some(findings.stream().map(ReviewText::line).toList()))));
    }
  }

  /** Four spaces make it a block of code, in which nothing is Markdown. */
  private static String code(String text) {
    return text.lines().map("    "::concat).collect(Collectors.joining("\n", "", "\n"));
  }

  /** Returns the review as a page. */
  Page page(String made) {
    List<Section> sections = new ArrayList<>();
    int number = 0;
    for (Group group : report.groups()) {
      number++;
      List<Block> blocks = new ArrayList<>();
      blocks.add(
          new Paragraph(Shown.escaped(String.join(", ", BoardChanges.names(group.boards())))));
      blocks.add(new Exact(Shown.masked(differences(group))));
      sections.add(
          new Section(Phrases.count(group.boards().size(), "board"), "change-" + number, blocks));
    }
    sections.add(findings("New findings", "new", report.added()));
    sections.add(findings("Findings that are gone", "gone", report.removed()));
    sections.add(
        new Section(
            "Boards",
            "boards",
            List.of(
                new Rows(
                    List.of("Board", "Result", "New findings", "Gone"),
                    report.boards().stream()
                        .map(
                            board ->
                                List.of(
                                    Shown.escaped(board.text()),
                                    ReviewReport.text(board.sameness()),
                                    Integer.toString(board.added().size()),
                                    Integer.toString(board.removed().size())))
                        .toList()))));
    if (!report.unmerged().isEmpty()) {
      sections.add(
          new Section(
              "Overlays that no longer apply",
              report.unmerged().stream()
                  .<Block>map(one -> new Paragraph(Shown.escaped(shown(one))))
                  .toList()));
    }
    return new Page(
        "Review of %s..%s".formatted(report.before(), report.after()),
        report.summary() + "; " + report.findingsSummary() + ".",
        sections,
        made);
  }

  private static Section findings(String heading, String id, List<Finding> findings) {
    return new Section(
        heading,
        id,
        findings.isEmpty()
            ? List.of(new Paragraph("None."))
            : List.of(
                new Rows(
                    List.of("Place", "Finding", "Boards"),
                    findings.stream()
                        .map(
                            one ->
                                List.of(
                                    Shown.escaped(DiagnosticText.place(one.first().origin())),
                                    Shown.escaped(
                                        "%s (%s): %s"
                                            .formatted(
                                                one.first().severity().label(),
                                                one.first().code().id(),
                                                DiagnosticText.message(one.first()))),
                                    Shown.escaped(
                                        String.join(", ", BoardChanges.names(one.boards())))))
                        .toList())));
  }

  private static String shown(Review.Unmerged unmerged) {
    return "%s: %s"
        .formatted(
            Shown.escaped(unmerged.merge().name()),
            DiagnosticText.line(unmerged.problems().get(0)));
  }

  private static String line(Finding finding) {
    return "%s (%s)"
        .formatted(
            DiagnosticText.line(finding.first()), Phrases.count(finding.boards().size(), "board"));
  }

  private String heading(Group group) {
    return Phrases.count(group.boards().size(), "board") + ": " + names(group.boards());
  }

  private String names(List<BoardChanges> boards) {
    List<String> names = BoardChanges.names(boards);
    int shown = whole ? names.size() : Math.min(names.size(), MOST_BOARDS);
    return names.subList(0, shown).stream().map(Shown::escaped).collect(Collectors.joining(", "))
        + (shown < names.size() ? " and %d more".formatted(names.size() - shown) : "");
  }

  /** Returns the differences of a group as in {@code diff -u}, below the path of each node. */
  private String differences(Group group) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (DifferenceItem item : group.items()) {
      String heading = heading(group, item);
      if (!heading.isEmpty() && !heading.equals(before)) {
        text.append(' ').append(heading).append('\n');
      }
      before = heading;
      item.append(text);
    }
    return String.join("\n", some(text.toString().lines().toList())) + "\n";
  }

  /** Returns the line above differences of the same node, or of the same kind. */
  private static String heading(Group group, DifferenceItem item) {
    return switch (item.kind()) {
      case "property" -> {
        long enabled = group.enabled(item);
        int all = group.boards().size();
        yield Shown.escaped(item.path())
            + (enabled == all
                ? ""
                : enabled == 0
                    ? "  (not enabled)"
                    : "  (enabled in %d of %d)".formatted(enabled, all));
      }
      case "device" -> "devices of Linux";
      case "line" -> "GPIO lines of enabled nodes";
      default -> "";
    };
  }

  private List<String> some(List<String> lines) {
    if (whole || lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> some = new ArrayList<>(lines.subList(0, MOST_LINES));
    some.add("# %d more lines; -v shows them".formatted(lines.size() - MOST_LINES));
    return some;
  }
}
