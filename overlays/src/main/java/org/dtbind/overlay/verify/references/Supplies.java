// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.references;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.claims.PinGroups;
import org.dtbind.overlay.verify.stack.Stack;
import org.dtbind.overlay.verify.stack.VerifyCode;
import org.dtbind.source.Origin;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Checks that the supplies that overlays set are regulators. A driver that requests another node
 * gets {@code EPROBE_DEFER} each time (drivers/regulator/core.c, {@code regulator_dev_lookup()}). A
 * driver need not request a supply, or may go on without it.
 */
public record Supplies(Stack stack) {

  private static final String SUFFIX = "-supply";

  public List<Diagnostic> problems() {
    return stack.atEnabledNodes(
        (path, node) ->
            node.properties().stream()
                .filter(supply -> supply.name().endsWith(SUFFIX))
                .filter(supply -> stack.isNew(path, List.of(supply.name())) && mayRefer(supply))
                .flatMap(
                    supply ->
                        node
                            .cell(supply.name())
                            .flatMap(stack.merged()::byPhandle)
                            .flatMap(target -> problem(path, supply, target))
                            .stream()));
  }

  /** Returns whether a cell is not just a number: source marks references, blobs do not. */
  private boolean mayRefer(DtProperty supply) {
    return !supply.value().references().isEmpty()
        || !(stack.merged().origin(supply.span()) instanceof Origin.Source);
  }

  private Optional<Diagnostic> problem(NodePath path, DtProperty supply, NodePath target) {
    Optional<NodePath> disabled = off(target);
    if (disabled.isPresent()) {
      return Optional.of(
          warning(
                  path,
                  supply,
                  Message.of(
                      "{node} is disabled, so a driver that needs this supply never starts",
                      disabled.get()))
              .note("disabled at", stack.merged().origin(stack.place(disabled.get(), "status")))
              .help("enable the regulator, or remove the property"));
    }
    DtNode node = stack.merged().at(target).orElseThrow();
    return isOther(node)
        ? Optional.of(
            warning(
                    path,
                    supply,
                    Message.of(
                        "{node} is not a regulator, so a driver that needs this supply never starts",
                        target))
                .note(target + " is at", stack.merged().origin(stack.place(target)))
                .help("refer to a regulator"))
        : Optional.empty();
  }

  private Diagnostic warning(NodePath path, DtProperty supply, Message message) {
    return stack.warning(
        VerifyCode.NO_REGULATOR, supply.span(), Subject.of(path, supply.name()), message);
  }

  /**
   * Returns the disabled device to which a node belongs. Some drivers register the regulators below
   * their own nodes even if these are disabled (drivers/regulator/of_regulator.c, {@code
   * of_regulator_match()}).
   */
  private Optional<NodePath> off(NodePath target) {
    return Stream.iterate(target, at -> !at.isRoot(), NodePath::parent)
        .filter(at -> stack.merged().at(at).filter(Supplies::isOff).isPresent())
        .findFirst();
  }

  private static boolean isOff(DtNode node) {
    return !node.isAvailable() && node.property("compatible").isPresent();
  }

  /** Returns whether a node is a GPIO controller or a pin group, and not also a regulator. */
  private static boolean isOther(DtNode node) {
    boolean gpio =
        node.property("gpio-controller").isPresent() && node.property("#gpio-cells").isPresent();
    return (gpio || PinGroups.isGroup(node))
        && node.compatible().stream().noneMatch(name -> name.contains("regulator"))
        && node.properties().stream().noneMatch(p -> p.name().startsWith("regulator-"));
  }
}
