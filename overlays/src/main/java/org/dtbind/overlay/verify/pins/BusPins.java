// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.pins;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Span;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Checks that a bus that overlays enable has a pin state if all other buses of the board do. */
public record BusPins(Stack stack) {

  /** Names that bindings require for buses whose signals leave the chip. */
  private static final Set<String> BUSES = Set.of("i2c", "spi", "serial", "can");

  /** The fewest other buses from which the board's habit is known. */
  private static final int FEWEST = 2;

  private static final String STATE = "pinctrl-0";

  public List<Diagnostic> problems() {
    List<NodePath> buses = new ArrayList<>();
    Set<NodePath> displays = displays();
    stack
        .merged()
        .available()
        .forEach(
            (path, node) -> {
              if (node.property("compatible").isPresent()
                  && isBus(path, node)
                  && !displays.contains(path)) {
                buses.add(path);
              }
            });
    List<NodePath> stateless = buses.stream().filter(path -> !hasState(path)).toList();
    // One bus among several that all have pins is probably forgotten; several are a habit.
    if (stateless.size() != 1 || buses.size() <= FEWEST || !isFromOverlay(stateless.get(0))) {
      return List.of();
    }
    buses.removeAll(stateless);
    return alike(stateless.get(0), buses).map(other -> forgotten(stateless.get(0), other)).stream()
        .toList();
  }

  /**
   * Returns a bus to compare with. On boards that work, a bus of another type may have no pins,
   * such as that of a display, and the bootloader sets the pins of its console.
   */
  private Optional<NodePath> alike(NodePath path, List<NodePath> others) {
    DtNode node = stack.merged().at(path).orElseThrow();
    Optional<NodePath> same =
        others.stream()
            .filter(
                other ->
                    stack.merged().at(other).orElseThrow().compatible().equals(node.compatible()))
            .findFirst();
    return stack.isWhole()
        ? same.filter(other -> !node.baseName().equals("serial"))
        : same.or(() -> Optional.of(others.get(0)));
  }

  /** Returns the buses to displays, whose pins have no other function. */
  private Set<NodePath> displays() {
    Set<NodePath> buses = new HashSet<>();
    for (DtNode node : stack.merged().available().values()) {
      for (String property : List.of("ddc", "ddc-i2c-bus")) {
        node.cell(property).flatMap(stack.merged()::byPhandle).ifPresent(buses::add);
      }
    }
    return buses;
  }

  /** Returns whether the node is a bus of the chip: not one behind a device of another bus. */
  private boolean isBus(NodePath path, DtNode node) {
    boolean software = node.compatible().stream().anyMatch(name -> name.endsWith("-gpio"));
    if (software || !BUSES.contains(node.baseName())) {
      return false;
    }
    for (NodePath at = path.parent(); !at.isRoot(); at = at.parent()) {
      if (BUSES.contains(DtNode.baseName(at.name()))) {
        return false;
      }
    }
    return true;
  }

  private boolean hasState(NodePath path) {
    return stack.merged().at(path).filter(node -> node.property(STATE).isPresent()).isPresent();
  }

  private boolean isFromOverlay(NodePath path) {
    return stack.isNew(path, List.of("status"));
  }

  private Diagnostic forgotten(NodePath path, NodePath other) {
    Span place = stack.isWritten(path, "status") ? stack.place(path, "status") : stack.place(path);
    Optional<Span> sample =
        stack.merged().at(other).flatMap(n -> n.property(STATE)).map(p -> p.span());
    return stack
        .warning(
            VerifyCode.PINS_MISSING,
            place,
            Subject.of(path),
            Message.of(
                "this bus has no 'pinctrl-0', unlike all other I²C, SPI, CAN and serial buses of the"
                    + " board, so its signals may not reach the pins"))
        .note(other + " has one at", stack.merged().origin(sample.orElse(Span.NONE)))
        .help("set pinctrl-names = \"default\" and pinctrl-0 to the pin group of the bus");
  }
}
