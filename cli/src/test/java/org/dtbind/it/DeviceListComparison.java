// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import static java.util.stream.Collectors.groupingBy;
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
import org.dtbind.linux.gpio.GpioController.ChipKind;
import org.dtbind.linux.gpio.GpioTree;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/** Compares the predicted devices of a tree with those of a kernel, node by node. */
final class DeviceListComparison {

  /** Buses of devices that drivers add; {@link #chips} compares these. */
  private static final Set<String> CHIPS = Set.of("gpio");

  private final DeviceTree tree;
  private final KernelDevices actual;
  private final Map<NodePath, List<KernelDevices.Device>> devices;

  /**
   * Prepares a comparison.
   *
   * @param tree with which the kernel was booted
   * @param actual the list of the kernel
   */
  DeviceListComparison(DeviceTree tree, KernelDevices actual) {
    this.tree = tree;
    this.actual = actual;
    this.devices =
        actual.ofNodes().stream()
            .filter(device -> !CHIPS.contains(device.bus()))
            .collect(groupingBy(KernelDevices.Device::node));
  }

  /**
   * Returns a line for each node whose predicted device differs from that of the kernel. A
   * prediction that depends on a driver is right if a device exists exactly when the parent device
   * has one of the named drivers.
   *
   * @param kernel what is known for the prediction; if its configuration is known, no prediction
   *     may still depend on the configuration
   */
  List<String> differences(TargetKernel kernel) {
    List<String> differences = new ArrayList<>();
    Map<NodePath, Population> predicted = Populations.of(tree, kernel);
    predicted.forEach(
        (path, population) -> {
          String found = describe(path);
          boolean matches =
              population instanceof Population.Varies varies
                  ? kernel.config().isEmpty()
                      && varies.alternatives().stream().anyMatch(a -> agrees(a.then(), path))
                  : agrees(population, path);
          if (!matches) {
            differences.add(
                "%s\n  predicted: %s\n  kernel:   %s".formatted(path, population.text(), found));
          }
        });
    for (KernelDevices.Device device : actual.ofNodes()) {
      if (!predicted.containsKey(device.node())) {
        differences.add(device + " is of a node that the tree does not have");
      }
    }
    return differences;
  }

  /** Returns the difference between the predicted simulated chips and those of the kernel. */
  List<String> chips() {
    Set<String> predicted = new TreeSet<>();
    for (GpioController controller : GpioTree.of(tree).controllers()) {
      String driver = device(controller.node().parent()).map(d -> d.driver()).orElse("");
      if (controller.kind() == ChipKind.SIMULATED && driver.equals("gpio-sim")) {
        predicted.add(controller.node().text());
      }
    }
    Set<String> found = new TreeSet<>();
    for (KernelDevices.Device device : actual.devices()) {
      if (CHIPS.contains(device.bus()) && predicted.contains(device.node().text())) {
        found.add(device.node().text());
      }
    }
    return predicted.equals(found)
        ? List.of()
        : List.of("chips predicted: " + predicted + ", the kernel's: " + found);
  }

  private boolean agrees(Population population, NodePath path) {
    List<KernelDevices.Device> devices = devicesOf(path);
    if (population instanceof Population.Device device) {
      return devices.size() == 1 && sameDevice(device, devices.get(0));
    }
    if (population instanceof Population.Depends depends) {
      String driver = device(depends.parent()).map(d -> d.driver()).orElse("-");
      boolean named =
          !driver.equals("-")
              && isOfBus(depends, path)
              && depends.drivers().stream()
                  .anyMatch(d -> d.name().filter(driver::equals).isPresent());
      return devices.isEmpty()
          ? !named
          : named
              && devices.size() == 1
              && depends.device().filter(d -> !sameDevice(d, devices.get(0))).isEmpty();
    }
    return devices.isEmpty();
  }

  /**
   * Whether the driver creates a device for the node itself, and not for a node above it whose name
   * is unknown.
   */
  static boolean isOfBus(Population.Depends depends, NodePath path) {
    return depends.device().isPresent() || depends.kind(path).isPresent();
  }

  private static boolean sameDevice(Population.Device predicted, KernelDevices.Device device) {
    return predicted.bus().equals(device.bus()) && predicted.name().equals(device.name());
  }

  private Optional<KernelDevices.Device> device(NodePath path) {
    return devicesOf(path).stream().findFirst();
  }

  private List<KernelDevices.Device> devicesOf(NodePath path) {
    return devices.getOrDefault(path, List.of());
  }

  private String describe(NodePath path) {
    List<KernelDevices.Device> devices = devicesOf(path);
    return devices.isEmpty()
        ? "no device"
        : devices.stream()
            .map(d -> d.bus() + " device " + d.name() + ", driver " + d.driver())
            .collect(joining("; "));
  }
}
