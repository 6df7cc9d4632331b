// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export;

import java.util.List;
import org.dtbind.diag.Diagnosed;
import org.dtbind.diag.Diagnostic;
import org.dtbind.overlay.OverlayReader;
import org.dtbind.overlay.apply.MergedTree;
import org.dtbind.overlay.apply.OverlayStack;
import org.dtbind.overlay.generate.Declared;
import org.dtbind.overlay.generate.GeneratedTree;
import org.dtbind.overlay.generate.OverlayGeneration;
import org.dtbind.overlay.generate.OverlaySource;
import org.dtbind.spec.Specification;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * A base merged with its declaration: the tree that the target will have.
 *
 * @param tree the base with the overlay of the declaration applied
 * @param nodes paths of the declared devices, in the order of the declaration
 */
public record DeclaredTree(DeviceTree tree, List<NodePath> nodes) {

  /** Copies the list. */
  public DeclaredTree {
    nodes = List.copyOf(nodes);
  }

  /**
   * {@return the base merged with the declaration; present only if there are no errors. A base that
   * already contains everything is no error}
   *
   * @param specification the declaration
   * @param base the base, with or without the declared nodes
   */
  public static Diagnosed<DeclaredTree> of(Specification specification, DeviceTree base) {
    return OverlayGeneration.lacking(specification, base)
        .then(source -> merge(base, source))
        .then(
            tree ->
                Diagnosed.of(
                    new DeclaredTree(tree, nodes(specification, base)), List.<Diagnostic>of()));
  }

  /**
   * Returns the paths of the declared devices. Diagnostics are dropped, since the generation of the
   * overlay has reported them.
   */
  private static List<NodePath> nodes(Specification specification, DeviceTree base) {
    return OverlayGeneration.compare(specification, base).value().orElseThrow().stream()
        .map(Declared::node)
        .toList();
  }

  private static Diagnosed<DeviceTree> merge(DeviceTree base, OverlaySource source) {
    if (source.fragments().isEmpty()) {
      return Diagnosed.of(base, List.of());
    }
    Diagnosed<MergedTree> merged =
        GeneratedTree.of(source)
            .then(tree -> OverlayReader.read("the declaration", tree))
            .then(overlay -> OverlayStack.apply(base, List.of(overlay)));
    return merged.then(result -> Diagnosed.of(result.tree(), List.of()));
  }
}
