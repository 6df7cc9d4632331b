// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.LineUse;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Hogs that drive a line which another node takes for an interrupt: Linux refuses that
 * (drivers/gpio/gpiolib.c, {@code gpiochip_lock_as_irq()}). Two devices with one interrupt are no
 * conflict: drivers may share it.
 */
final class InterruptClaims {

  private final TreeIndex index;

  InterruptClaims(TreeIndex index) {
    this.index = index;
  }

  List<Conflict> conflicts(Map<LineClaims.Line, List<LineUse>> lines) {
    Map<LineClaims.Line, LineUse> driven = new LinkedHashMap<>();
    lines.forEach(
        (line, uses) ->
            uses.stream().filter(this::drives).findFirst().ifPresent(u -> driven.put(line, u)));
    List<Conflict> conflicts = new ArrayList<>();
    if (driven.isEmpty()) {
      return conflicts;
    }
    index
        .available()
        .forEach(
            (path, node) -> {
              for (LineClaims.Line line : interrupts(path, node)) {
                Optional<LineUse> hog = Optional.ofNullable(driven.get(line));
                hog.ifPresent(use -> conflicts.add(conflict(line, use, path, node)));
              }
            });
    return conflicts;
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

  private Conflict conflict(LineClaims.Line line, LineUse hog, NodePath path, DtNode node) {
    String property =
        node.property("interrupts-extended").isPresent() ? "interrupts-extended" : "interrupts";
    Claim drives = new Claim(hog.node(), hog.property(), LineClaims.place(index, hog));
    return new Conflict(
        ClaimKind.INTERRUPT, line.text(), drives, Claim.of(path, node, property), true);
  }

  /** The lines that a node takes for interrupts, where the controller has two cells for them. */
  private List<LineClaims.Line> interrupts(NodePath path, DtNode node) {
    List<LineClaims.Line> lines = new ArrayList<>();
    List<Integer> extended = node.cells("interrupts-extended");
    for (int at = 0; at + 2 < extended.size(); ) {
      Optional<NodePath> parent = index.byPhandle(extended.get(at));
      int width = parent.flatMap(index::at).flatMap(InterruptClaims::width).orElse(-1);
      if (width < 0) {
        return lines;
      }
      add(lines, parent.get(), width, extended.get(at + 1));
      at += 1 + width;
    }
    List<Integer> plain = extended.isEmpty() ? node.cells("interrupts") : List.of();
    Optional<NodePath> parent = plain.isEmpty() ? Optional.empty() : parent(path);
    int width = parent.flatMap(index::at).flatMap(InterruptClaims::width).orElse(0);
    for (int at = 0; width > 0 && at + width <= plain.size(); at += width) {
      add(lines, parent.get(), width, plain.get(at));
    }
    return lines;
  }

  private void add(List<LineClaims.Line> lines, NodePath parent, int width, int line) {
    boolean gpio =
        index.at(parent).filter(n -> n.property("gpio-controller").isPresent()).isPresent();
    if (gpio && width == 2) {
      lines.add(new LineClaims.Line(parent, List.of(line)));
    }
  }

  private static Optional<Integer> width(DtNode controller) {
    return controller.cell("#interrupt-cells").filter(cells -> cells >= 1);
  }

  /** {@code of_irq_find_parent()}. */
  private Optional<NodePath> parent(NodePath path) {
    for (NodePath at = path; ; at = at.parent()) {
      Optional<DtNode> node = index.at(at);
      Optional<Integer> phandle = node.flatMap(n -> n.cell("interrupt-parent"));
      if (phandle.isPresent()) {
        return index.byPhandle(phandle.get());
      }
      boolean controller =
          !at.equals(path)
              && node.filter(n -> n.property("interrupt-controller").isPresent()).isPresent();
      if (controller) {
        return Optional.of(at);
      }
      if (at.isRoot()) {
        return Optional.empty();
      }
    }
  }
}
