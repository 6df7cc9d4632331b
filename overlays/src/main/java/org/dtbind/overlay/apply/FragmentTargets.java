// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import org.dtbind.overlay.Overlay.Fragment;
import org.dtbind.overlay.edit.EditedNode;
import org.dtbind.overlay.edit.EditedProperty;
import org.dtbind.tree.DtNode;

/** Finds the nodes of a base that are the targets of an overlay's fragments. */
final class FragmentTargets {

  private final MergedBase base;

  /**
   * The fragments and their children by identity, because a lookup by name confuses {@code
   * fragment@0} and {@code fragment}.
   */
  private final IdentityHashMap<DtNode, EditedNode> upper = new IdentityHashMap<>();

  FragmentTargets(MergedBase base, EditedNode root) {
    this.base = base;
    for (EditedNode node : root.children()) {
      upper.put(node.original(), node);
      for (EditedNode below : node.children()) {
        upper.put(below.original(), below);
      }
    }
  }

  EditedNode content(Fragment fragment) {
    return Objects.requireNonNull(upper.get(fragment.content()));
  }

  /** Returns the target of a fragment, if the base has it. */
  Optional<EditedNode> of(Fragment fragment) {
    int phandle = phandle(fragment);
    if (phandle != 0) {
      return phandle == -1 ? Optional.empty() : base.byPhandle(phandle);
    }
    Optional<String> path = path(fragment);
    return path.isPresent() ? base.at(path.get()) : Optional.empty();
  }

  /**
   * Returns the resolved cell of {@code target}. Like libfdt, it takes 0 for no target, and -1 for
   * a malformed one ({@code overlay_get_target_phandle()}).
   */
  int phandle(Fragment fragment) {
    EditedNode node = Objects.requireNonNull(upper.get(fragment.node()));
    Optional<EditedProperty> target = node.property("target");
    if (target.isEmpty()) {
      return 0;
    }
    return target.get().length() == 4 ? target.get().cell(0) : -1;
  }

  /** Returns {@code target-path}, which libfdt uses only if there is no {@code target}. */
  static Optional<String> path(Fragment fragment) {
    return fragment
        .node()
        .value("target-path")
        .flatMap(value -> value.strings())
        .map(strings -> strings.get(0));
  }

  boolean isByPath(Fragment fragment) {
    return phandle(fragment) == 0;
  }
}
