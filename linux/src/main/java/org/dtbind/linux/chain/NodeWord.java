// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.chain;

import java.util.List;
import java.util.Optional;
import org.dtbind.tree.NodePath;

/**
 * A word by which a user refers to a node, split into its parts. All commands use these rules, for
 * trees and for running systems. A name may be a label, an alias, the name of a node with or
 * without its unit address, or the name of a device.
 *
 * @param path path of the node, or, after a label, path below the labeled node; without redundant
 *     slashes; empty for a name or a label alone
 * @param label the label after {@code &}; empty if the word does not begin with {@code &}
 */
public record NodeWord(String text, Optional<String> path, Optional<String> label) {

  public static NodeWord of(String wanted) {
    if (wanted.startsWith("&")) {
      int slash = wanted.indexOf('/');
      return slash < 0
          ? new NodeWord(wanted, Optional.empty(), Optional.of(wanted.substring(1)))
          : new NodeWord(
              wanted,
              Optional.of(plain(wanted.substring(slash))),
              Optional.of(wanted.substring(1, slash)));
    }
    if (!wanted.startsWith("/")) {
      return new NodeWord(wanted, Optional.empty(), Optional.empty());
    }
    return new NodeWord(wanted, Optional.of(plain(wanted)), Optional.empty());
  }

  /** Removes slashes at the end, which shells add, and repeated slashes, which scripts produce. */
  private static String plain(String path) {
    String joined = path.contains("//") ? path.replaceAll("/+", "/") : path;
    boolean ends = joined.length() > 1 && joined.endsWith("/");
    return joined.isEmpty() ? "/" : ends ? joined.substring(0, joined.length() - 1) : joined;
  }

  /**
   * {@return the path of the node; empty if the word is a name, contains a label, or is not a valid
   * path}
   */
  public Optional<NodePath> node() {
    return label.isPresent() ? Optional.empty() : path.flatMap(NodeWord::nodePath);
  }

  /**
   * {@return the path of the node if the word contains a label; empty if the rest is not a valid
   * path}
   *
   * @param labelled path of the node that has the label
   */
  public Optional<NodePath> below(NodePath labelled) {
    String above = labelled.isRoot() ? "" : labelled.text();
    return path.isEmpty() || path.get().equals("/")
        ? Optional.of(labelled)
        : nodePath(above + path.get());
  }

  private static Optional<NodePath> nodePath(String path) {
    List<String> names = List.of(path.substring(1).split("/", -1));
    boolean bad = names.contains("") || names.contains(".") || names.contains("..");
    return bad && path.length() > 1 ? Optional.empty() : Optional.of(new NodePath(path));
  }

  /** {@return whether the word is a name: of a label, an alias, a node or a device} */
  public boolean isName() {
    return path.isEmpty() && label.isEmpty() && !text.isEmpty();
  }

  /** {@return whether the word is the name of a node, with or without its unit address} */
  public boolean isNameOf(String node) {
    return isName()
        && node.startsWith(text)
        && (node.length() == text.length() || node.charAt(text.length()) == '@');
  }
}
