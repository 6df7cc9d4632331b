// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.dtbind.kernel.Sysfs;
import org.dtbind.source.Bytes;
import org.dtbind.source.Origins;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.PropertyValue;
import org.dtbind.tree.fs.DirectoryLimits;

/**
 * The devicetree of the running kernel. Nodes and properties are read on demand, because the tree
 * of a board has thousands of files, and looking up an alias needs only one of them.
 *
 * @param sysfs the attributes of the system
 * @param base the directory of the root node
 */
public record LiveTree(Sysfs sysfs, String base) {

  private static final String SYSFS = "/sys/firmware/devicetree/base";
  private static final String PROCFS = "/proc/device-tree";

  /**
   * {@return the word for a node as it is used in trees: the node's path in place of its directory
   * on a running system; any other word unchanged}
   */
  public static String word(String wanted) {
    for (String directory : List.of(SYSFS, PROCFS)) {
      if (wanted.equals(directory) || wanted.startsWith(directory + "/")) {
        return wanted.length() == directory.length() ? "/" : wanted.substring(directory.length());
      }
    }
    return wanted;
  }

  /**
   * {@return the devicetree of a system}
   *
   * @param sysfs the attributes of the system
   */
  public static LiveTree of(Sysfs sysfs) {
    return new LiveTree(sysfs, sysfs.exists(SYSFS) ? SYSFS : PROCFS);
  }

  /**
   * {@return the node to which the {@code of_node} link of a device leads; empty if there is no
   * such link}
   *
   * @param sysfs the attributes of the system
   */
  public static Optional<NodePath> nodeOf(Sysfs sysfs, String directory) {
    return sysfs
        .target(directory + "/of_node")
        .value()
        .filter(target -> target.startsWith(SYSFS))
        .map(target -> target.substring(SYSFS.length()))
        .flatMap(path -> path.isEmpty() ? Optional.of(NodePath.ROOT) : NodePath.parse(path));
  }

  /** {@return whether the system has a devicetree} */
  public boolean isPresent() {
    return has(NodePath.ROOT);
  }

  public boolean has(NodePath node) {
    // sysfs.isDirectory() is false for a symbolic link, and /proc/device-tree is one.
    return node.isRoot() ? !sysfs.names(base).isEmpty() : sysfs.isDirectory(directory(node));
  }

  /** {@return the value of a property; empty if it does not exist or cannot be read} */
  public Optional<PropertyValue> property(NodePath node, String name) {
    return sysfs.read(directory(node) + "/" + name).value().map(PropertyValue::of);
  }

  /** {@return a node with its properties, but without its children; empty if it does not exist} */
  public Optional<DtNode> node(NodePath node) {
    return Optional.of(node)
        .filter(this::has)
        .map(at -> DtNode.empty(at.name()).withProperties(properties(at)));
  }

  /**
   * {@return the strings of {@code gpio-line-names}, byte by byte; none if there is no such
   * property}
   */
  public List<Bytes> lineNames(NodePath node) {
    return property(node, "gpio-line-names")
        .flatMap(PropertyValue::strings)
        .orElse(List.of())
        .stream()
        .map(Bytes::latin1)
        .toList();
  }

  /**
   * {@return the node of a label in {@code /__symbols__}; empty if there is no such label. Trees
   * that were compiled without {@code -@} have no labels}
   */
  public Optional<NodePath> label(String label) {
    return reference("__symbols__", label);
  }

  /** {@return the node of an alias in {@code /aliases}; empty if there is no such alias} */
  public Optional<NodePath> alias(String alias) {
    return reference("aliases", alias);
  }

  /** {@return the names of all labels and aliases} */
  public List<String> references() {
    List<String> names = new ArrayList<>();
    names.addAll(sysfs.names(base + "/__symbols__"));
    names.addAll(sysfs.names(base + "/aliases"));
    names.removeIf(name -> name.equals("name") || name.equals("phandle"));
    return names;
  }

  private Optional<NodePath> reference(String table, String name) {
    if (name.contains("/") || name.isEmpty()) {
      return Optional.empty();
    }
    return property(NodePath.ROOT.child(table), name)
        .flatMap(PropertyValue::string)
        .flatMap(NodePath::parse)
        .filter(this::has);
  }

  /**
   * {@return a tree that contains only the nodes from the root to {@code node}, with their
   * properties}
   *
   * @param node the path of the node; if it does not exist, the tree ends at its closest existing
   *     ancestor
   */
  public DeviceTree lineage(NodePath node) {
    return new DeviceTree(
        lineage(NodePath.ROOT, "", node.names()), List.of(), 0, false, Origins.unknown(base));
  }

  private DtNode lineage(NodePath at, String name, List<String> rest) {
    List<DtNode> children = new ArrayList<>();
    if (!rest.isEmpty() && has(at.child(rest.get(0)))) {
      children.add(lineage(at.child(rest.get(0)), rest.get(0), rest.subList(1, rest.size())));
    }
    return new DtNode(name, List.of(), properties(at), children, List.of());
  }

  /**
   * {@return the whole tree, with children and properties ordered by name. A copy of a system may
   * have any content: everything above the limits for a tree in a directory is left out}
   */
  public DeviceTree whole() {
    DtNode root = new WholeTree(this, DirectoryLimits.DEFAULT).read();
    return new DeviceTree(root, List.of(), 0, false, Origins.unknown(base));
  }

  private List<DtProperty> properties(NodePath at) {
    List<DtProperty> properties = new ArrayList<>();
    for (String entry : sysfs.names(directory(at))) {
      if (!entry.equals("name") && !isNode(at, entry)) {
        Optional<Bytes> bytes = sysfs.read(directory(at) + "/" + entry).value();
        bytes.ifPresent(b -> properties.add(DtProperty.made(entry, PropertyValue.of(b))));
      }
    }
    return properties;
  }

  /**
   * Searches all nodes, parents before their children.
   *
   * @param wanted a condition on the path and the name of a node
   * @return the paths of the nodes that fulfill the condition
   */
  public List<NodePath> find(BiPredicate<NodePath, String> wanted) {
    List<NodePath> found = new ArrayList<>();
    find(NodePath.ROOT, wanted, found);
    return found;
  }

  private void find(NodePath at, BiPredicate<NodePath, String> wanted, List<NodePath> found) {
    for (String entry : sysfs.names(directory(at))) {
      if (isNode(at, entry)) {
        NodePath child = at.child(entry);
        if (wanted.test(child, entry)) {
          found.add(child);
        }
        if (child.names().size() < NodePath.MAX_DEPTH) {
          find(child, wanted, found);
        }
      }
    }
  }

  boolean isNode(NodePath at, String entry) {
    return has(at.child(entry));
  }

  String directory(NodePath node) {
    return node.isRoot() ? base : base + node.text();
  }
}
