// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.check.Check;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.linux.InterruptUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.source.Origin;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Checks that the controllers of interrupts that overlays add exist and have these lines. */
record Interrupts(Stack stack, LineCounts counts) {

  void report() {
    Set<NodePath> blamed = new HashSet<>();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              if (isFromOverlay(path)) {
                lines(path, node);
                parent(path, node, blamed);
              }
            });
  }

  private boolean isFromOverlay(NodePath path) {
    return stack.isAddedOrEnabled(path)
        || Stream.of("interrupts", "interrupts-extended", "interrupt-parent")
            .anyMatch(property -> stack.isWritten(path, property));
  }

  /**
   * Checks lines of GPIO controllers, whose interrupts have the numbers of the lines
   * (drivers/gpio/gpiolib.c, {@code gpiochip_hierarchy_irq_domain_translate()}, {@code
   * irq_domain_xlate_twocell()}).
   */
  private void lines(NodePath path, DtNode node) {
    String list =
        node.property("interrupts-extended").isPresent() ? "interrupts-extended" : "interrupts";
    for (InterruptUse use : InterruptUse.of(path, stack.merged()::at, stack.merged()::byPhandle)) {
      DtNode controller = stack.merged().at(use.controller()).orElseThrow();
      Optional<LineCounts.Count> count =
          use.cells().size() == 2 && LineUses.countsFromZero(controller)
              ? counts.of(controller)
              : Optional.empty();
      int line = use.cells().get(0);
      if (count.isPresent() && Integer.compareUnsigned(line, count.get().lines()) >= 0) {
        Diagnostic problem =
            stack.error(
                VerifyCode.LINE_OUT_OF_RANGE,
                stack.place(path, list),
                path + ":" + list,
                LineOffsets.beyond(Integer.toUnsignedString(line), use.controller(), count.get()));
        stack.add(LineOffsets.explained(stack, problem, use.controller(), count.get()));
      }
    }
  }

  /**
   * Checks that {@code interrupt-parent} refers to an interrupt controller. dtc finds this as well,
   * but blames the node that is none.
   */
  private void parent(NodePath path, DtNode node, Set<NodePath> blamed) {
    if (node.property("interrupts").isEmpty()) {
      return;
    }
    NodePath at = path;
    while (stack
        .merged()
        .at(at)
        .filter(n -> n.property("interrupt-parent").isEmpty())
        .isPresent()) {
      if (at.isRoot() || !at.equals(path) && isProvider(at)) {
        return;
      }
      at = at.parent();
    }
    Optional<NodePath> provider =
        stack
            .merged()
            .at(at)
            .flatMap(n -> n.cell("interrupt-parent"))
            .flatMap(stack.merged()::byPhandle);
    if (provider.isPresent() && !isProvider(provider.get()) && blamed.add(at)) {
      boolean written = stack.isWritten(at, "interrupt-parent");
      NodePath subject = written ? at : path;
      String property = written ? "interrupt-parent" : "interrupts";
      Origin place = stack.merged().origin(stack.place(subject, property));
      stack.add(
          Diagnostic.warning(
                  Check.INTERRUPTS_PROPERTY,
                  place,
                  Message.of(
                      "{provider} is no interrupt controller: it has neither"
                          + " 'interrupt-controller' nor 'interrupt-map'",
                      provider.get()))
              .about(subject + ":" + property)
              .note(provider.get() + " is at", stack.merged().origin(stack.place(provider.get())))
              .help("set 'interrupt-parent' to the controller that has the interrupt"));
    }
  }

  private boolean isProvider(NodePath path) {
    return stack
        .merged()
        .at(path)
        .filter(
            node ->
                List.of("interrupt-controller", "interrupt-map").stream()
                    .anyMatch(name -> node.property(name).isPresent()))
        .isPresent();
  }
}
