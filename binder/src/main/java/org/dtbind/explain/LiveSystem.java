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
 * The state of a system from which chains are made, at one moment.
 *
 * @param kernel that was read, and is read again for the files of single devices
 * @param tree whole; an empty root if the system has none
 * @param snapshot the devices
 * @param gpio the chips
 * @param deferred why probes wait, by device name
 * @param driverctl the drivers that driverctl sets whenever devices are added
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

  /**
   * {@return the current state of a system}
   *
   * @param kernel to read
   */
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

  /** {@return whether the system has a devicetree} */
  public boolean hasTree() {
    return !tree.root().properties().isEmpty() || !tree.root().children().isEmpty();
  }

  /**
   * {@return what a word refers to, with its complete chain; {@link NotFound} for an unknown word}
   *
   * @param wanted a node's path, label, alias or name, a device's name or folder in {@code /sys}, a
   *     driver, a file in {@code /dev} or a line
   */
  public Explanation explain(String wanted) {
    return new TargetSearch(this).of(wanted);
  }

  /**
   * The device that a folder in {@code /sys} belongs to: the nearest with a node; where there is
   * none, the nearest.
   */
  Optional<LinuxDevice> owner(String folder) {
    List<LinuxDevice> above =
        snapshot.devices().stream()
            .filter(d -> folder.equals(d.folder()) || folder.startsWith(d.folder() + "/"))
            .sorted(Comparator.comparing((LinuxDevice d) -> d.folder().length()).reversed())
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
