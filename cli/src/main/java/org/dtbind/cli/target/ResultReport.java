// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.change.result.Result.RolledBack;
import org.dtbind.cli.session.Session;

/** Words and messages for results of all kinds of changes. */
final class ResultReport {

  /** The words of {@link #word} for results other than a completed change, explained. */
  static final String WORDS =
      "`already` (nothing had to be done), `planned` (this was a dry run), `rejected` (dtbind"
          + " refused the request before it changed anything), `failed` (the change failed, and was"
          + " rolled back), `notRestored` (the change was not rolled back completely),"
          + " `broughtBack` (the change was rolled back because another change failed) or"
          + " `notTried` (nothing was changed because another request was rejected)";

  private ResultReport() {}

  /**
   * Returns a word for a result; {@link #WORDS} explains it.
   *
   * @param done the caller's word for a completed change
   */
  static String word(Result<?> result, String done) {
    if (result instanceof Done<?> one) {
      return one.already() ? "already" : done;
    }
    if (!result.notRestored().isEmpty()) {
      return "notRestored";
    }
    if (result instanceof Failed) {
      return "failed";
    }
    if (result instanceof RolledBack) {
      return "broughtBack";
    }
    return result instanceof Planned
        ? "planned"
        : result instanceof Rejected ? "rejected" : "notTried";
  }

  /** {@return possible meanings of a name in a rejected request} */
  static List<String> candidates(Result<?> result) {
    return result.reason().map(Problem::candidates).orElse(List.of());
  }

  static void notes(Session session, Result<?> result) {
    result.notes().forEach(session.messages()::note);
  }

  /** Reports why a request was not fulfilled, and what could not be restored. */
  static void problem(Session session, Result<?> result) {
    result
        .reason()
        .ifPresent(
            problem -> {
              session.messages().problem(problem, result.notRestored());
              if (!result.notRestored().isEmpty()) {
                session.messages().progress("run dtbind recover to try again");
              }
            });
  }
}
