// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.review;

import java.util.List;
import org.dtbind.overlay.review.Review.Sameness;
import org.dtbind.view.View;

/** What a commit of a series does, as a row. */
record CommitRow(
    String commit,
    String subject,
    int boards,
    int changed,
    int reordered,
    int broken,
    long errors,
    long warnings,
    int gone) {

  /** All rows of a series. */
  record Rows(List<CommitRow> commits) {
    Rows {
      commits = List.copyOf(commits);
    }
  }

  static final View<Rows> VIEW =
      View.<Rows>document("review-each", "`review --each`: what each commit does")
          .list(
              "commits",
              "commits, the first one first; the last one may be the work tree, which has no hash",
              View.<CommitRow>part()
                  .text("commit", "hash of the commit", CommitRow::commit)
                  .column("COMMIT", one -> Revisions.abbreviated(one.commit()))
                  .number(
                      "boards",
                      "number of boards that are made of changed files",
                      CommitRow::boards)
                  .column("BOARDS")
                  .number(
                      "changed",
                      "number of boards whose trees differ, or which are new or deleted",
                      CommitRow::changed)
                  .column("CHANGED")
                  .number(
                      "reordered",
                      "number of boards that differ only in order or phandles",
                      CommitRow::reordered)
                  .column("REORDERED")
                  .number(
                      "broken",
                      "number of boards that do not compile any more, and of overlays that no"
                          + " longer apply",
                      CommitRow::broken)
                  .column("BROKEN")
                  .number("newErrors", "number of new errors", CommitRow::errors)
                  .column("ERRORS")
                  .number("newWarnings", "number of new warnings", CommitRow::warnings)
                  .column("WARNINGS")
                  .number("goneFindings", "number of findings that are gone", CommitRow::gone)
                  .column("GONE")
                  .text("subject", "first line of the commit's message", CommitRow::subject)
                  .column("SUBJECT"),
              Rows::commits);

  static CommitRow of(Revisions.Commit commit, ReviewReport report) {
    return new CommitRow(
        commit.hash(),
        commit.subject(),
        report.boards().size(),
        report.with(Sameness.CHANGED).size()
            + report.with(Sameness.NEW).size()
            + report.with(Sameness.DELETED).size()
            + report.with(Sameness.REPAIRED).size(),
        report.with(Sameness.SAME_TREE).size(),
        report.with(Sameness.BROKEN).size() + report.unmerged().size(),
        report.newErrors(),
        report.added().size() - report.newErrors(),
        report.removed().size());
  }
}
