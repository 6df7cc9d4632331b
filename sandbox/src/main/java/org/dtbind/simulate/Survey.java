// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.overlay.verify.lines.LineCounts;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * The controllers of a tree and the simulated chips that replace them.
 *
 * @param chips simulated chips by path of the controller, in the order of the tree
 * @param uses all lines that available nodes request
 */
record Survey(Map<NodePath, SimulatedChip> chips, List<LineUse> uses) {

  static final String SIMULATOR = "gpio-simulator";
  private static final String BANK = "bank";
  private static final int USUAL_LINES = 32;

  static Survey of(DeviceTree tree) {
    Set<NodePath> controllers = controllers(tree);
    List<LineUse> uses = LineUses.of(tree);
    if (controllers.isEmpty()) {
      return new Survey(Map.of(), uses);
    }
    Set<NodePath> inPlace = inPlace(tree, controllers);
    Map<NodePath, Population> real = Populations.of(tree);
    LineCounts counts = new LineCounts();
    Map<String, NodePath> aliases = tree.aliases();
    Set<String> names = new HashSet<>();
    Map<NodePath, SimulatedChip> chips = new LinkedHashMap<>();
    for (NodePath path : controllers) {
      DtNode node = tree.node(path).orElseThrow();
      boolean isInPlace = inPlace.contains(path);
      NodePath chip =
          isInPlace
              ? path.child(BANK)
              : new NodePath(SimulatedTree.ELSEWHERE).child(unique(path.name(), names));
      Optional<LineCounts.Count> known =
          counts.of(node).or(() -> LineCounts.ofRanges(node)).filter(count -> count.lines() > 0);
      int lines = known.map(LineCounts.Count::lines).orElseGet(() -> assumed(node, path, uses));
      chips.put(
          path,
          new SimulatedChip(
              path,
              node.compatible(),
              chip,
              label(path, node, aliases, Populations.at(real, path)),
              Math.min(lines, SimulatedChip.MOST_LINES),
              known.map(count -> count.source().text()),
              isInPlace));
    }
    return new Survey(chips, uses);
  }

  /** {@return the controllers that simulated chips replace, in the order of the tree} */
  static Set<NodePath> controllers(DeviceTree tree) {
    Set<NodePath> controllers = new LinkedHashSet<>();
    available(NodePath.ROOT, tree.root(), false, controllers);
    return controllers;
  }

  /** Collects the available controllers, except simulated ones and aggregators. */
  private static void available(
      NodePath path, DtNode node, boolean simulator, Set<NodePath> controllers) {
    if (!node.isAvailable()) {
      return;
    }
    boolean ofOthers = LineUses.canBeAggregated(node);
    if (node.property("gpio-controller").isPresent() && !simulator && !ofOthers) {
      controllers.add(path);
    }
    boolean banks = node.compatible().contains(SIMULATOR);
    for (DtNode child : node.children()) {
      available(path.child(child.name()), child, banks, controllers);
    }
  }

  /**
   * Returns the controllers that are platform devices on every kernel after they become simulators.
   */
  private static Set<NodePath> inPlace(DeviceTree tree, Set<NodePath> controllers) {
    Set<NodePath> candidates = new HashSet<>();
    for (NodePath path : controllers) {
      DtNode node = tree.node(path).orElseThrow();
      if (!node.compatible().isEmpty() && node.children().stream().allMatch(Survey::mayGo)) {
        candidates.add(path);
      }
    }
    DeviceTree tried = tree.withRoot(renamed(NodePath.ROOT, tree.root(), candidates));
    Map<NodePath, Population> populations = Populations.of(tried);
    candidates.removeIf(
        path ->
            !(Populations.at(populations, path) instanceof Population.Device device)
                || !device.bus().equals("platform"));
    return candidates;
  }

  /**
   * Whether a child can be dropped, as groups of pins and hogs can: all children of a simulator are
   * banks.
   */
  private static boolean mayGo(DtNode child) {
    return child.property("compatible").isEmpty()
        && child.property("gpio-controller").isEmpty()
        && child.children().stream().allMatch(Survey::mayGo);
  }

  private static DtNode renamed(NodePath path, DtNode node, Set<NodePath> simulators) {
    if (simulators.contains(path)) {
      return simulator(node, List.of());
    }
    return node.mapChildren(child -> renamed(path.child(child.name()), child, simulators));
  }

  /**
   * Turns a node into a simulator with these banks, without the properties that configured the
   * controller.
   */
  static DtNode simulator(DtNode node, List<DtNode> banks) {
    List<DtProperty> properties = new ArrayList<>();
    properties.add(Values.texts("compatible", List.of(SIMULATOR)));
    for (DtProperty property : node.properties()) {
      // These properties determine the name of the device.
      if (property.name().equals("reg") || property.name().equals("mask")) {
        properties.add(property);
      }
    }
    return node.withProperties(properties).withChildren(banks);
  }

  private static String unique(String name, Set<String> taken) {
    String plain = name.replace('@', '-').replace(',', '-');
    String unique = plain;
    for (int i = 1; !taken.add(unique); i++) {
      unique = plain + "-" + i;
    }
    return unique;
  }

  /** Returns a number of lines that is large enough for all uses. */
  private static int assumed(DtNode node, NodePath path, List<LineUse> uses) {
    int lines = Math.max(USUAL_LINES, node.strings("gpio-line-names").size());
    for (LineUse use : uses) {
      if (use.controller().equals(path)) {
        lines = Math.max(lines, Specifier.of(node, use.cells()).offset() + 1);
      }
    }
    return lines;
  }

  /**
   * Returns the label that most drivers give to a chip: the name of the device, except for named
   * banks.
   */
  private static String label(
      NodePath path, DtNode node, Map<String, NodePath> aliases, Population population) {
    Optional<String> bank = node.strings("st,bank-name").stream().findFirst();
    if (bank.isPresent()) {
      return bank.get();
    }
    Optional<String> alias =
        node.compatible().contains("rockchip,gpio-bank")
            // drivers/gpio/gpio-rockchip.c takes the number and name of a bank from its alias.
            ? aliases.entrySet().stream()
                .filter(entry -> entry.getValue().equals(path))
                .map(Map.Entry::getKey)
                .findFirst()
            : Optional.empty();
    if (alias.isPresent()) {
      return alias.get();
    }
    return NodeChain.devices(population).stream()
        .map(Population.Device::name)
        .findFirst()
        .orElse(node.name());
  }
}
