// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dtbind.dts.print.DtsPrinter;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.linux.chain.ChainEnd.Link;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioController.ChipKind;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.linux.gpio.GpioUser;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.linux.gpio.TreeLine;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.Label;
import org.dtbind.tree.NodePath;
import org.dtbind.tree.Places;

/**
 * The chain from a node to its device and lines, as far as a tree alone can predict it.
 *
 * @param places places in source that wrote the node and its properties
 * @param values the values of the properties as in source, by name; empty for a property without a
 *     value
 * @param labels labels of the node, from the source and from {@code /__symbols__}
 * @param aliases names in {@code /aliases} that refer to the node
 * @param compatible values of {@code compatible}, most specific first; empty if the node has none
 * @param population the prediction whether the node becomes a device
 * @param obstacles everything that prevents a device: the prediction for the tree, followed by
 *     predictions for trees in which the cause of the one before is fixed
 * @param belowBus whether the parent looks like a bus: it has {@code ranges}
 * @param chip the predicted GPIO chip of the node; empty if it has none
 * @param lines lines of that chip that have a name or a user, by offset
 * @param uses lines of other chips that the node requests, in the order of its properties, and then
 *     those that are its interrupts
 */
public record NodeChain(
    NodePath node,
    Places places,
    Map<String, String> values,
    List<String> labels,
    List<String> aliases,
    List<String> compatible,
    Population population,
    List<Population> obstacles,
    boolean belowBus,
    Optional<GpioController> chip,
    List<TreeLine> lines,
    List<LineUse> uses) {

  /** The command that explains nodes of the running system. */
  private static final String EXPLAIN = "dtbind explain";

  /** Copies the lists. */
  public NodeChain {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    labels = List.copyOf(labels);
    aliases = List.copyOf(aliases);
    compatible = List.copyOf(compatible);
    obstacles = List.copyOf(obstacles);
    lines = List.copyOf(lines);
    uses = List.copyOf(uses);
  }

  /**
   * {@return the chain of a node on any kernel}
   *
   * @param tree a base, with phandles
   * @throws IllegalArgumentException if the tree has no such node
   */
  public static NodeChain of(DeviceTree tree, NodePath path) {
    return of(tree, path, TargetKernel.ANY);
  }

  /**
   * {@return the chain of a node on a known kernel}
   *
   * @param tree a base, with phandles
   * @param kernel what is known about the kernel
   * @throws IllegalArgumentException if the tree has no such node
   */
  public static NodeChain of(DeviceTree tree, NodePath path, TargetKernel kernel) {
    DtNode node = tree.node(path).orElseThrow(() -> new IllegalArgumentException(path.text()));
    GpioTree gpio = GpioTree.of(tree);
    List<String> labels = new ArrayList<>(node.labels().stream().map(Label::name).toList());
    for (String label : names(tree.symbols(), path)) {
      if (!labels.contains(label)) {
        labels.add(label);
      }
    }
    return new NodeChain(
        path,
        Places.of(tree, path),
        DtsPrinter.values(tree, node),
        labels,
        names(tree.aliases(), path),
        node.compatible(),
        Populations.of(tree, path, kernel),
        Obstacles.of(tree, path, kernel),
        tree.node(path.parent())
            .filter(parent -> parent.property("ranges").isPresent())
            .isPresent(),
        gpio.controllers().stream().filter(c -> c.node().equals(path)).findFirst(),
        gpio.lines().stream().filter(line -> line.controller().node().equals(path)).toList(),
        Stream.of(LineUses.of(tree), LineUses.interrupts(tree))
            .flatMap(List::stream)
            .filter(use -> use.node().equals(path))
            .toList());
  }

  private static List<String> names(Map<String, NodePath> table, NodePath path) {
    return table.entrySet().stream()
        .filter(entry -> entry.getValue().equals(path))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * {@return whether the node has lines that gpio-aggregator would use, and Linux has no specific
   * driver for them}
   */
  public boolean canBeAggregated() {
    return !GpioUser.isKnown(compatible) && uses.stream().anyMatch(LineUse::aggregated);
  }

  /**
   * {@return the devices that a node becomes, or would become with suitable drivers or options;
   * empty if there are none}
   */
  public static List<Population.Device> devices(Population population) {
    if (population instanceof Population.Device device) {
      return List.of(device);
    }
    if (population instanceof Population.Depends depends) {
      return depends.device().stream().toList();
    }
    return population instanceof Population.Varies varies
        ? varies.alternatives().stream()
            .flatMap(alternative -> devices(alternative.then()).stream())
            .distinct()
            .toList()
        : List.of();
  }

  /**
   * {@return the buses of the devices that a node becomes, or would become with suitable drivers or
   * options; empty if they are unknown. The bus may be known although the name of the device is
   * not}
   */
  public static Set<String> buses(NodePath node, Population population) {
    Set<String> buses = new TreeSet<>();
    devices(population).forEach(device -> buses.add(device.bus()));
    if (buses.isEmpty() && population instanceof Population.Depends depends) {
      depends.kind(node).map(DriverKind::bus).ifPresent(buses::add);
    }
    return buses;
  }

  /**
   * {@return the end of the part of the chain that a tree can show: at the node or at its device}
   */
  public ChainEnd end() {
    return end(EXPLAIN);
  }

  /**
   * {@return the end, as by {@link #end()}}
   *
   * @param explain the command that explains other nodes of the same tree, for the next actions
   */
  public ChainEnd end(String explain) {
    if (chip.filter(c -> c.kind() == ChipKind.SIMULATED).isPresent()) {
      return new ChainEnd(Link.NODE, "gpio-sim creates a chip for it", List.of());
    }
    List<Population.Device> devices = devices(population);
    if (devices.isEmpty() || population instanceof Population.Depends) {
      return ChainEnd.ofNode(this, explain);
    }
    if (canBeAggregated()) {
      return new ChainEnd(
          Link.DEVICE,
          true,
          List.of("gpio-aggregator can bind to it if no kernel driver matches it"),
          List.of("on the target: dtbind bind " + node));
    }
    Optional<GenericDriver> named = GenericDriver.namedBy(compatible);
    if (named.isPresent()) {
      return new ChainEnd(
          Link.DEVICE,
          named.get().unmatched(),
          List.of("on the target: " + named.get().bindCommand(node.text())));
    }
    String known = compatible.isEmpty() ? "" : " for \"" + compatible.get(0) + "\"";
    return new ChainEnd(
        Link.DEVICE,
        true,
        List.of("a tree does not show whether the kernel has a driver" + known),
        List.of("on the target: " + EXPLAIN + " " + devices.get(0).name()));
  }

  /**
   * {@return the end of the chain if a running Linux has created no device for the node}
   *
   * @param why the reason, from what is known about the running system
   */
  public ChainEnd endWithoutDevice(String why) {
    ChainEnd predicted = ChainEnd.ofNode(this, EXPLAIN);
    return new ChainEnd(Link.NODE, why, predicted.next());
  }
}
