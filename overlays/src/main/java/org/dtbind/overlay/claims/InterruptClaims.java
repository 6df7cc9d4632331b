// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
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

  /**
   * The uses of a line that matter for its interrupt.
   *
   * @param uses the uses by nodes that are not hogs, by node
   */
  private record Users(Optional<LineUse> hog, Map<NodePath, List<LineUse>> uses) {}

  List<Conflict> conflicts(Map<LineClaims.Line, Map<NodePath, List<LineUse>>> lines) {
    List<Conflict> conflicts = new ArrayList<>();
    Map<LineClaims.Line, Users> users = new HashMap<>();
    lines.forEach((line, nodes) -> users.put(line, users(nodes)));
    if (users.isEmpty()) {
      return conflicts;
    }
    index
        .available()
        .forEach(
            (path, node) -> {
              for (LineClaims.Line line : interrupts(path)) {
                Optional.ofNullable(users.get(line))
                    .ifPresent(of -> add(line, of, path, node, conflicts));
              }
            });
    return conflicts;
  }

  private Users users(Map<NodePath, List<LineUse>> nodes) {
    Map<NodePath, List<LineUse>> others = new LinkedHashMap<>(nodes);
    others.values().removeIf(uses -> uses.get(0).hog());
    Optional<LineUse> hog =
        nodes.values().stream().map(uses -> uses.get(0)).filter(this::drives).findFirst();
    return new Users(hog, others);
  }

  private void add(
      LineClaims.Line line, Users users, NodePath path, DtNode node, List<Conflict> conflicts) {
    if (conflicts.size() == Limit.PROBLEMS.most()) {
      return;
    }
    if (users.hog().isPresent()) {
      conflicts.add(conflict(ClaimKind.INTERRUPT, line, users.hog().get(), path, node));
      return;
    }
    users.uses().entrySet().stream()
        .filter(asker -> !Claim.areOfOneDevice(asker.getKey(), path))
        .flatMap(asker -> asker.getValue().stream())
        .limit(Limit.PROBLEMS.most() - conflicts.size())
        .forEach(
            use -> conflicts.add(conflict(ClaimKind.LINE_AND_INTERRUPT, line, use, path, node)));
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
    return new Conflict(kind, line, claim, Claim.of(path, node, property), isCertain(kind));
  }

  /** Returns the lines that a node uses as interrupts, each once. */
  private Set<LineClaims.Line> interrupts(NodePath path) {
    Set<LineClaims.Line> lines = new LinkedHashSet<>();
    for (LineUse use : LineUses.interrupts(path, index::at, index::byPhandle)) {
      lines.add(LineClaims.Line.of(use));
    }
    return lines;
  }
}
