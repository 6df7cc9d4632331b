// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import java.util.Optional;
import org.dtbind.diag.Message;
import org.dtbind.overlay.generate.OverlaySource.Cell;
import org.dtbind.source.Span;
import org.dtbind.spec.DeclarationProblems;
import org.dtbind.spec.Located;
import org.dtbind.spec.NodeReference;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/** Writes references to nodes as cells of an overlay. */
final class ReferenceCells {

  private final BaseNodes base;
  private final Placement placement;
  private final DeclarationProblems problems;

  ReferenceCells(BaseNodes base, Placement placement, DeclarationProblems problems) {
    this.base = base;
    this.placement = placement;
    this.problems = problems;
  }

  /** Returns a cell that refers to a node; absent, with an error, if that is not possible. */
  Optional<Cell> to(NodeReference reference, Span span) {
    return placement.existing(reference, span).flatMap(path -> to(reference, path, span));
  }

  private Optional<Cell> to(NodeReference reference, NodePath path, Span span) {
    Optional<Placement.PlacedDevice> declared = placement.newAt(path);
    Optional<String> label =
        declared.isPresent()
            ? declared.get().device().labels().stream().findFirst().map(Located::value)
            : wanted(reference).or(() -> base.symbol(path));
    if (label.isPresent()) {
      return label.map(OverlaySource.PhandleOf::new);
    }
    Optional<Integer> phandle = base.at(path).flatMap(DtNode::phandle);
    if (phandle.isEmpty()) {
      Message message = Message.of("an overlay cannot refer to {node}", path);
      String help =
          declared.isPresent()
              ? "declare a label for this node, for example labels: [name]"
              : base.hasSymbols()
                  ? "add a label to this node in the source of the base"
                  : "build the base with dtc -@, because it has no symbols, and this node has no"
                      + " phandle";
      problems.fail(GenerateCode.NO_REFERENCE, span, message, help);
    }
    return phandle.map(OverlaySource.Literal::of);
  }

  /**
   * Returns the declared label if the base has symbols, because the node may have several labels.
   */
  private Optional<String> wanted(NodeReference reference) {
    return reference instanceof NodeReference.Labelled of && base.hasSymbols()
        ? Optional.of(of.label())
        : Optional.empty();
  }

  /** Returns a cell for a phandle in the base: a reference if the node has a symbol. */
  Cell of(int phandle) {
    return base.byPhandle(phandle)
        .flatMap(base::symbol)
        .<Cell>map(OverlaySource.PhandleOf::new)
        .orElse(OverlaySource.Literal.of(phandle));
  }

  /** Returns the number of a cell in the base; absent if the base lacks the node. */
  Optional<Integer> value(Cell cell) {
    if (cell instanceof OverlaySource.Literal number) {
      return Optional.of(number.value());
    }
    String label = ((OverlaySource.PhandleOf) cell).label();
    return Optional.ofNullable(base.labels().get(label)).flatMap(base::at).flatMap(DtNode::phandle);
  }
}
