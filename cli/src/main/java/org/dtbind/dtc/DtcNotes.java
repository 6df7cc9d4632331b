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
 * What the words of dtc and its companions leave unsaid: the file, the label that is missing and
 * its place, the line of an include. Each line begins with {@code note: }, so that what reads
 * theirs can leave it out. Loaded only where something failed.
 */
final class DtcNotes {

  /** So many problems are told of. */
  private static final int MOST = 5;

  private DtcNotes() {}

  /**
   * {@return the errors among problems, with their places, and what may be done; each line ended}
   */
  static String of(List<Diagnostic> problems) {
    StringBuilder text = new StringBuilder();
    int said = 0;
    for (Diagnostic problem : problems) {
      if (problem.severity() == Severity.ERROR && said++ < MOST) {
        text.append(of(problem));
      }
    }
    if (said > MOST) {
      text.append("note: and ").append(said - MOST).append(" more like these\n");
    }
    return text.toString();
  }

  /** {@return one problem} */
  static String of(Diagnostic problem) {
    String subject = problem.subject().map(about -> about + ": ").orElse("");
    return line(problem.origin(), subject + problem.message()) + more(problem);
  }

  /** {@return what is to be said of a problem whose message dtc has words for: where it is} */
  static String place(Diagnostic problem, String what) {
    return line(problem.origin(), what) + more(problem);
  }

  /** {@return other places of a problem, and what may be done; empty if there is none} */
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
        .ifPresent(help -> text.append("note: ").append(Shown.escaped(asOfDtc(help))).append('\n'));
    return text.toString();
  }

  /** Help names options of dtbind; dtc calls one of them otherwise, and is no preprocessor. */
  private static String asOfDtc(String help) {
    return help.replace("with -I DIR", "with -i DIR")
        .replaceFirst(", or (use|with) -D .*", ", and preprocess the source with cpp");
  }

  private static String line(Origin origin, String text) {
    return "note: " + DiagnosticText.place(origin) + ": " + Shown.escaped(text) + "\n";
  }
}
