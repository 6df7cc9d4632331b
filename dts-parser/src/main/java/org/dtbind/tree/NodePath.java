// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dtbind.source.Limit;

/**
 * The full path of a node (Devicetree Specification v0.4, section 2.2.3).
 *
 * @param text {@code /} for the root, otherwise {@code /name@unit/…} without a slash at the end
 */
public record NodePath(String text) {

  /**
   * The maximum depth of a node below the root, in sources and blobs. Linux rejects blobs with more
   * than 64 levels (drivers/of/fdt.c, {@code FDT_MAX_DEPTH}). Code may recurse over the nodes of a
   * tree, as the depth is limited.
   */
  public static final int MAX_DEPTH = Limit.NODE_DEPTH.most();

  /** The maximum length of a path in sources and blobs. */
  public static final int MAX_LENGTH = Limit.PATH_BYTES.most();

  /** The path of the root. */
  public static final NodePath ROOT = new NodePath("/");

  private static final Set<String> TABLES =
      Set.of("/aliases", "/__symbols__", "/__fixups__", "/__local_fixups__", "/__overrides__");

  private static final Set<String> CHANGES = Set.of("__overlay__", "__dormant__", "_overlay_");

  /** Rejects a text with wrong slashes. */
  public NodePath {
    if (!isPath(text)) {
      throw new IllegalArgumentException(text);
    }
  }

  private static boolean isPath(String text) {
    return text.startsWith("/")
        && (text.length() == 1 || !text.endsWith("/"))
        && !text.contains("//");
  }

  /**
   * {@return the path in a text of unknown origin; empty if the slashes are wrong}
   *
   * @param text any text
   */
  public static Optional<NodePath> parse(String text) {
    return isPath(text) ? Optional.of(new NodePath(text)) : Optional.empty();
  }

  /**
   * {@return the path of a child}
   *
   * @param name the name of the child with the unit address
   */
  public NodePath child(String name) {
    return new NodePath(isRoot() ? "/" + name : text + "/" + name);
  }

  /** {@return whether this is the path of the root} */
  public boolean isRoot() {
    return text.length() == 1;
  }

  /**
   * {@return whether the properties of the node are a table, with entries of any name: of aliases,
   * labels, places or parameters}
   */
  public boolean isTable() {
    int end = text.indexOf('/', 1);
    return TABLES.contains(end < 0 ? text : text.substring(0, end));
  }

  /**
   * {@return whether the node is a change to another node, which the program that boots the tree
   * may make: the content of a fragment as overlays, the Raspberry Pi's firmware or NVIDIA's
   * bootloader name it. Linux reads nothing in it}
   */
  public boolean isChange() {
    return CHANGES.contains(name());
  }

  /** {@return whether the node is neither a table nor a change to another node} */
  public boolean mayDescribeHardware() {
    return !isChange() && !isTable();
  }

  /** {@return the names of the nodes on the path, without the root} */
  public List<String> names() {
    return isRoot() ? List.of() : List.of(text.substring(1).split("/", -1));
  }

  /**
   * {@return whether the names contain only characters that the Devicetree Specification allows
   * (v0.4, section 2.2.1): letters, digits and {@code , . _ + - @}. Names in a blob may contain
   * others}
   */
  public boolean isStandard() {
    return text.chars().allMatch(c -> c == '/' || isStandard(c));
  }

  private static boolean isStandard(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || ",._+-@".indexOf(c) >= 0;
  }

  /** {@return the last name; empty for the root} */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** {@return the path of the parent; for the root, the root} */
  public NodePath parent() {
    int slash = text.lastIndexOf('/');
    return slash <= 0 ? ROOT : new NodePath(text.substring(0, slash));
  }

  /**
   * Returns the value of the default implementation, which takes long to link at its first use in a
   * process.
   */
  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodePath that && text.equals(that.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
