// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.target;

import java.util.List;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Result;
import org.dtbind.cli.session.Messages;

/** Messages about results of all kinds of changes. */
final class ResultReport {

  private ResultReport() {}

  /** {@return possible meanings of a name in a rejected request} */
  static List<String> candidates(Result<?> result) {
    return result.reason().map(Problem::candidates).orElse(List.of());
  }

  static void notes(Messages messages, Result<?> result) {
    result.notes().forEach(messages::note);
  }

  /** Reports why a request was not fulfilled, and what could not be restored. */
  static void problem(Messages messages, Result<?> result) {
    result
        .reason()
        .ifPresent(
            problem -> {
              messages.problem(problem, result.notRestored());
              if (!result.notRestored().isEmpty()) {
                messages.progress("run dtbind recover to try again");
              }
            });
  }
}
