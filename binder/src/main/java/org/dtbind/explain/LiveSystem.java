// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.device.Deferrals;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.explain.Explanation.NotFound;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Sysfs;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.NodePath;

/**
 * The state of a system at one moment, from which chains are built.
 *
 * @param kernel the system's kernel, from which the files of single devices are read later
 * @param tree the whole tree; an empty root if the system has none
 * @param snapshot the devices
 * @param gpio the GPIO chips
 * @param deferred why probes are deferred, by device name
 * @param driverctl the drivers that driverctl(8) sets whenever devices are added
 */
public record LiveSystem(
    Kernel kernel,
    DeviceTree tree,
    DeviceSnapshot snapshot,
    LiveGpio gpio,
    Map<String, String> deferred,
    DriverctlOverrides driverctl) {

  /** Copies the map. */
  public LiveSystem {
    deferred = Map.copyOf(deferred);
  }

  public static LiveSystem read(Kernel kernel) {
    Sysfs sysfs = kernel.sysfs();
    return new LiveSystem(
        kernel,
        LiveTree.of(sysfs).whole(),
        DeviceSnapshot.read(sysfs),
        LiveGpio.read(kernel),
        Deferrals.read(sysfs),
        DriverctlOverrides.read(kernel.files()));
  }

  /** {@return whether the system has a devicetree, that is, whether the root node is not empty} */
  public boolean hasTree() {
    return !tree.root().properties().isEmpty() || !tree.root().children().isEmpty();
  }

  /**
   * {@return the node, device or driver that a word refers to, with its complete chain; {@link
   * NotFound} for an unknown word}
   *
   * @param wanted a node's path, label, alias or name, a device's name or directory in {@code
   *     /sys}, a driver, a file in {@code /dev} or a line
   */
  public Explanation explain(String wanted) {
    return new TargetSearch(this).of(wanted);
  }

  /**
   * {@return the closest device above a directory in {@code /sys} that has a node or, if none has,
   * the closest device}
   */
  Optional<LinuxDevice> owner(String directory) {
    List<LinuxDevice> above =
        snapshot.devices().stream()
            .filter(
                d -> directory.equals(d.directory()) || directory.startsWith(d.directory() + "/"))
            .sorted(Comparator.comparing((LinuxDevice d) -> d.directory().length()).reversed())
            .toList();
    return above.stream()
        .filter(device -> device.node().filter(this::has).isPresent())
        .findFirst()
        .or(() -> above.stream().findFirst());
  }

  boolean has(NodePath node) {
    return tree.node(node).isPresent();
  }
}
