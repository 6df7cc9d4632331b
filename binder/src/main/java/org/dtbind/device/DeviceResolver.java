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
import org.dtbind.linux.chain.NodeMatch;
import org.dtbind.linux.chain.NodeWord;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * Finds the device that a node path, label, alias, node name or Linux name refers to. A word that
 * refers to several devices is ambiguous: no kind of word has precedence, because a wrong guess
 * would unbind the wrong device. For the same reason, a word that is the label or alias of a node
 * without a device does not fall back to other kinds of words.
 */
public final class DeviceResolver {

  private final DeviceSnapshot snapshot;
  private final Map<NodePath, List<LinuxDevice>> byNode;
  private final List<LinuxDevice> nodes;
  private final LiveTree tree;

  /**
   * Creates a resolver, which can resolve any number of words.
   *
   * @param snapshot the devices
   * @param tree the devicetree of the same system
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
   * {@return the device that a word refers to, or why there is none or more than one}
   *
   * @param wanted a word as {@link NodeWord} parses it, or a device's directory in {@code /sys}
   */
  public Resolution resolve(String wanted) {
    NodeWord word = NodeWord.of(LiveTree.word(wanted));
    if (word.label().isPresent() && word.path().isPresent()) {
      return tree.label(word.label().get())
          .map(node -> byPath(wanted, word.below(node)))
          .orElseGet(() -> new NotFound(wanted, Nearest.to(wanted, words())));
    }
    if (wanted.startsWith("/sys/devices/") || wanted.startsWith("/sys/bus/")) {
      return byDirectory(wanted);
    }
    return word.path().isPresent() ? byPath(wanted, word.node()) : byName(word);
  }

  /**
   * {@return every node that a word refers to, with or without a device. Unlike {@link #resolve},
   * the word works as a filter and may match several nodes}
   *
   * @param wanted a word as for {@link #resolve}
   */
  public List<NodeMatch> nodes(String wanted, DeviceTree whole) {
    List<NodeMatch> found =
        new ArrayList<>(
            NodeMatch.find(whole, LiveTree.word(wanted), NodeMatch.Words.NODES_OF_TREE));
    if (resolve(wanted) instanceof Found one && one.device().node().isPresent()) {
      NodePath node = one.device().node().get();
      if (found.stream().noneMatch(match -> match.node().equals(node))) {
        found.add(new NodeMatch(node, List.of(one.by())));
      }
    }
    return found;
  }

  private Resolution byDirectory(String wanted) {
    String path = wanted.endsWith("/") ? wanted.substring(0, wanted.length() - 1) : wanted;
    String directory = tree.sysfs().target(path).value().orElse(path);
    return snapshot.devices().stream()
        .filter(device -> device.directory().equals(directory))
        .findFirst()
        .<Resolution>map(device -> new Found(wanted, device, "directory"))
        .orElseGet(() -> new NotFound(wanted, List.of()));
  }

  private Resolution byPath(String wanted, Optional<NodePath> path) {
    // A node that has a device exists, so looking it up in the tree is unnecessary.
    if (path.filter(node -> byNode.containsKey(node) || tree.has(node)).isEmpty()) {
      List<String> nodes = new ArrayList<>();
      ofNodes().forEach(d -> d.node().ifPresent(node -> nodes.add(node.text())));
      return new NotFound(wanted, Nearest.to(wanted, nodes));
    }
    return ofNode(wanted, path.get(), "node path");
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

  private Resolution byName(NodeWord word) {
    String wanted = word.text();
    String name = word.label().orElse(wanted);
    Map<LinuxDevice, String> candidates = new LinkedHashMap<>();
    Optional<NodePath> label = tree.label(name);
    Optional<NodePath> alias = word.isName() ? tree.alias(name) : Optional.empty();
    label.ifPresent(node -> of(node).forEach(d -> candidates.put(d, "label")));
    alias.ifPresent(node -> of(node).forEach(d -> candidates.putIfAbsent(d, "alias")));
    if (word.isName()) {
      snapshot.named(name).forEach(d -> candidates.putIfAbsent(d, "Linux name"));
      for (LinuxDevice device : ofNodes()) {
        if (device.node().filter(node -> word.isNameOf(node.name())).isPresent()) {
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
    return tree.find((path, node) -> word.isNameOf(path.name())).stream()
        .findFirst()
        .<Resolution>map(node -> noDevice(wanted, node, Set.of()))
        .orElseGet(() -> new NotFound(wanted, Nearest.to(name, words())));
  }

  private NoDevice noDevice(String wanted, NodePath node, Set<LinuxDevice> others) {
    String also =
        others.stream().map(d -> "; " + d.id() + " also has that name").collect(joining());
    return new NoDevice(wanted, node, whyNoDevice(node) + also);
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
              .map(
                  driver ->
                      depends.parent()
                          + " is bound to "
                          + driver
                          + ", which has not created the device")
              .orElse("no driver is bound to " + depends.parent());
      return depends.text() + "; " + bound;
    }
    return population instanceof Population.Device
        ? "it should have become a device; the kernel's messages may show why it did not"
        : population.text();
  }
}
