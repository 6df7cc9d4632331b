// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.InterruptUse;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.source.Limit;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Finds lines that one node uses as an interrupt and another one as a GPIO line. If a hog drives
 * the line, Linux rejects the interrupt (drivers/gpio/gpiolib.c, {@code gpiochip_lock_as_irq()}).
 * Two devices with the same interrupt are no conflict, because drivers may share interrupts.
 */
final class InterruptClaims {

  private final TreeIndex index;

  InterruptClaims(TreeIndex index) {
    this.index = index;
  }

  List<Conflict> conflicts(Map<LineClaims.Line, List<LineUse>> lines) {
    List<Conflict> conflicts = new ArrayList<>();
    if (lines.isEmpty()) {
      return conflicts;
    }
    index
        .available()
        .forEach(
            (path, node) -> {
              for (LineClaims.Line line : interrupts(path)) {
                List<LineUse> uses = Optional.ofNullable(lines.get(line)).orElse(List.of());
                add(line, uses, path, node, conflicts);
              }
            });
    return conflicts;
  }

  private void add(
      LineClaims.Line line,
      List<LineUse> uses,
      NodePath path,
      DtNode node,
      List<Conflict> conflicts) {
    if (conflicts.size() == Limit.PROBLEMS.most()) {
      return;
    }
    Optional<LineUse> hog = uses.stream().filter(this::drives).findFirst();
    if (hog.isPresent()) {
      conflicts.add(conflict(ClaimKind.INTERRUPT, line, hog.get(), path, node));
      return;
    }
    uses.stream()
        .filter(use -> !use.hog() && !areOfOneDevice(use.node(), path))
        .limit(Limit.PROBLEMS.most() - conflicts.size())
        .forEach(
            use -> conflicts.add(conflict(ClaimKind.LINE_AND_INTERRUPT, line, use, path, node)));
  }

  /** Many drivers also request their interrupt line as a GPIO line, or child nodes do. */
  private static boolean areOfOneDevice(NodePath one, NodePath other) {
    return one.equals(other)
        || one.text().startsWith(other.text() + "/")
        || other.text().startsWith(one.text() + "/");
  }

  private boolean drives(LineUse use) {
    return use.hog()
        && index
            .at(use.node())
            .filter(
                node ->
                    node.property("output-low").isPresent()
                        || node.property("output-high").isPresent())
            .isPresent();
  }

  private static boolean isCertain(ClaimKind kind) {
    return kind == ClaimKind.INTERRUPT;
  }

  private Conflict conflict(
      ClaimKind kind, LineClaims.Line line, LineUse use, NodePath path, DtNode node) {
    String property =
        node.property("interrupts-extended").isPresent() ? "interrupts-extended" : "interrupts";
    Claim claim = new Claim(use.node(), use.property(), LineClaims.place(index, use));
    return new Conflict(kind, line.thing(), claim, Claim.of(path, node, property), isCertain(kind));
  }

  /**
   * Returns the lines that a node uses as interrupts, for controllers with two interrupt cells:
   * line number and flags.
   */
  private List<LineClaims.Line> interrupts(NodePath path) {
    List<LineClaims.Line> lines = new ArrayList<>();
    for (InterruptUse use : InterruptUse.of(path, index::at, index::byPhandle)) {
      Optional<DtNode> controller = index.at(use.controller());
      boolean gpio = controller.filter(n -> n.property("gpio-controller").isPresent()).isPresent();
      if (gpio && use.cells().size() == 2) {
        lines.add(new LineClaims.Line(use.controller(), use.cells().subList(0, 1)));
      }
    }
    return lines;
  }
}
