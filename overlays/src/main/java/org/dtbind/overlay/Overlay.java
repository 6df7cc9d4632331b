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
 * A tree that was read as an overlay.
 *
 * @param name the file name, for messages
 * @param fixups the entries of {@code __fixups__}, in order
 */
public record Overlay(String name, DeviceTree tree, List<Fragment> fragments, List<Fixup> fixups) {

  /** The child of a fragment whose content is merged into the target. */
  public static final String CONTENT = "__overlay__";

  /** The name of {@link #CONTENT} in a fragment that is turned off (Raspberry Pi firmware). */
  public static final String DORMANT = "__dormant__";

  /** The node that maps labels to paths. */
  public static final String SYMBOLS = "__symbols__";

  /** The path of {@link #SYMBOLS}. */
  public static final NodePath SYMBOLS_PATH = NodePath.ROOT.child(SYMBOLS);

  /** The node that lists the cells that hold phandles of nodes of the base. */
  public static final String FIXUPS = "__fixups__";

  /** The node that lists the cells that hold phandles of nodes of the overlay. */
  public static final String LOCAL_FIXUPS = "__local_fixups__";

  public Overlay {
    fragments = List.copyOf(fragments);
    fixups = List.copyOf(fixups);
  }

  /**
   * {@return whether the firmware of the Raspberry Pi takes a node for a fragment (dtoverlay.c,
   * {@code dtoverlay_merge_overlay()})}
   *
   * @param name the name of a node below the root of an overlay
   */
  public static boolean isFragment(String name) {
    return name.startsWith("fragment@") || name.startsWith("fragment-");
  }

  /** A node below the root of an overlay, and its child {@code __overlay__}. */
  public record Fragment(NodePath path, DtNode node, DtNode content) {}

  /**
   * A label of the base and the cells that get the phandle of its node.
   *
   * @param label a property name in {@code __symbols__} of the base
   * @param places the cells, in order
   */
  public record Fixup(String label, List<Place> places) {

    public Fixup {
      places = List.copyOf(places);
    }
  }

  /**
   * A cell in the overlay.
   *
   * @param offset bytes from the start of the value; need not be a multiple of 4
   */
  public record Place(NodePath node, String property, int offset) {

    /** A number with this many digits always fits into an {@code int}. */
    private static final int MAX_DIGITS = 9;

    /**
     * {@return a place in {@code NODE:PROPERTY:OFFSET}, the syntax of {@code __fixups__}; empty if
     * the text is malformed} The property is the text between the first two colons.
     */
    public static Optional<Place> parse(String entry) {
      int first = entry.indexOf(':');
      int second = entry.indexOf(':', first + 1);
      if (first < 1 || second < first + 2) {
        return Optional.empty();
      }
      String path = entry.substring(0, first);
      String digits = entry.substring(second + 1);
      boolean isPath = path.startsWith("/") && !path.contains("//");
      if (!isPath || path.length() > 1 && path.endsWith("/") || !isOffset(digits)) {
        return Optional.empty();
      }
      String property = entry.substring(first + 1, second);
      return Optional.of(new Place(new NodePath(path), property, Integer.parseInt(digits)));
    }

    private static boolean isOffset(String digits) {
      for (int i = 0; i < digits.length(); i++) {
        if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
          return false;
        }
      }
      return !digits.isEmpty() && digits.length() <= MAX_DIGITS;
    }

    /** {@return {@code NODE:PROPERTY:OFFSET}, the syntax of {@code __fixups__}} */
    public String text() {
      return node + ":" + property + ":" + offset;
    }
  }

  /**
   * {@return whether a tree is an overlay}
   *
   * <p>A base that dtc -L wrote also has local fixups, so {@link DeviceTree#plugin} is not enough.
   */
  public static boolean isOverlay(DeviceTree tree) {
    DtNode root = tree.root();
    boolean isBaseWithReferences =
        root.child(LOCAL_FIXUPS).isPresent() && root.child(FIXUPS).isEmpty();
    return (tree.plugin() && !isBaseWithReferences) || !fragmentsOf(tree).isEmpty();
  }

  /**
   * Returns whether a tree has no nodes other than the tables of an overlay, such as {@link
   * #SYMBOLS}. Without fragments, it is then an overlay that changes nothing, not a base.
   */
  public static boolean isEmpty(DeviceTree tree) {
    for (DtNode node : tree.root().children()) {
      if (!node.name().startsWith("__")) {
        return false;
      }
    }
    return true;
  }

  /** {@return the nodes below the root that have a child {@code __overlay__}} */
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
