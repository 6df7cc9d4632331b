// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.change.result.Result.Failed;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.change.result.Result.Rejected;
import org.dtbind.change.result.Result.RolledBack;
import org.dtbind.cli.session.Session;

/** What results of all kinds of changes have in common, for scripts and people. */
final class ResultReport {

  private ResultReport() {}

  /** One word for a result; what was done is told by who did it. */
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

  /** What could have been meant. */
  static List<String> candidates(Result<?> result) {
    return result instanceof Rejected<?> rejected ? rejected.why().candidates() : List.of();
  }

  /** Says what is worth knowing beside. */
  static void notes(Session session, Result<?> result) {
    result.notes().forEach(note -> session.messages().progress("note: " + note));
  }

  /** Says why it is not as requested, and what is not as before. */
  static void problem(Session session, Result<?> result) {
    result
        .reason()
        .ifPresent(
            problem -> {
              session.messages().problem(problem, candidates(result), result.notRestored());
              if (!result.notRestored().isEmpty()) {
                session.messages().progress("run dtbind recover to try again");
              }
            });
  }
}
