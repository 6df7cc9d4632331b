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

/**
 * The devicetree of the running kernel, read on demand only: a board's tree has thousands of files,
 * and an alias is one of them.
 *
 * @param sysfs to read
 * @param base the root node's folder
 */
public record LiveTree(Sysfs sysfs, String base) {

  private static final String SYSFS = "/sys/firmware/devicetree/base";
  private static final String PROCFS = "/proc/device-tree";

  /**
   * {@return a word for a node as used in trees: the folder of a node on a running system is
   * replaced by the node's path}
   *
   * @param wanted as typed
   */
  public static String word(String wanted) {
    for (String folder : List.of(SYSFS, PROCFS)) {
      if (wanted.equals(folder) || wanted.startsWith(folder + "/")) {
        return wanted.length() == folder.length() ? "/" : wanted.substring(folder.length());
      }
    }
    return wanted;
  }

  /**
   * {@return the tree of a system}
   *
   * @param sysfs to read
   */
  public static LiveTree of(Sysfs sysfs) {
    return new LiveTree(sysfs, sysfs.exists(SYSFS) ? SYSFS : PROCFS);
  }

  /**
   * {@return the node behind a device's {@code of_node} link}
   *
   * @param sysfs to read
   * @param folder of the device
   */
  public static Optional<NodePath> nodeOf(Sysfs sysfs, String folder) {
    return sysfs
        .target(folder + "/of_node")
        .value()
        .filter(target -> target.startsWith(SYSFS))
        .map(target -> path(target.substring(SYSFS.length())));
  }

  private static NodePath path(String text) {
    return text.isEmpty() ? NodePath.ROOT : new NodePath(text);
  }

  /** {@return whether the system has a devicetree at all} */
  public boolean isPresent() {
    return has(NodePath.ROOT);
  }

  /**
   * {@return whether there is such a node}
   *
   * @param node its path
   */
  public boolean has(NodePath node) {
    // The root may be a link: /proc/device-tree is.
    return node.isRoot() ? !sysfs.names(base).isEmpty() : sysfs.isFolder(folder(node));
  }

  /**
   * {@return the value of a property}
   *
   * @param node its path
   * @param name of the property
   */
  public Optional<PropertyValue> property(NodePath node, String name) {
    return sysfs.read(folder(node) + "/" + name).value().map(PropertyValue::of);
  }

  /**
   * {@return the texts of {@code gpio-line-names}, byte by byte; none if there is no such property}
   *
   * @param node its path
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
   * {@return the node for a label in {@code /__symbols__}; trees compiled without {@code -@} have
   * none}
   *
   * @param label its name
   */
  public Optional<NodePath> label(String label) {
    return reference("__symbols__", label);
  }

  /**
   * {@return the node for an alias in {@code /aliases}}
   *
   * @param alias its name
   */
  public Optional<NodePath> alias(String alias) {
    return reference("aliases", alias);
  }

  /** {@return all labels and aliases} */
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
        .filter(text -> text.startsWith("/") && !text.contains("//"))
        .filter(text -> text.length() == 1 || !text.endsWith("/"))
        .map(NodePath::new)
        .filter(this::has);
  }

  /**
   * {@return a tree of the nodes from the root to {@code node}, with their properties and no other
   * nodes}
   *
   * @param node its path; if it does not exist, the tree ends above it
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

  /** {@return the whole tree; children and properties by name} */
  public DeviceTree whole() {
    return new DeviceTree(whole(NodePath.ROOT, ""), List.of(), 0, false, Origins.unknown(base));
  }

  private DtNode whole(NodePath at, String name) {
    List<DtNode> children = new ArrayList<>();
    for (String entry : sysfs.names(folder(at))) {
      if (isNode(at, entry)) {
        children.add(whole(at.child(entry), entry));
      }
    }
    return new DtNode(name, List.of(), properties(at), children, List.of());
  }

  private List<DtProperty> properties(NodePath at) {
    List<DtProperty> properties = new ArrayList<>();
    for (String entry : sysfs.names(folder(at))) {
      if (!entry.equals("name") && !isNode(at, entry)) {
        Optional<Bytes> bytes = sysfs.read(folder(at) + "/" + entry).value();
        bytes.ifPresent(b -> properties.add(DtProperty.made(entry, PropertyValue.of(b))));
      }
    }
    return properties;
  }

  /**
   * Looks through all nodes, parents first.
   *
   * @param wanted takes the path and the name
   * @return the paths of those that are wanted
   */
  public List<NodePath> find(BiPredicate<NodePath, String> wanted) {
    List<NodePath> found = new ArrayList<>();
    find(NodePath.ROOT, wanted, found);
    return found;
  }

  private void find(NodePath at, BiPredicate<NodePath, String> wanted, List<NodePath> found) {
    for (String entry : sysfs.names(folder(at))) {
      if (isNode(at, entry)) {
        NodePath child = at.child(entry);
        if (wanted.test(child, entry)) {
          found.add(child);
        }
        find(child, wanted, found);
      }
    }
  }

  private boolean isNode(NodePath at, String entry) {
    return has(at.child(entry));
  }

  private String folder(NodePath node) {
    return node.isRoot() ? base : base + node.text();
  }
}
