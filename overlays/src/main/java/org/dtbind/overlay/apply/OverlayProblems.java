// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.List;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.ProblemList;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;

/** Collects diagnostics about an overlay and resolves their places in its source. */
final class OverlayProblems {

  private final Overlay overlay;
  private final ProblemList problems = new ProblemList();

  OverlayProblems(Overlay overlay) {
    this.overlay = overlay;
  }

  List<Diagnostic> all() {
    return problems.all();
  }

  Origin place(Span span) {
    return overlay.tree().origins().of(span);
  }

  Diagnostic error(OverlayCode code, Span span, Message message) {
    return Diagnostic.error(code, place(span), message);
  }

  void fail(OverlayCode code, Span span, Subject subject, Message message) {
    add(error(code, span, message).about(subject));
  }

  void add(Diagnostic problem) {
    problems.add(problem);
  }
}
