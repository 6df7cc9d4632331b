// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.gpio.LineRange;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.claims.Claim;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.claims.LineClaims.Line;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Checks that the controllers have the lines that nodes request because of overlays. */
public record LineOffsets(Stack stack, LineCounts counts) {

  /**
   * Returns all lines that are requested because of overlays, with diagnostics about those that do
   * not exist or are reserved.
   */
  public Diagnosed<List<CheckedLine>> check() {
    List<CheckedLine> lines = new ArrayList<>();
    List<Diagnostic> problems = new ArrayList<>();
    for (LineUse use : stack.merged().lineUses()) {
      if (stack.isNew(use.node(), List.of(use.property()))) {
        lines.add(check(use, stack.merged().at(use.controller()).orElseThrow(), problems));
      }
    }
    return Diagnosed.of(lines, problems);
  }

  private CheckedLine check(LineUse use, DtNode controller, List<Diagnostic> problems) {
    boolean beyond = LineUses.isBeyondAll(use, controller);
    Optional<LineCounts.Count> count =
        use.offset().isPresent() || beyond ? counts.of(controller) : Optional.empty();
    if (count.isPresent() && (beyond || use.offset().orElseThrow() >= count.get().lines())) {
      problems.add(beyond(use, controller, count.get()));
    } else if (use.offset().filter(at -> isReserved(controller, at)).isPresent()) {
      problems.add(
          problem(
                  VerifyCode.LINE_RESERVED,
                  use,
                  Message.of(
                      Line.TEXT + " is reserved, so Linux cannot use it",
                      LineClaims.Line.of(use).number(),
                      use.controller()))
              .note("reserved at", origin(use.controller(), "gpio-reserved-ranges"))
              .help("choose another line"));
    }
    return new CheckedLine(
        use,
        count.isPresent(),
        count.map(LineCounts.Count::lines).orElse(0),
        count.map(known -> known.source().text()).orElse(""));
  }

  private static boolean isReserved(DtNode controller, int offset) {
    return LineRange.reserved(controller).stream().anyMatch(range -> range.contains(offset));
  }

  private Diagnostic beyond(LineUse use, DtNode controller, LineCounts.Count count) {
    Message message =
        LineClaims.beyond(
            LineClaims.Line.of(use).number(),
            use.controller().text(),
            count.lines(),
            LineUses.countsFromZero(controller) ? 0 : 1);
    Diagnostic problem = problem(VerifyCode.LINE_OUT_OF_RANGE, use, message);
    return explained(stack, problem, use.controller(), count);
  }

  /** Adds the place that says how many lines the controller has. */
  static Diagnostic explained(
      Stack stack, Diagnostic problem, NodePath controller, LineCounts.Count count) {
    String property = "compatible";
    String says = count.source().text() + " defines this number of lines for the node at";
    if (count.source() instanceof LineCounts.Property own) {
      property = own.name();
      says = "'" + property + "' is at";
    }
    return problem.note(says, stack.merged().origin(stack.place(controller, property)));
  }

  private Diagnostic problem(VerifyCode code, LineUse use, Message message) {
    Span place =
        stack.cause(new Claim(use.node(), use.property(), LineClaims.place(stack.merged(), use)));
    Subject subject = Subject.of(use.node(), use.property());
    return stack.error(code, place, subject, message);
  }

  private Origin origin(NodePath path, String property) {
    return stack.merged().origin(stack.place(path, property));
  }
}
