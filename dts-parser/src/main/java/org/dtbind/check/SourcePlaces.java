// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.check;

import java.util.List;
import java.util.Optional;
import org.dtbind.check.WrongEntries.Kind;
import org.dtbind.check.WrongEntries.ListedNode;
import org.dtbind.check.WrongEntries.References;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * Moves findings of dtc's checks to the lists that are wrong, and names the nodes that they refer
 * to: dtc reports an interrupt with too few cells at {@code #interrupt-cells} of the controller,
 * and one cell too many as {@code not a phandle reference}.
 */
public final class SourcePlaces {

  private final DeviceTree tree;
  private final WrongEntries entries;

  private SourcePlaces(DeviceTree tree) {
    this.tree = tree;
    this.entries = new WrongEntries(tree);
  }

  /**
   * {@return the findings where the source is wrong; equal findings only once}
   *
   * @param tree the checked tree
   * @param findings findings of checks of the tree; others remain as they are
   */
  public static List<Diagnostic> of(DeviceTree tree, List<Diagnostic> findings) {
    SourcePlaces places = new SourcePlaces(tree);
    return findings.stream().map(places::moved).distinct().toList();
  }

  private Diagnostic moved(Diagnostic finding) {
    if (!(finding.code() instanceof Check check)) {
      return finding;
    }
    return switch (check.family()) {
      case INTERRUPTS ->
          ofInterrupts(finding)
              .orElseGet(() -> check == Check.INTERRUPT_PROVIDER ? ofController(finding) : finding);
      case ADDRESSES -> check == Check.REG_FORMAT ? ofAddress(finding) : atName(finding);
      case PROVIDERS -> ofProvider(finding).orElse(finding);
      default -> atName(finding);
    };
  }

  /** Returns a finding about a node at its name; dtc's place is the node's content. */
  private Diagnostic atName(Diagnostic finding) {
    return finding
        .subject()
        .filter(subject -> subject.property().isEmpty())
        .flatMap(subject -> tree.node(subject.node()))
        .filter(node -> !node.written().isEmpty())
        .filter(node -> tree.origins().of(node.written().get(0)).equals(finding.origin()))
        .map(node -> finding.at(tree.origins().of(node.named())))
        .orElse(finding);
  }

  private Diagnostic ofController(Diagnostic finding) {
    boolean cells =
        finding
            .subject()
            .flatMap(subject -> tree.node(subject.node()))
            .flatMap(node -> node.property("#interrupt-cells"))
            .isPresent();
    return atName(finding)
        .help(
            cells
                ? "add 'interrupt-controller' to the node, or remove '#interrupt-cells'"
                : "add '#interrupt-cells' to the node");
  }

  /** Adds the cells of the parent to a finding about {@code reg}. */
  private Diagnostic ofAddress(Diagnostic finding) {
    NodePath path = finding.subject().map(Subject::node).orElse(NodePath.ROOT);
    if (path.isRoot()) {
      return finding;
    }
    Optional<DtNode> parent = tree.node(path.parent());
    Diagnostic found = finding;
    for (String cells : List.of("#address-cells", "#size-cells")) {
      Optional<DtProperty> own = parent.flatMap(node -> node.property(cells));
      if (own.isPresent()) {
        found = found.note("'" + cells + "' is at", tree.origins().of(own.get().span()));
      }
    }
    boolean memory =
        tree.node(path).filter(node -> node.strings("device_type").contains("memory")).isPresent();
    // drivers/of/fdt.c, early_init_dt_scan_memory()
    return found.help(
        "use as many cells as '#address-cells' and '#size-cells' of %s specify%s"
            .formatted(
                path.parent(),
                memory
                    ? "; otherwise, Linux finds this memory only if the bootloader corrects it"
                    : ", or correct these properties"));
  }

  private Optional<Diagnostic> ofInterrupts(Diagnostic finding) {
    Optional<References> list =
        finding
            .argument(CheckArguments.LIST_PROPERTY)
            .flatMap(
                property ->
                    node(finding, CheckArguments.LIST_NODE)
                        .flatMap(path -> entries.list(path, property, "#interrupt-cells")));
    if (list.isEmpty()) {
      return Optional.empty();
    }
    DtProperty property = list.get().property();
    if (property.name().equals("interrupt-parent")) {
      return finding
          .subject()
          .map(Subject::node)
          .flatMap(
              path ->
                  tree.node(path)
                      .map(node -> noController(Kind.of(finding), list.get(), path, node)));
    }
    int found = property.value().bytes().length() / Integer.BYTES;
    return node(finding, CheckArguments.PROVIDER)
        .flatMap(
            path -> tree.node(path).map(node -> new ListedNode(path, node, property.span(), found)))
        .map(entry -> wrongCells(Kind.of(finding), list.get(), entry));
  }

  /** Returns a finding about {@code interrupt-parent}. */
  private Diagnostic noController(Kind kind, References list, NodePath path, DtNode controller) {
    Message message =
        Message.of(
            "{provider} is not an interrupt controller, because it has neither"
                + " 'interrupt-controller' nor 'interrupt-map'",
            WrongEntries.name(path, controller));
    return entries
        .at(kind, list, list.property().span(), message)
        .note(path + " is at", tree.origins().of(controller.named()))
        .help("refer to the interrupt controller that the device is connected to");
  }

  /** Returns a finding about {@code interrupts}. */
  private Diagnostic wrongCells(Kind kind, References list, ListedNode controller) {
    Diagnostic wrong = entries.wrongCount(kind, list, controller);
    Optional<DtProperty> parent =
        tree.node(list.node()).flatMap(node -> node.property("interrupt-parent"));
    return parent
        .map(own -> wrong.note("'interrupt-parent' is at", tree.origins().of(own.span())))
        .orElse(wrong)
        .help(
            "if the device is connected to another interrupt controller, %s 'interrupt-parent'"
                .formatted(parent.isPresent() ? "correct" : "set"));
  }

  private static Optional<NodePath> node(Diagnostic finding, String argument) {
    return finding.argument(argument).flatMap(NodePath::parse);
  }

  private Optional<Diagnostic> ofProvider(Diagnostic finding) {
    Optional<Subject> subject = finding.subject();
    Optional<String> property =
        finding.argument(CheckArguments.REFERRER).or(() -> subject.flatMap(Subject::property));
    if (subject.isEmpty() || property.isEmpty()) {
      return Optional.empty();
    }
    return PhandleLists.cells(property.get())
        .flatMap(cells -> entries.list(subject.get().node(), property.get(), cells))
        .flatMap(list -> entries.first(Kind.of(finding), list));
  }
}
