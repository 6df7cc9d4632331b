// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.values;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.linux.InterruptUse;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Checks that all users of an interrupt have the same trigger type. Linux gives the interrupt only
 * to the first one ("type mismatch, failed to map hwirq"; kernel/irq/irqdomain.c, {@code
 * irq_create_fwspec_mapping()}).
 */
public record TriggerTypes(Stack stack) {

  private static final List<String> DECIDING =
      List.of("interrupts", "interrupts-extended", "interrupt-parent");

  /** IRQ_TYPE_SENSE_MASK (include/linux/irq.h); other bits of the last cell have other meanings. */
  private static final int MASK = 0xf;

  private record Interrupt(NodePath controller, List<Integer> number) {}

  private record User(NodePath path, String property, int type) {}

  public List<Diagnostic> problems() {
    Map<Interrupt, List<User>> users = new LinkedHashMap<>();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              String property =
                  node.property("interrupts-extended").isPresent()
                      ? "interrupts-extended"
                      : "interrupts";
              for (InterruptUse use :
                  InterruptUse.of(path, stack.merged()::at, stack.merged()::byPhandle)) {
                int last = use.cells().size() - 1;
                int type = hasType(use) ? use.cells().get(last) & MASK : 0;
                if (type != 0) {
                  users
                      .computeIfAbsent(
                          new Interrupt(use.controller(), use.cells().subList(0, last)),
                          any -> new ArrayList<>())
                      .add(new User(path, property, type));
                }
              }
            });
    List<Diagnostic> problems = new ArrayList<>();
    users.forEach(
        (interrupt, all) -> {
          User first = all.get(0);
          all.stream()
              .filter(user -> user.type() != first.type() && !user.path().equals(first.path()))
              .filter(user -> isNew(user) || isNew(first))
              .map(user -> problem(interrupt, first, user))
              .forEach(problems::add);
        });
    return problems;
  }

  private boolean isNew(User user) {
    return stack.isNew(user.path(), DECIDING);
  }

  /** Returns whether the last cell of a specifier is known to be a trigger type. */
  private boolean hasType(InterruptUse use) {
    DtNode controller = stack.merged().at(use.controller()).orElseThrow();
    return switch (use.cells().size()) {
      case 2 -> controller.property("gpio-controller").isPresent();
      case 3 ->
          controller.compatible().stream()
              .anyMatch(name -> name.matches("arm,(gic-.*|.*-gic|gic)"));
      default -> false;
    };
  }

  private Diagnostic problem(Interrupt interrupt, User first, User other) {
    Message message =
        Message.of(
            "Linux gives this interrupt only to one of two nodes, because it has trigger type {type}"
                + " here, and {former} in {node}",
            other.type(),
            first.type(),
            first.path());
    return stack
        .warning(
            VerifyCode.INTERRUPT_TYPES,
            stack.place(other.path(), other.property()),
            Subject.of(other.path(), other.property()),
            message)
        .note(
            "the other one is at",
            stack.merged().origin(stack.place(first.path(), first.property())))
        .help("use the same trigger type, or another interrupt of " + interrupt.controller());
  }
}
