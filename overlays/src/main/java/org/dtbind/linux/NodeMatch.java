// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.source.Bytes;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;
import org.jspecify.annotations.Nullable;

/**
 * The words by which a user may mean a node of a tree. None has precedence over another: what means
 * several nodes is ambiguous.
 *
 * @param node that the word means
 * @param by what the word is: {@code node path}, {@code label}, {@code alias}, {@code node name},
 *     {@code device name}, {@code line name}; one or more
 */
public record NodeMatch(NodePath node, List<String> by) {

  /** Copies the list. */
  public NodeMatch {
    by = List.copyOf(by);
  }

  /** Which words count. */
  public enum Words {
    /** Path, label, alias and name of the node, and names of its lines. */
    OF_TREE,
    /** Also the name that Linux will give to its device. */
    FORETOLD
  }

  /**
   * {@return every node that a word means, in the order of the tree}
   *
   * @param tree to look in
   * @param wanted a path beginning with {@code /}, or a name; a label may have {@code &} in front
   * @param words which count
   */
  public static List<NodeMatch> find(DeviceTree tree, String wanted, Words words) {
    Map<NodePath, Set<String>> found = new LinkedHashMap<>();
    if (wanted.startsWith("/")) {
      boolean ends = wanted.length() > 1 && wanted.endsWith("/");
      String path = ends ? wanted.substring(0, wanted.length() - 1) : wanted;
      tree.forEach((at, node) -> add(found, at, at.text().equals(path), "node path"));
      return matches(found);
    }
    if (wanted.startsWith("&")) {
      String label = wanted.substring(1);
      add(found, node(tree, tree.symbols().get(label)), "label");
      tree.forEach((at, node) -> add(found, at, hasLabel(node, label), "label"));
      return matches(found);
    }
    add(found, node(tree, tree.symbols().get(wanted)), "label");
    add(found, node(tree, tree.aliases().get(wanted)), "alias");
    tree.forEach(
        (at, node) -> {
          add(found, at, hasLabel(node, wanted), "label");
          boolean called = node.name().equals(wanted) || node.baseName().equals(wanted);
          add(found, at, called && !wanted.isEmpty(), "node name");
        });
    if (words == Words.FORETOLD) {
      Populations.of(tree)
          .forEach((at, what) -> add(found, at, isCalled(what, wanted), "device name"));
    }
    for (TreeLine line : GpioTree.of(tree).lines()) {
      boolean called = !line.name().isEmpty() && text(line.name()).equals(wanted);
      add(found, line.controller().node(), called, "line name");
    }
    return matches(found);
  }

  /**
   * {@return all words that mean a node, sorted}
   *
   * @param tree to look in
   * @param words which count
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
    if (words == Words.FORETOLD) {
      for (Population population : Populations.of(tree).values()) {
        NodeChain.devices(population).forEach(device -> all.add(device.name()));
      }
    }
    GpioTree.of(tree).lines().forEach(line -> all.add(text(line.name())));
    all.remove("");
    return all;
  }

  /** A label or alias may lead to a node that is not there. */
  private static Optional<NodePath> node(DeviceTree tree, @Nullable NodePath path) {
    return Optional.ofNullable(path).filter(at -> tree.node(at).isPresent());
  }

  private static boolean hasLabel(DtNode node, String label) {
    return node.labels().stream().anyMatch(l -> l.name().equals(label));
  }

  private static boolean isCalled(Population population, String wanted) {
    return NodeChain.devices(population).stream()
        .anyMatch(d -> d.name().equals(wanted) || (d.bus() + "/" + d.name()).equals(wanted));
  }

  /** Texts of trees are bytes, in UTF-8 as a rule. */
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
