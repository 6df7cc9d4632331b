// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.verify.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.check.Check;
import org.dtbind.check.CheckArguments;
import org.dtbind.diag.Diagnostic;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.source.Span;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * Reports the cells of a node once if they fit the {@code reg} of none of its children: the node is
 * then wrong, not all of its children.
 */
record ParentCells(DeviceTree tree) {

  private static final String ADDRESS = "#address-cells";

  /** The findings with one for each such node, in place of the first one about a child. */
  List<Diagnostic> folded(List<Diagnostic> findings) {
    Map<NodePath, List<Diagnostic>> wrong = new HashMap<>();
    for (Diagnostic finding : findings) {
      if (finding.code() == Check.REG_FORMAT) {
        parent(finding)
            .ifPresent(at -> wrong.computeIfAbsent(at, p -> new ArrayList<>()).add(finding));
      }
    }
    wrong.entrySet().removeIf(entry -> !isAll(entry.getKey(), entry.getValue()));
    Set<NodePath> reported = new HashSet<>();
    List<Diagnostic> folded = new ArrayList<>();
    for (Diagnostic finding : findings) {
      Optional<NodePath> at =
          finding.code() == Check.REG_FORMAT ? parent(finding) : Optional.empty();
      Optional<List<Diagnostic>> all = at.map(wrong::get);
      if (all.isEmpty()) {
        folded.add(finding);
      } else if (reported.add(at.get())) {
        folded.add(ofParent(at.get(), all.get()));
      }
    }
    return folded;
  }

  private static Optional<NodePath> parent(Diagnostic finding) {
    return finding
        .subject()
        .map(Subject::node)
        .filter(path -> !path.isRoot())
        .map(NodePath::parent);
  }

  private boolean isAll(NodePath path, List<Diagnostic> wrong) {
    long children =
        tree.node(path).map(DtNode::children).orElse(List.of()).stream()
            .filter(child -> child.property("reg").isPresent())
            .count();
    boolean written = tree.node(path).flatMap(node -> node.property(ADDRESS)).isPresent();
    return written && wrong.size() > 1 && wrong.size() == children;
  }

  private Diagnostic ofParent(NodePath path, List<Diagnostic> wrong) {
    Diagnostic first = wrong.get(0);
    Span place =
        tree.node(path)
            .flatMap(node -> node.property(ADDRESS))
            .map(p -> p.span())
            .orElse(Span.NONE);
    Message message =
        Message.of(
            "the {count} children of this node have a 'reg' that does not fit its cells"
                + " ("
                + CheckArguments.CELLS
                + ")",
            wrong.size(),
            first.argument(CheckArguments.ADDRESS_CELLS).orElse(""),
            first.argument(CheckArguments.SIZE_CELLS).orElse(""));
    return Diagnostic.warning(first.code(), tree.origins(), place, message)
        .as(first.severity())
        .about(Subject.of(path, ADDRESS))
        .note("the first 'reg' is at", first.origin())
        .help("correct '#address-cells' and '#size-cells', or 'reg' of each child");
  }
}
