// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.cli.session.Phrases;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.simulate.SimulatedBus;
import org.dtbind.simulate.SimulatedTree;
import org.dtbind.tree.NodePath;

/**
 * What is missing of the simulated buses in a sandbox.
 *
 * @param devices the devices in the kernel, by their nodes
 */
record MissingBuses(SimulatedTree booted, Map<NodePath, SeenSystem.Device> devices) {

  /** Returns a line for each bus that did not come up, and for each device that others lack. */
  static List<String> of(SimulatedTree booted, SeenSystem seen) {
    Map<NodePath, SeenSystem.Device> devices = new HashMap<>();
    seen.devices().forEach(device -> devices.putIfAbsent(device.node(), device));
    MissingBuses buses = new MissingBuses(booted, devices);
    Map<NodePath, List<NodePath>> members = members(Populations.of(booted.tree()));
    return booted.buses().values().stream()
        .filter(bus -> bus.lacking().isEmpty())
        .flatMap(bus -> buses.of(bus, members.getOrDefault(bus.controller(), List.of())).stream())
        .toList();
  }

  /** Returns the nodes that become devices when the driver of a bus has bound, by controller. */
  private static Map<NodePath, List<NodePath>> members(Map<NodePath, Population> predicted) {
    Map<NodePath, List<NodePath>> members = new HashMap<>();
    predicted.forEach(
        (node, population) -> {
          Population usual = population.usual();
          if (usual instanceof Population.Depends depends && depends.kind(node).isPresent()) {
            members.computeIfAbsent(depends.parent(), any -> new ArrayList<>()).add(node);
          } else if (usual instanceof Population.Device device
              && device.bus().equals("platform")
              && !node.isRoot()) {
            // User-mode Linux has no AMBA bus.
            members.computeIfAbsent(node.parent(), any -> new ArrayList<>()).add(node);
          }
        });
    return members;
  }

  private List<String> of(SimulatedBus bus, List<NodePath> members) {
    String kind =
        switch (bus.kind()) {
          case SPI -> "SPI bus";
          case I2C -> "I²C bus";
          default -> "bus";
        };
    Optional<SeenSystem.Device> controller = Optional.ofNullable(devices.get(bus.controller()));
    if (controller.flatMap(SeenSystem.Device::driver).isEmpty()) {
      String cause =
          controller
              .map(device -> "the simulated driver did not bind to device " + device.name())
              .orElse("the kernel did not create the device of the simulated controller");
      String below =
          members.isEmpty()
              ? " is missing"
              : " and %s on it are missing".formatted(Phrases.count(members.size(), "device"));
      return List.of("%s: %s, so this %s%s".formatted(bus.controller(), cause, kind, below));
    }
    return members.stream()
        .filter(node -> !devices.containsKey(node))
        .map(
            node ->
                "%s: the kernel did not create this device on the simulated %s of %s"
                    .formatted(node, kind, bus.controller()))
        .toList();
  }
}
