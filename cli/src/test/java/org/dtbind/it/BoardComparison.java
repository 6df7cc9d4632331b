// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.linux.Population;
import org.dtbind.linux.Population.Depends;
import org.dtbind.linux.Population.Device;
import org.dtbind.linux.Population.Varies;
import org.dtbind.linux.Populations;
import org.dtbind.simulate.SimulatedBus;
import org.dtbind.simulate.SimulatedTree;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** Compares the devices that a board has, as predicted, with those of a sandbox. */
final class BoardComparison {

  /** A bus of drivers' devices, and processors, of which the sandbox has another number. */
  private static final Set<String> NOT_COMPARED = Set.of("gpio", "cpu");

  private final KernelDevices actual;
  private final Map<NodePath, Population> predicted;
  private final Set<NodePath> replaced = new HashSet<>();
  private final Map<NodePath, KernelDevices.Device> devices = new HashMap<>();

  BoardComparison(DeviceTree board, KernelDevices actual) {
    this.actual = actual;
    this.predicted = Populations.of(board);
    for (SimulatedBus bus : SimulatedTree.of(board, actual.kernel()).buses().values()) {
      if (bus.lacking().isEmpty()) {
        replaced.add(bus.controller());
      }
    }
    actual.ofNodes().stream()
        .filter(device -> !NOT_COMPARED.contains(device.bus()))
        .filter(device -> !device.node().text().startsWith("/dtbind-"))
        .forEach(device -> devices.put(device.node(), device));
  }

  List<String> differences() {
    List<String> differences = new ArrayList<>();
    predicted.forEach(
        (path, population) -> {
          Optional<KernelDevices.Device> found = Optional.ofNullable(devices.get(path));
          boolean matches =
              population instanceof Varies varies
                  ? varies.alternatives().stream().anyMatch(one -> agrees(path, one.then(), found))
                  : agrees(path, population, found);
          // The sandbox has no memory of the board, and "try" removes these nodes.
          if (!matches && !path.text().startsWith("/reserved-memory/")) {
            differences.add(
                "%s\n  on the board: %s\n  in the sandbox: %s"
                    .formatted(path, population.text(), found.map(Object::toString).orElse("-")));
          }
        });
    return differences;
  }

  private boolean agrees(
      NodePath path, Population population, Optional<KernelDevices.Device> found) {
    if (population instanceof Device device) {
      return NOT_COMPARED.contains(device.bus())
          || found.filter(is -> same(device, is)).isPresent();
    }
    if (population instanceof Depends depends && !depends.drivers().isEmpty()) {
      return exists(depends) && DeviceListComparison.isOfBus(depends, path)
          ? found.filter(is -> depends.device().filter(d -> !same(d, is)).isEmpty()).isPresent()
          : found.isEmpty();
    }
    return found.isEmpty();
  }

  /** Whether the driver that decides is in the sandbox, or was replaced by one that is. */
  private boolean exists(Depends depends) {
    boolean own =
        actual
            .kernel()
            .config()
            .filter(config -> config.value(depends.drivers().get(0).configuration()) == 'y')
            .isPresent();
    return devices.containsKey(depends.parent()) && (replaced.contains(depends.parent()) || own);
  }

  /** A primecell whose controller was replaced is a platform device. */
  private static boolean same(Device predicted, KernelDevices.Device device) {
    boolean bus =
        predicted.bus().equals(device.bus())
            || predicted.bus().equals("amba") && device.bus().equals("platform");
    return bus && predicted.name().equals(device.name());
  }
}
