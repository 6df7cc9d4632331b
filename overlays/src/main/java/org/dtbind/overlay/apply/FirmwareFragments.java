// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.diag.Message;
import org.dtbind.diag.Subject;
import org.dtbind.overlay.Overlay;
import org.dtbind.overlay.OverlayCode;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.source.Limit;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * The fragments of an overlay with resolved phandles, as the Raspberry Pi's firmware treats them:
 * it first merges the fragments whose targets are nodes of the overlay.
 */
final class FirmwareFragments {

  /** The node that lists the labels that other overlays may refer to. */
  static final String EXPORTS = "__exports__";

  /** The node that defines parameters. */
  static final String OVERRIDES = "__overrides__";

  static final String TARGET = "target";
  static final String TARGET_PATH = "target-path";

  private final MergedBase own;
  private final DtNode root;
  private final OverlayProblems problems;

  /**
   * Creates the fragments of an overlay.
   *
   * @param resolved the overlay after its phandles are resolved and its parameters are set
   */
  FirmwareFragments(DeviceTree resolved, OverlayProblems problems) {
    this.root = resolved.root();
    this.own = new MergedBase(resolved);
    this.problems = problems;
  }

  /** Returns the first child with this base name, with or without a unit address. */
  static Optional<DtNode> child(DtNode node, String name) {
    for (DtNode child : node.children()) {
      if (child.baseName().equals(name)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** Returns the child with this exact name, or else the first one with this base name. */
  static Optional<DtNode> exact(DtNode node, String name) {
    Optional<DtNode> child = node.child(name);
    return child.isPresent() || name.indexOf('@') >= 0 ? child : child(node, name);
  }

  /**
   * Merges the fragments whose targets are nodes of the overlay, in order. Each one is merged as it
   * is at that moment, so a fragment that changes another one must come before it.
   *
   * @return the overlay's root. The merged fragments have no content, but still have their targets,
   *     because paths of labels can begin with them.
   */
  DtNode mergeAmongThemselves() {
    int merged = 0;
    Set<String> done = new HashSet<>();
    for (EditedNode fragment : own.root().children()) {
      Optional<EditedNode> content =
          Overlay.isFragment(fragment.name()) ? fragment.child(Overlay.CONTENT) : Optional.empty();
      Optional<EditedNode> target = content.isPresent() ? target(fragment) : Optional.empty();
      if (target.isEmpty()) {
        continue;
      }
      DtNode what = content.get().freeze();
      FirmwareNodes nodes = new FirmwareNodes(own, problems, Shift.NONE, Set.of());
      nodes.merge(target.get(), what, NodePath.ROOT.child(fragment.name()));
      merged += nodes.count();
      if (merged > Limit.OVERLAY_MERGED.most()) {
        Message message =
            Message.of(
                "fragments that target other fragments would add more than {limit} nodes and"
                    + " properties",
                Limit.OVERLAY_MERGED.most());
        problems.fail(
            OverlayCode.MERGED_TOO_MUCH, root.named(), Subject.of(fragment.path()), message);
        return root;
      }
      done.add(fragment.name());
    }
    return own.root()
        .freeze()
        .mapChildren(node -> done.contains(node.name()) ? node.withChildren(List.of()) : node);
  }

  private Optional<EditedNode> target(EditedNode fragment) {
    Optional<EditedProperty> target = fragment.property(TARGET);
    return target.isPresent()
            && target.get().length() == 4
            && fragment.property(TARGET_PATH).isEmpty()
        ? own.byPhandle(target.get().cell(0))
        : Optional.empty();
  }
}
