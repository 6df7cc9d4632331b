// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dtbind.cli.overlay.DifferenceItem;
import org.dtbind.cli.session.Phrases;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.review.Review;
import org.dtbind.overlay.review.Review.Sameness;
import org.dtbind.view.DiagnosticView;
import org.dtbind.view.View;
import org.dtbind.view.Words;

/**
 * What differs between two states of a project, each difference once with all boards that have it.
 *
 * @param before the first state, as users call it
 * @param after the second state
 * @param files the paths of the files that differ, and that boards are made of
 * @param boards the boards that are made of these files
 * @param unmerged the overlays that no longer apply
 * @param added the findings that are new, errors first
 * @param removed the findings that are gone, errors first
 */
record ReviewReport(
    String before,
    String after,
    List<String> files,
    List<BoardChanges> boards,
    List<Review.Unmerged> unmerged,
    List<Finding> added,
    List<Finding> removed) {

  /** Boards with the same differences. */
  record Group(List<BoardChanges> boards, List<DifferenceItem> items) {

    /** Returns the number of boards in which the node of a difference is enabled. */
    long enabled(DifferenceItem item) {
      return boards.stream().filter(board -> board.enabled().contains(item)).count();
    }
  }

  /** A finding that several boards have. */
  record Finding(Diagnostic first, List<BoardChanges> boards) {

    Optional<String> node() {
      return first.subject().map(subject -> subject.node().text());
    }

    Optional<String> property() {
      return first.subject().flatMap(Subject::property);
    }
  }

  private record Counted(DifferenceItem item, long enabled) {}

  ReviewReport {
    files = List.copyOf(files);
    boards = List.copyOf(boards);
    unmerged = List.copyOf(unmerged);
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /** Creates a report with the findings of the boards. */
  ReviewReport(
      String before,
      String after,
      List<String> files,
      List<BoardChanges> boards,
      List<Review.Unmerged> unmerged) {
    this(
        before,
        after,
        files,
        boards,
        unmerged,
        findings(boards, BoardChanges::added),
        findings(boards, BoardChanges::removed));
  }

  /** Returns the differences, those that most boards have first. */
  List<Group> groups() {
    Map<DifferenceItem, List<BoardChanges>> boardsOf = new LinkedHashMap<>();
    for (BoardChanges board : boards) {
      board
          .items()
          .forEach(item -> boardsOf.computeIfAbsent(item, any -> new ArrayList<>()).add(board));
    }
    Map<List<String>, Group> groups = new LinkedHashMap<>();
    boardsOf.forEach(
        (item, all) ->
            groups
                .computeIfAbsent(
                    all.stream().map(board -> board.board().name()).toList(),
                    any -> new Group(all, new ArrayList<>()))
                .items()
                .add(item));
    return groups.values().stream()
        .sorted((one, other) -> Integer.compare(other.boards().size(), one.boards().size()))
        .toList();
  }

  private static List<Finding> findings(
      List<BoardChanges> boards, Function<BoardChanges, List<Diagnostic>> of) {
    Map<String, Finding> findings = new TreeMap<>();
    for (BoardChanges board : boards) {
      for (Diagnostic finding : of.apply(board)) {
        String key =
            (finding.severity() == Severity.ERROR ? "0" : "1")
                + DiagnosticText.place(finding.origin())
                + finding.code().id()
                + DiagnosticText.message(finding);
        List<BoardChanges> all =
            findings.computeIfAbsent(key, any -> new Finding(finding, new ArrayList<>())).boards();
        // A board may have equal findings about several nodes.
        if (all.isEmpty() || !all.get(all.size() - 1).board().equals(board.board())) {
          all.add(board);
        }
      }
    }
    return List.copyOf(findings.values());
  }

  List<BoardChanges> with(Sameness sameness) {
    return boards.stream().filter(board -> board.sameness() == sameness).toList();
  }

  /** Returns whether something is wrong that was not before. */
  boolean isWorse() {
    return !with(Sameness.BROKEN).isEmpty() || !unmerged.isEmpty() || newErrors() > 0;
  }

  long newErrors() {
    return added.stream().filter(one -> one.first().severity() == Severity.ERROR).count();
  }

  /** Returns whether no board differs, at most in the order of nodes if that does not matter. */
  boolean isSame(boolean byteForByte) {
    return boards.stream()
        .allMatch(
            board ->
                board.sameness() == Sameness.SAME_BLOB
                    || board.sameness() == Sameness.STILL_BROKEN
                    || !byteForByte && board.sameness() == Sameness.SAME_TREE);
  }

  /** Returns the number of boards of each kind, as a sentence. */
  String summary() {
    List<String> parts = new ArrayList<>();
    for (Sameness sameness :
        List.of(
            Sameness.CHANGED,
            Sameness.SAME_TREE,
            Sameness.SAME_BLOB,
            Sameness.NEW,
            Sameness.DELETED,
            Sameness.BROKEN,
            Sameness.REPAIRED,
            Sameness.STILL_BROKEN)) {
      int count = with(sameness).size();
      if (count > 0) {
        parts.add(count + " " + text(sameness));
      }
    }
    return "%s in %s%s"
        .formatted(
            Phrases.count(files.size(), "file"),
            Phrases.count(boards.size(), "board"),
            parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  static String text(Sameness sameness) {
    return switch (sameness) {
      case CHANGED -> "changed";
      case SAME_TREE -> "with another order or other phandles";
      case SAME_BLOB -> "the same";
      case NEW -> "new";
      case DELETED -> "deleted";
      case BROKEN -> "broken";
      case REPAIRED -> "repaired";
      case STILL_BROKEN -> "still broken";
    };
  }

  /** Returns the numbers of findings, as a sentence. */
  String findingsSummary() {
    long errors = newErrors();
    return "%s, %s, %d gone"
        .formatted(
            Phrases.count(errors, "new error"),
            Phrases.count(added.size() - errors, "new warning"),
            removed.size());
  }

  private static final Words<Sameness> SAMENESS =
      Words.of(
          Sameness.class,
          sameness ->
              switch (sameness) {
                case SAME_BLOB -> Words.word("same_blob", "byte for byte, without labels");
                case SAME_TREE -> Words.word("same_tree", "another order, or other phandles");
                case CHANGED -> Words.word("changed");
                case NEW -> Words.word("new");
                case DELETED -> Words.word("deleted");
                case BROKEN -> Words.word("broken", "it compiles only in the first state");
                case REPAIRED -> Words.word("repaired", "it compiles only in the second state");
                case STILL_BROKEN -> Words.word("still_broken", "it compiles in neither state");
              });

  private static final View<Finding> FINDING =
      View.<Finding>part()
          .text("code", "code of the finding", one -> one.first().code().id())
          .word(
              "severity",
              "severity of the finding",
              DiagnosticView.SEVERITIES,
              one -> one.first().severity())
          .textOrNull("node", "path of the node; null if it is about none", Finding::node)
          .textOrNull(
              "property", "name of the property; null if it is about none", Finding::property)
          .text(
              "place",
              "location, in the format used in messages",
              one -> DiagnosticText.place(one.first().origin()))
          .text("message", "the message", one -> one.first().message().text())
          .texts("boards", "boards that have the finding", one -> BoardChanges.names(one.boards()));

  static final View<ReviewReport> VIEW =
      View.<ReviewReport>document(
              "review",
              "`review`: what differs between two states of a repository. In the differences,"
                  + " `kind` is one of those of [`diff`](#dtbinddiff1), `device` (a device"
                  + " that Linux makes of a node) or `line` (a GPIO line that an enabled node"
                  + " uses)")
          .text("before", "the first state: the hash of a commit", ReviewReport::before)
          .text(
              "after",
              "the second state: the hash of a commit, or `the work tree`",
              ReviewReport::after)
          .texts("files", "files that differ, and that boards are made of", ReviewReport::files)
          .list(
              "boards",
              "boards and overlays that are made of these files",
              View.<BoardChanges>part()
                  .text("board", "name of the source", one -> one.board().name())
                  .textOrNull(
                      "renamedFrom",
                      "name of the source in the first state; null if it is the same",
                      one -> one.board().before().filter(any -> one.board().isRenamed()))
                  .word("sameness", "how the board differs", SAMENESS, BoardChanges::sameness)
                  .number("newFindings", "number of new findings", one -> one.added().size())
                  .number(
                      "goneFindings",
                      "number of findings that are gone",
                      one -> one.removed().size()),
              ReviewReport::boards)
          .list(
              "changes",
              "differences, each group with the boards that have it",
              View.<Group>part()
                  .texts("boards", "names of the boards", one -> BoardChanges.names(one.boards()))
                  .list(
                      "differences",
                      "differences that these boards have",
                      View.<Counted>part()
                          .including(DifferenceItem.VIEW, Counted::item)
                          .number(
                              "enabled",
                              "number of these boards in which the node is enabled",
                              Counted::enabled),
                      one ->
                          one.items().stream()
                              .map(item -> new Counted(item, one.enabled(item)))
                              .toList()),
              ReviewReport::groups)
          .list(
              "newFindings",
              "findings that only the second state has",
              FINDING,
              ReviewReport::added)
          .list(
              "goneFindings",
              "findings that only the first state has",
              FINDING,
              ReviewReport::removed)
          .list(
              "unmerged",
              "overlays that no longer apply to the base that a Makefile specifies",
              View.<Review.Unmerged>part()
                  .text("name", "result of the merge", one -> one.merge().name())
                  .text("base", "source of the base", one -> one.merge().base())
                  .texts("overlays", "sources of the overlays", one -> one.merge().overlays())
                  .texts(
                      "problems",
                      "why they cannot be merged",
                      one -> one.problems().stream().map(DiagnosticText::message).toList()),
              ReviewReport::unmerged);
}
