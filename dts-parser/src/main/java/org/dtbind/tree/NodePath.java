// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.tree;

import java.util.List;
import org.dtbind.source.Limit;

/**
 * The full path of a node (Devicetree Specification v0.4, section 2.2.3).
 *
 * @param text {@code /} for the root, else {@code /name@unit/…} without a slash at the end
 */
public record NodePath(String text) {

  /**
   * The maximum depth of a node below the root, in sources and in blobs. Linux itself reads no blob
   * with more than 64 levels (drivers/of/fdt.c, {@code FDT_MAX_DEPTH}); passes may recurse this
   * deep.
   */
  public static final int MAX_DEPTH = Limit.NODE_DEPTH.most();

  /** The root's. */
  public static final NodePath ROOT = new NodePath("/");

  /** Checks the slashes. */
  public NodePath {
    if (!text.startsWith("/") || text.length() > 1 && text.endsWith("/") || text.contains("//")) {
      throw new IllegalArgumentException(text);
    }
  }

  /**
   * {@return the path of a child}
   *
   * @param name of the child, with its unit address
   */
  public NodePath child(String name) {
    return new NodePath(isRoot() ? "/" + name : text + "/" + name);
  }

  /** {@return whether this is the root's} */
  public boolean isRoot() {
    return text.length() == 1;
  }

  /** {@return the names from below the root to the node} */
  public List<String> names() {
    return isRoot() ? List.of() : List.of(text.substring(1).split("/", -1));
  }

  /**
   * {@return whether its names have only characters that the Devicetree Specification allows (v0.4,
   * section 2.2.1): letters, digits and {@code , . _ + - @}. A blob may contain others}
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

  /** {@return the path of the parent; the root is its own} */
  public NodePath parent() {
    int slash = text.lastIndexOf('/');
    return slash <= 0 ? ROOT : new NodePath(text.substring(0, slash));
  }

  /** As a record's own, which takes a while to link where it is the first one that is hashed. */
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
