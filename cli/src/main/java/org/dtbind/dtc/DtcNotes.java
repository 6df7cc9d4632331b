// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.DiagnosticText;
import org.dtbind.diag.Severity;
import org.dtbind.source.Origin;
import org.dtbind.source.Shown;

/**
 * Notes that supply details which messages of dtc and its companions lack: the file, the missing
 * label and its place, the line of an include. Each line begins with {@code note: }, so that
 * programs which parse dtc's messages can skip it.
 */
final class DtcNotes {

  /** The maximum number of problems in the notes. */
  private static final int MOST = 5;

  private DtcNotes() {}

  /** {@return notes on the errors among problems: places, messages and help; complete lines} */
  static String of(List<Diagnostic> problems) {
    StringBuilder text = new StringBuilder();
    int errors = 0;
    for (Diagnostic problem : problems) {
      if (problem.severity() == Severity.ERROR && errors++ < MOST) {
        text.append(of(problem));
      }
    }
    if (errors > MOST) {
      text.append("note: and ").append(errors - MOST).append(" more like these\n");
    }
    return text.toString();
  }

  static String of(Diagnostic problem) {
    String subject = problem.subject().map(about -> about.text() + ": ").orElse("");
    return line(problem.origin(), subject + message(problem)) + more(problem);
  }

  /** {@return the message of a problem, for which dtc has no other words} */
  static String message(Diagnostic problem) {
    return problem.message().text();
  }

  /** Returns an argument, which all messages of this kind have, as a text for users. */
  static String argument(Diagnostic problem, String name) {
    return Shown.escaped(problem.argument(name).orElseThrow());
  }

  /**
   * Returns notes on a problem whose message dtc already wrote.
   *
   * @param what the text to show next to the place of the problem
   */
  static String place(Diagnostic problem, String what) {
    return line(problem.origin(), what) + more(problem);
  }

  /**
   * {@return further places of a problem, the including files, and help; empty if there are none}
   */
  static String more(Diagnostic problem) {
    StringBuilder text = new StringBuilder();
    problem
        .notes()
        .forEach(
            note ->
                text.append("note: ")
                    .append(Shown.escaped(note.message()))
                    .append(' ')
                    .append(DiagnosticText.place(note.origin()))
                    .append('\n'));
    if (problem.origin() instanceof Origin.Source source) {
      for (Origin.Source from : source.includedFrom()) {
        text.append("note: included from ").append(DiagnosticText.place(from)).append('\n');
      }
    }
    problem
        .help()
        .ifPresent(help -> text.append("note: ").append(Shown.escaped(help)).append('\n'));
    return text.toString();
  }

  private static String line(Origin origin, String text) {
    return "note: " + DiagnosticText.place(origin) + ": " + Shown.escaped(text) + "\n";
  }
}
