// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.List;
import java.util.Map;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Severity;
import org.dtbind.diag.Subject;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.overlay.claims.Claim;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.claims.LineClaims.Line;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Limit;
import org.dtbind.source.Span;

/** Checks that no property lists a line twice because of overlays. */
public record LineRepeats(Stack stack) {

  public List<Diagnostic> problems() {
    Map<LineClaims.Listed, LineClaims.Repeat> repeats = LineClaims.repeats(stack.merged());
    repeats.keySet().removeAll(stack.checkedBase().repeats());
    return repeats.values().stream().limit(Limit.PROBLEMS.most()).map(this::problem).toList();
  }

  private Diagnostic problem(LineClaims.Repeat repeat) {
    LineUse second = repeat.second();
    Span place = LineClaims.place(stack.merged(), second);
    Span first = LineClaims.place(stack.merged(), repeat.first());
    Message message =
        Message.of(
            Line.TEXT
                + " is listed twice in this property, at index {firstIndex}"
                + " and at index {index}",
            LineClaims.Line.of(second).number(),
            second.controller(),
            repeat.first().index(),
            second.index());
    Diagnostic problem =
        stack.error(
            VerifyCode.LINE_REPEATED,
            stack.cause(new Claim(second.node(), second.property(), place)),
            Subject.of(second.node(), second.property()),
            message);
    // Only the driver of a board's node knows whether it requests both.
    boolean certain = second.hog() || !stack.isWhole();
    return (certain ? problem : problem.as(Severity.WARNING))
        .note("the first entry is at", stack.merged().origin(first))
        .help(
            "choose another line, because Linux assigns a line only once: if a driver requests"
                + " both entries, it fails with EBUSY");
  }
}
