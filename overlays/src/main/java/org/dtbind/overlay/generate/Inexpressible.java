// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Code;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.compare.Comparison;
import org.dtbind.overlay.compare.Difference;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.Reservation;

/**
 * Collects the differences that an overlay cannot express, each with its place. Each one is a
 * warning, except names that source cannot contain, which are errors.
 */
final class Inexpressible {

  private final DeviceTree base;
  private final DeviceTree changed;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final Set<Optional<Subject>> inexpressible = new HashSet<>();

  Inexpressible(DeviceTree base, DeviceTree changed) {
    this.base = base;
    this.changed = changed;
  }

  List<Diagnostic> problems() {
    return problems;
  }

  Set<Optional<Subject>> inexpressible() {
    return inexpressible;
  }

  /** Returns the entry of a difference in {@link ChangeOverlay#inexpressible()}. */
  static Optional<Subject> subject(Difference difference) {
    if (difference instanceof Difference.NodeAdded added) {
      return Optional.of(Subject.of(added.path()));
    }
    if (difference instanceof Difference.NodeRemoved removed) {
      return Optional.of(Subject.of(removed.path()));
    }
    if (difference instanceof Difference.NodeMoved moved) {
      return Optional.of(Subject.of(moved.before()));
    }
    if (difference instanceof Difference.PropertyDiffers property) {
      return Optional.of(Subject.of(property.path(), property.name()));
    }
    return difference instanceof Difference.LabelDiffers label
        ? Optional.of(Subject.of(Overlay.SYMBOLS_PATH, label.label()))
        : Optional.empty();
  }

  private void add(
      Code code,
      DeviceTree tree,
      Span span,
      Optional<Subject> subject,
      Message message,
      String help) {
    inexpressible.add(subject);
    // Source cannot produce such a name, so the tree is probably corrupt, and a partial overlay for
    // it would mislead.
    Diagnostic problem =
        code == DifferenceCode.NAME_NOT_WRITTEN
            ? Diagnostic.error(code, tree.origins(), span, message)
            : Diagnostic.warning(code, tree.origins(), span, message);
    Diagnostic placed = subject.map(problem::about).orElse(problem);
    problems.add(help.isEmpty() ? placed : placed.help(help));
  }

  void removed(Difference.NodeRemoved node) {
    add(
        DifferenceCode.NODE_STAYS,
        base,
        node.node().named(),
        subject(node),
        Message.of("an overlay cannot delete a node of its base"),
        node.node().isAvailable() && node.node().property("compatible").isPresent()
            ? "instead of deleting the node from CHANGED, set its status to \"disabled\", so that"
                + " it does not become a device"
            : "");
  }

  void removed(Difference.PropertyDiffers property) {
    add(
        DifferenceCode.PROPERTY_STAYS,
        base,
        property.before().map(value -> value.property().span()).orElse(Span.NONE),
        subject(property),
        Message.of("an overlay cannot delete a property of its base"),
        "");
  }

  void removed(Difference.LabelDiffers label) {
    Span place =
        base.root()
            .child(Overlay.SYMBOLS)
            .flatMap(symbols -> symbols.property(label.label()))
            .map(DtProperty::span)
            .orElse(Span.NONE);
    Message message = Message.of("an overlay cannot delete a label of its base");
    add(DifferenceCode.LABEL_STAYS, base, place, subject(label), message, "");
  }

  void stays(Difference.ReservationsDiffer reservations) {
    Optional<Reservation> other = reservations.after().stream().findFirst();
    Optional<Reservation> first = reservations.before().stream().findFirst();
    add(
        DifferenceCode.RESERVATIONS_STAY,
        other.isPresent() ? changed : base,
        other.or(() -> first).map(Reservation::span).orElse(Span.NONE),
        subject(reservations),
        Message.of("an overlay cannot change which memory its base reserves"),
        "add a node below /reserved-memory instead");
  }

  void stays(Difference.BootCpuDiffers cpu) {
    add(
        DifferenceCode.BOOT_CPU_STAYS,
        changed,
        Span.NONE,
        subject(cpu),
        Message.of(
            "an overlay cannot change the boot processor of its base from {oldCpu} to {cpu}",
            Integer.toUnsignedString(cpu.before()),
            Integer.toUnsignedString(cpu.after())),
        "");
  }

  /** Reports once that children are in another order, because this does not change any device. */
  void reordered(List<NodePath> nodes) {
    if (!nodes.isEmpty()) {
      Message message =
          nodes.size() > 1
              ? Message.of(
                  "an overlay cannot change the order of child nodes (here and in {count} more);"
                      + " it adds new nodes first",
                  nodes.size() - 1)
              : Message.of(
                  "an overlay cannot change the order of child nodes; it adds new nodes first");
      Optional<DtNode> node = changed.node(nodes.get(0));
      problems.add(
          Diagnostic.warning(
                  DifferenceCode.ORDER_STAYS,
                  changed.origins(),
                  node.map(DtNode::named).orElse(Span.NONE),
                  message)
              .about(Subject.of(nodes.get(0))));
    }
  }

  /** Reports numbers that may be references. */
  void supposed(Comparison comparison) {
    for (Difference.PropertyDiffers property : comparison.supposed()) {
      problems.add(
          Diagnostic.warning(
                  DifferenceCode.NUMBERS_STAY,
                  changed.origins(),
                  property.after().map(value -> value.property().span()).orElse(Span.NONE),
                  Message.of(
                      "the numbers differ, but are phandles of the same nodes in both trees, so"
                          + " dtbind treats them as references and leaves them unchanged"))
              .about(Subject.of(property.path(), property.name()))
              .help("specify sources, or blobs compiled with dtc -L, which mark references"));
    }
  }

  /** Reports a node or property that source cannot contain. */
  void cannot(Code code, Span place, Subject subject, Message message, String help) {
    add(code, changed, place, Optional.of(subject), message, help);
  }
}
