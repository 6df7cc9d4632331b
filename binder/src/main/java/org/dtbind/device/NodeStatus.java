// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.Population;
import org.dtbind.linux.Populations;
import org.dtbind.linux.gpio.GpioUser;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * A node that is or could be a device.
 *
 * @param device the Linux device of the node; empty if there is none
 * @param predicted the devices that a kernel of the same release and configuration makes of the
 *     node
 * @param waits why the driver's probe is deferred; empty if it is not
 * @param candidate whether the device has no driver and the node has lines that gpio-aggregator can
 *     use
 */
public record NodeStatus(
    NodePath node,
    Optional<LinuxDevice> device,
    Population predicted,
    Optional<String> waits,
    boolean candidate) {

  /**
   * {@return the nodes of a running system that have a {@code compatible} or a device, ordered by
   * name}
   *
   * @param sysfs the attributes of the system
   */
  public static List<NodeStatus> read(Sysfs sysfs) {
    DeviceTree tree = LiveTree.of(sysfs).whole();
    DeviceSnapshot snapshot = DeviceSnapshot.read(sysfs);
    Map<NodePath, List<LinuxDevice>> byNode = snapshot.byNode();
    Map<String, String> deferred = Deferrals.read(sysfs);
    Map<NodePath, Population> populations = Populations.of(tree, LiveKernel.of(sysfs));
    List<NodeStatus> statuses = new ArrayList<>();
    tree.forEach(
        (path, node) -> {
          List<LinuxDevice> devices = byNode.getOrDefault(path, List.of());
          if (path.isRoot() || devices.isEmpty() && node.property("compatible").isEmpty()) {
            return;
          }
          Population predicted = Optional.ofNullable(populations.get(path)).orElseThrow();
          if (devices.isEmpty()) {
            statuses.add(
                new NodeStatus(path, Optional.empty(), predicted, Optional.empty(), false));
          }
          for (LinuxDevice device : devices) {
            Optional<String> waits = Optional.ofNullable(deferred.get(device.name()));
            boolean candidate = device.driver().isEmpty() && isCandidate(node);
            statuses.add(new NodeStatus(path, Optional.of(device), predicted, waits, candidate));
          }
        });
    return statuses;
  }

  /**
   * {@return whether a node has lines that gpio-aggregator can use, and its compatible is not that
   * of a known Linux driver that uses such lines, such as a regulator driver}
   */
  public static boolean isCandidate(DtNode node) {
    return LineUses.canBeAggregated(node) && !GpioUser.isKnown(node.strings("compatible"));
  }
}
