// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * A tree read as an overlay.
 *
 * @param name of the file, as text
 * @param fragments in order
 * @param fixups cells that are the phandle of a node of the base, in order
 */
public record Overlay(String name, DeviceTree tree, List<Fragment> fragments, List<Fixup> fixups) {

  /** The node below a fragment that holds what is to be merged. */
  public static final String CONTENT = "__overlay__";

  /** What {@link #CONTENT} is named while its fragment is off, on a Raspberry Pi. */
  public static final String DORMANT = "__dormant__";

  /** The node of labels. */
  public static final String SYMBOLS = "__symbols__";

  /** The node of cells that mean nodes of the base. */
  public static final String FIXUPS = "__fixups__";

  /** The node of cells that mean nodes of the overlay. */
  public static final String LOCAL_FIXUPS = "__local_fixups__";

  public Overlay {
    fragments = List.copyOf(fragments);
    fixups = List.copyOf(fixups);
  }

  /** What is to be merged into one node. */
  public record Fragment(NodePath path, DtNode node, DtNode content) {}

  /**
   * A label of the base and the cells that are its node's phandle.
   *
   * @param label as the base's symbols have it
   * @param places in order
   */
  public record Fixup(String label, List<Place> places) {

    public Fixup {
      places = List.copyOf(places);
    }
  }

  /**
   * A cell in the overlay.
   *
   * @param offset in the value, in bytes, which need not be aligned
   */
  public record Place(NodePath node, String property, int offset) {

    /** {@return as {@code __fixups__} writes it} */
    public String text() {
      return node + ":" + property + ":" + offset;
    }
  }

  /** {@return the fragments of a tree: nodes below its root that have something to merge} */
  static List<Fragment> fragmentsOf(DeviceTree tree) {
    List<Fragment> fragments = new ArrayList<>();
    for (DtNode node : tree.root().children()) {
      Optional<DtNode> content = node.child(CONTENT);
      if (content.isPresent()) {
        fragments.add(new Fragment(NodePath.ROOT.child(node.name()), node, content.get()));
      }
    }
    return fragments;
  }
}
