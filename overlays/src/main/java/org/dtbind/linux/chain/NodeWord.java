// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.chain;

import java.util.List;
import java.util.Optional;
import org.dtbind.tree.NodePath;

/**
 * A word by which a user means a node, taken apart: the one rule for all commands, for trees and
 * for running systems. A name may be a label, an alias, a node's name, with or without its unit
 * address, or a device's.
 *
 * @param text as it was typed
 * @param path of the node; empty for a name, and below a label what comes behind it
 * @param label that was typed with {@code &} before it
 */
public record NodeWord(String text, Optional<String> path, Optional<String> label) {

  /**
   * {@return the word}
   *
   * @param wanted as it was typed
   */
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

  /** As shells complete it, with slashes at the end, and as scripts join it, with too many. */
  private static String plain(String path) {
    String once = path.contains("//") ? path.replaceAll("/+", "/") : path;
    boolean ends = once.length() > 1 && once.endsWith("/");
    return once.isEmpty() ? "/" : ends ? once.substring(0, once.length() - 1) : once;
  }

  /** {@return the path of a node; empty if it is a name, or goes by a label} */
  public Optional<NodePath> node() {
    return label.isPresent() ? Optional.empty() : path.flatMap(NodeWord::nodePath);
  }

  /**
   * {@return the path of the node that is meant}
   *
   * @param labelled the node that has the label
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

  /** {@return whether it is a name, which may be a label, an alias or that of a node or device} */
  public boolean isName() {
    return path.isEmpty() && label.isEmpty() && !text.isEmpty();
  }

  /**
   * {@return whether it is the name of a node, whole or without its unit address}
   *
   * @param node the whole name
   */
  public boolean isNameOf(String node) {
    return isName()
        && node.startsWith(text)
        && (node.length() == text.length() || node.charAt(text.length()) == '@');
  }
}
