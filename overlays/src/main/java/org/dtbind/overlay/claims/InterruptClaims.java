// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.InterruptUse;
import org.dtbind.linux.gpio.LineUse;
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
              for (LineClaims.Line line : interrupts(path)) {
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
