// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dtbind.device.Resolution.Ambiguous;
import org.dtbind.device.Resolution.Found;
import org.dtbind.device.Resolution.NoDevice;
import org.dtbind.device.Resolution.NotFound;
import org.dtbind.diag.Nearest;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.tree.NodePath;

/**
 * Finds the device that a node path, label, alias, node name or Linux name means. A word that is
 * several of these and means several devices is ambiguous; none has precedence, since a guess would
 * unbind the wrong device. A label or alias of a node without device is not passed over for the
 * same reason.
 */
public final class DeviceResolver {

  private final DeviceSnapshot snapshot;
  private final Map<NodePath, List<LinuxDevice>> byNode;
  private final List<LinuxDevice> nodes;
  private final LiveTree tree;

  /**
   * Creates one for any number of words.
   *
   * @param snapshot the devices
   * @param tree the nodes
   */
  public DeviceResolver(DeviceSnapshot snapshot, LiveTree tree) {
    this.snapshot = snapshot;
    this.byNode = snapshot.byNode();
    this.nodes = snapshot.ofNodes();
    this.tree = tree;
  }

  private List<LinuxDevice> of(NodePath node) {
    return byNode.getOrDefault(node, List.of());
  }

  private List<LinuxDevice> ofNodes() {
    return nodes;
  }

  /**
   * {@return the device that {@code wanted} means}
   *
   * @param wanted a path beginning with {@code /}, or a name; a label may have {@code &} in front,
   *     and behind it a path below the label's node
   */
  public Resolution resolve(String wanted) {
    int slash = wanted.indexOf('/');
    if (wanted.startsWith("&") && slash > 0) {
      return tree.label(wanted.substring(1, slash))
          .map(node -> byPath(wanted, (node.isRoot() ? "" : node.text()) + wanted.substring(slash)))
          .orElseGet(() -> new NotFound(wanted, Nearest.to(wanted, words())));
    }
    return slash == 0 ? byPath(wanted, wanted) : byName(wanted);
  }

  private Resolution byPath(String wanted, String text) {
    Optional<NodePath> path = nodePath(text);
    // A node that a device was made of is there.
    if (path.filter(node -> byNode.containsKey(node) || tree.has(node)).isEmpty()) {
      List<String> nodes = new ArrayList<>();
      ofNodes().forEach(d -> d.node().ifPresent(node -> nodes.add(node.text())));
      return new NotFound(wanted, Nearest.to(wanted, nodes));
    }
    return ofNode(wanted, path.get(), "node path");
  }

  private static Optional<NodePath> nodePath(String wanted) {
    boolean ends = wanted.length() > 1 && wanted.endsWith("/");
    String text = ends ? wanted.substring(0, wanted.length() - 1) : wanted;
    List<String> names = List.of(text.substring(1).split("/", -1));
    boolean bad = names.contains("") || names.contains(".") || names.contains("..");
    return bad && text.length() > 1 ? Optional.empty() : Optional.of(new NodePath(text));
  }

  private Resolution ofNode(String wanted, NodePath node, String by) {
    List<LinuxDevice> devices = of(node);
    if (devices.isEmpty()) {
      return noDevice(wanted, node, Set.of());
    }
    return devices.size() == 1
        ? new Found(wanted, devices.get(0), by)
        : new Ambiguous(wanted, devices);
  }

  private Resolution byName(String wanted) {
    String name = wanted.startsWith("&") ? wanted.substring(1) : wanted;
    Map<LinuxDevice, String> candidates = new LinkedHashMap<>();
    Optional<NodePath> label = tree.label(name);
    Optional<NodePath> alias = wanted.startsWith("&") ? Optional.empty() : tree.alias(name);
    label.ifPresent(node -> of(node).forEach(d -> candidates.put(d, "label")));
    alias.ifPresent(node -> of(node).forEach(d -> candidates.putIfAbsent(d, "alias")));
    if (!wanted.startsWith("&")) {
      snapshot.named(name).forEach(d -> candidates.putIfAbsent(d, "Linux name"));
      for (LinuxDevice device : ofNodes()) {
        if (device.node().filter(node -> isCalled(node, name)).isPresent()) {
          candidates.putIfAbsent(device, "node name");
        }
      }
    }
    Optional<NodePath> without =
        Stream.of(label, alias)
            .flatMap(Optional::stream)
            .filter(node -> of(node).isEmpty())
            .findFirst();
    if (without.isPresent()) {
      return noDevice(wanted, without.get(), candidates.keySet());
    }
    if (candidates.size() == 1) {
      Map.Entry<LinuxDevice, String> only = candidates.entrySet().iterator().next();
      return new Found(wanted, only.getKey(), only.getValue());
    }
    if (candidates.size() > 1) {
      return new Ambiguous(wanted, List.copyOf(candidates.keySet()));
    }
    return tree.find((path, node) -> isCalled(path, name)).stream()
        .findFirst()
        .<Resolution>map(node -> noDevice(wanted, node, Set.of()))
        .orElseGet(() -> new NotFound(wanted, Nearest.to(name, words())));
  }

  private NoDevice noDevice(String wanted, NodePath node, Set<LinuxDevice> others) {
    String also = others.stream().map(d -> "; " + d.id() + " is called so too").collect(joining());
    return new NoDevice(wanted, node, whyNoDevice(node) + also);
  }

  /** By its whole name, or by the part before the unit address. */
  private static boolean isCalled(NodePath node, String name) {
    String whole = node.name();
    return whole.equals(name)
        || whole.length() > name.length()
            && whole.startsWith(name)
            && whole.charAt(name.length()) == '@';
  }

  private List<String> words() {
    List<String> words = new ArrayList<>(tree.references());
    for (LinuxDevice device : ofNodes()) {
      words.add(device.name());
      device.node().ifPresent(node -> words.add(node.name()));
    }
    return words;
  }

  private String whyNoDevice(NodePath node) {
    Population population = Populations.of(tree.lineage(node), node, LiveKernel.of(tree.sysfs()));
    if (population instanceof Population.Depends depends) {
      String bound =
          of(depends.parent()).stream()
              .flatMap(device -> device.driver().stream())
              .findFirst()
              .map(driver -> "bound to " + driver + ", which has made none")
              .orElse("no driver is bound to it");
      return depends.text() + ": " + bound;
    }
    return population instanceof Population.Device
        ? "it should have become one; the kernel's messages may tell why it has not"
        : population.text();
  }
}
