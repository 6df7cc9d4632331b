// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.chain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.jspecify.annotations.Nullable;

/**
 * A node that a word of the user refers to. All kinds of words have equal precedence: a word that
 * refers to several nodes is ambiguous.
 *
 * @param by kinds of words that match, one or more of {@code node path}, {@code label}, {@code
 *     alias}, {@code node name}, {@code device name}, {@code line name}
 */
public record NodeMatch(NodePath node, List<String> by) {

  /** Copies the list. */
  public NodeMatch {
    by = List.copyOf(by);
  }

  /** The kinds of words that are compared. */
  public enum Words {
    /** Path, label, alias and name of the node, and the names of its lines. */
    OF_TREE,
    /**
     * The words of {@link #OF_TREE}, and the name that Linux will give to the device of the node.
     */
    PREDICTED,
    /** The words of {@link #PREDICTED} without the names of lines. */
    NODES,
    /** Path, label, alias and name of the node. */
    NODES_OF_TREE;

    private boolean predict() {
      return this == PREDICTED || this == NODES;
    }

    private boolean haveLines() {
      return this == OF_TREE || this == PREDICTED;
    }
  }

  /**
   * {@return every node that a word refers to, in the order of the tree}
   *
   * @param wanted the word, in a form that {@link NodeWord} parses
   * @param words the kinds of words to compare
   */
  public static List<NodeMatch> find(DeviceTree tree, String wanted, Words words) {
    Map<NodePath, Set<String>> found = new LinkedHashMap<>();
    NodeWord word = NodeWord.of(wanted);
    String label = word.label().orElse(wanted);
    if (word.label().isPresent() || word.isName()) {
      node(tree, tree.symbols().get(label))
          .ifPresent(at -> add(found, node(tree, word.below(at)), "label"));
    }
    if (word.isName()) {
      add(found, node(tree, tree.aliases().get(wanted)), "alias");
    }
    tree.forEach(
        (at, node) -> {
          add(found, at, word.node().filter(at::equals).isPresent(), "node path");
          if (word.path().isEmpty() || word.label().isPresent()) {
            Optional<NodePath> meant = hasLabel(node, label) ? word.below(at) : Optional.empty();
            add(found, node(tree, meant), "label");
          }
          add(found, at, word.isNameOf(node.name()), "node name");
        });
    if (words.predict() && word.isName()) {
      Populations.of(tree)
          .forEach((at, what) -> add(found, at, isCalled(what, wanted), "device name"));
    }
    if (words.haveLines() && word.isName()) {
      for (TreeLine line : GpioTree.of(tree).lines()) {
        boolean called = text(line.name()).equals(wanted);
        add(found, line.controller().node(), called, "line name");
      }
    }
    return matches(found);
  }

  /**
   * {@return all words that refer to a node, sorted}
   *
   * @param words the kinds of words to return
   */
  public static Set<String> words(DeviceTree tree, Words words) {
    Set<String> all = new TreeSet<>(tree.symbols().keySet());
    all.addAll(tree.aliases().keySet());
    tree.forEach(
        (at, node) -> {
          all.add(at.text());
          all.add(node.name());
          node.labels().forEach(label -> all.add(label.name()));
        });
    if (words.predict()) {
      for (Population population : Populations.of(tree).values()) {
        NodeChain.devices(population).forEach(device -> all.add(device.name()));
      }
    }
    if (words.haveLines()) {
      GpioTree.of(tree).lines().forEach(line -> all.add(text(line.name())));
    }
    all.remove("");
    return all;
  }

  /** Filters the path, since a label or alias may refer to a node that does not exist. */
  private static Optional<NodePath> node(DeviceTree tree, @Nullable NodePath path) {
    return node(tree, Optional.ofNullable(path));
  }

  private static Optional<NodePath> node(DeviceTree tree, Optional<NodePath> path) {
    return path.filter(at -> tree.node(at).isPresent());
  }

  private static boolean hasLabel(DtNode node, String label) {
    return node.labels().stream().anyMatch(l -> l.name().equals(label));
  }

  private static boolean isCalled(Population population, String wanted) {
    return NodeChain.devices(population).stream()
        .anyMatch(d -> d.name().equals(wanted) || (d.bus() + "/" + d.name()).equals(wanted));
  }

  /** Decodes a string of a tree: the tree holds bytes, which are usually UTF-8. */
  private static String text(String name) {
    return Bytes.latin1(name).utf8();
  }

  private static void add(Map<NodePath, Set<String>> found, Optional<NodePath> node, String by) {
    node.ifPresent(path -> add(found, path, true, by));
  }

  private static void add(
      Map<NodePath, Set<String>> found, NodePath node, boolean matches, String by) {
    if (matches) {
      found.computeIfAbsent(node, path -> new TreeSet<>()).add(by);
    }
  }

  private static List<NodeMatch> matches(Map<NodePath, Set<String>> found) {
    List<NodeMatch> matches = new ArrayList<>();
    found.forEach((node, by) -> matches.add(new NodeMatch(node, List.copyOf(by))));
    return matches;
  }
}
