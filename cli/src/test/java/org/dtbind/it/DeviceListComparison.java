// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.TargetKernel;
import org.dtbind.linux.gpio.GpioController;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * Compares what is predicted of a tree with what a kernel made of it, node by node.
 *
 * @param tree that the kernel was booted with
 * @param actual the kernel's own list
 */
record DeviceListComparison(DeviceTree tree, KernelDevices actual) {

  /** Buses of devices that drivers add: they are compared by {@link #chips}. */
  private static final Set<String> CHIPS = Set.of("gpio");

  /**
   * Returns a line for each node of which something else is predicted than the kernel did; none
   * where the lists are equal. An answer that depends on a driver is right if the driver that the
   * device above it has is among those named, exactly where there is a device.
   *
   * @param kernel what predicting may know; with the kernel's own, nothing may stay open that its
   *     configuration settles
   */
  List<String> differences(TargetKernel kernel) {
    List<String> differences = new ArrayList<>();
    Map<NodePath, Population> predicted = Populations.of(tree, kernel);
    predicted.forEach(
        (path, population) -> {
          String is = actual(path);
          boolean right =
              population instanceof Population.Varies varies
                  ? kernel.config().isEmpty()
                      && varies.alternatives().stream().anyMatch(a -> agrees(a.then(), path))
                  : agrees(population, path);
          if (!right) {
            differences.add(
                "%s\n  predicted: %s\n  kernel:   %s".formatted(path, population.text(), is));
          }
        });
    for (KernelDevices.Device device : actual.ofNodes()) {
      if (!predicted.containsKey(device.node())) {
        differences.add(device + " is of a node that the tree does not have");
      }
    }
    return differences;
  }

  /** Returns what differs between the simulated chips that are predicted and the kernel's. */
  List<String> chips() {
    Set<String> predicted = new TreeSet<>();
    for (GpioController controller : GpioTree.of(tree).controllers()) {
      String driver = device(controller.node().parent()).map(d -> d.driver()).orElse("");
      if (controller.kind() == GpioController.Kind.SIMULATED && driver.equals("gpio-sim")) {
        predicted.add(controller.node().text());
      }
    }
    Set<String> is = new TreeSet<>();
    for (KernelDevices.Device device : actual.devices()) {
      if (CHIPS.contains(device.bus()) && predicted.contains(device.node().text())) {
        is.add(device.node().text());
      }
    }
    return predicted.equals(is)
        ? List.of()
        : List.of("chips predicted: " + predicted + ", the kernel's: " + is);
  }

  private boolean agrees(Population population, NodePath path) {
    List<KernelDevices.Device> devices = of(path);
    if (population instanceof Population.Device device) {
      return devices.size() == 1 && same(device, devices.get(0));
    }
    if (population instanceof Population.Depends depends) {
      String driver = device(depends.parent()).map(d -> d.driver()).orElse("-");
      boolean named =
          !driver.equals("-") && depends.drivers().stream().anyMatch(d -> d.name().equals(driver));
      return devices.isEmpty()
          ? !named
          : named
              && devices.size() == 1
              && depends.device().filter(d -> !same(d, devices.get(0))).isEmpty();
    }
    return devices.isEmpty();
  }

  private static boolean same(Population.Device predicted, KernelDevices.Device device) {
    return predicted.bus().equals(device.bus()) && predicted.name().equals(device.name());
  }

  private Optional<KernelDevices.Device> device(NodePath path) {
    return of(path).stream().findFirst();
  }

  private List<KernelDevices.Device> of(NodePath path) {
    return actual.ofNodes().stream()
        .filter(device -> device.node().equals(path) && !CHIPS.contains(device.bus()))
        .toList();
  }

  private String actual(NodePath path) {
    List<KernelDevices.Device> devices = of(path);
    return devices.isEmpty()
        ? "no device"
        : devices.stream()
            .map(d -> d.bus() + " device " + d.name() + ", driver " + d.driver())
            .collect(joining("; "));
  }
}
