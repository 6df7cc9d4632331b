// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.source.Limit;

/**
 * The diagnostics of one pass. It keeps a limited number of them, counts the others, and reports
 * their number at the place of the first of them: a source of 1 MB can cause 200,000.
 */
public final class ProblemList {

  private static final int MOST = Limit.PROBLEMS.most();

  private final List<Diagnostic> kept = new ArrayList<>();
  private Optional<Diagnostic> first = Optional.empty();
  private boolean error;
  private long others;

  /** Creates an empty list. */
  public ProblemList() {}

  /**
   * {@return the first of the given diagnostics, as many as this class keeps, and one with the
   * number of the others if there are any}
   *
   * @param problems the diagnostics
   */
  public static List<Diagnostic> limited(List<Diagnostic> problems) {
    ProblemList list = new ProblemList();
    problems.forEach(list::add);
    return list.all();
  }

  /**
   * Adds a diagnostic.
   *
   * @param problem the diagnostic
   */
  public void add(Diagnostic problem) {
    if (kept.size() < MOST) {
      kept.add(problem);
      return;
    }
    if (first.isEmpty()) {
      first = Optional.of(problem);
    }
    error |= problem.severity() == Severity.ERROR;
    others++;
  }

  /** Removes all diagnostics. */
  public void clear() {
    kept.clear();
    first = Optional.empty();
    error = false;
    others = 0;
  }

  /** {@return the kept diagnostics, and one with the number of the others if there are any} */
  public List<Diagnostic> all() {
    List<Diagnostic> all = new ArrayList<>(kept);
    if (first.isPresent()) {
      all.add(
          new Diagnostic(
              ReadingCode.TOO_MANY_PROBLEMS,
              error ? Severity.ERROR : Severity.WARNING,
              first.get().origin(),
              Optional.empty(),
              Message.of("{count} more problems are not shown", others),
              List.of(),
              Optional.of("fix the first problems, which often cause the others"),
              List.of(),
              first.get().position()));
    }
    return all;
  }
}
