// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.lines;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Subject;
import org.dtbind.linux.InterruptUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.claims.LineClaims;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Checks that GPIO controllers have the lines whose interrupts overlays add. */
public record InterruptLines(Stack stack, LineCounts counts) {

  private static final List<String> DECIDING =
      List.of("interrupts", "interrupts-extended", "interrupt-parent");

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            stack.isNew(path, DECIDING)
                ? InterruptUse.of(path, stack.merged()::at, stack.merged()::byPhandle).stream()
                    .flatMap(use -> problem(path, node, use).stream())
                : Stream.of());
  }

  /**
   * Checks lines of GPIO controllers, whose interrupts have the numbers of the lines
   * (drivers/gpio/gpiolib.c, {@code gpiochip_hierarchy_irq_domain_translate()}, {@code
   * irq_domain_xlate_twocell()}).
   */
  private Optional<Diagnostic> problem(NodePath path, DtNode node, InterruptUse use) {
    String list =
        node.property("interrupts-extended").isPresent() ? "interrupts-extended" : "interrupts";
    DtNode controller = stack.merged().at(use.controller()).orElseThrow();
    Optional<LineCounts.Count> count =
        use.cells().size() == 2 && LineUses.countsFromZero(controller)
            ? counts.of(controller)
            : Optional.empty();
    int line = use.cells().get(0);
    if (count.isEmpty() || Integer.compareUnsigned(line, count.get().lines()) < 0) {
      return Optional.empty();
    }
    Diagnostic problem =
        stack.error(
            VerifyCode.LINE_OUT_OF_RANGE,
            stack.place(path, list),
            Subject.of(path, list),
            LineClaims.beyond(
                Integer.toUnsignedString(line), use.controller().text(), count.get().lines(), 0));
    return Optional.of(LineOffsets.explained(stack, problem, use.controller(), count.get()));
  }
}
