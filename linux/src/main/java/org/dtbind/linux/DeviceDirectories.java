// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.linux.Population.Device;
import org.dtbind.linux.Population.None;
import org.dtbind.linux.Population.Reason;
import org.dtbind.tree.NodePath;

/**
 * The names and AMBA registers that devices already use. Two devices on one bus, or in one
 * directory of sysfs, cannot have the same name (drivers/base/core.c, {@code device_add()}); the
 * registers of two AMBA devices cannot overlap (drivers/amba/bus.c, {@code amba_device_add()}).
 */
final class DeviceDirectories {

  private final Assumptions assumed;
  private final Map<String, Map<String, NodePath>> onBuses = new HashMap<>();
  private final Map<NodePath, Map<String, NodePath>> inDirectories = new HashMap<>();
  private final Map<NodePath, Registers> registers = new LinkedHashMap<>();

  /**
   * A range of CPU addresses.
   *
   * @param first lowest address, unsigned
   * @param last highest address, unsigned, inclusive
   */
  record Registers(long first, long last) {

    private boolean overlaps(Registers that) {
      return Long.compareUnsigned(first, that.last) <= 0
          && Long.compareUnsigned(that.first, last) <= 0;
    }
  }

  DeviceDirectories(Assumptions assumed) {
    this.assumed = assumed;
  }

  /**
   * Reserves the name of a device for a node. Returns why the name is not available; empty if the
   * name is now reserved.
   */
  Optional<None> take(NodePath node, NodePath directory, Device device) {
    String name = device.name();
    boolean top = directory.isRoot();
    if (top && (name.equals("uevent") || name.equals("power") && assumed.builtIn("PM"))) {
      return Optional.of(new None(Reason.NAME_OF_FILE, node, name));
    }
    Map<String, NodePath> onBus = onBuses.computeIfAbsent(device.bus(), bus -> new HashMap<>());
    Map<String, NodePath> inDirectory =
        inDirectories.computeIfAbsent(directory, path -> new HashMap<>());
    Optional<NodePath> other =
        Optional.ofNullable(onBus.get(name)).or(() -> Optional.ofNullable(inDirectory.get(name)));
    if (other.isPresent()) {
      return Optional.of(new None(Reason.NAME_TAKEN, other.get(), name));
    }
    onBus.put(name, node);
    inDirectory.put(name, node);
    return Optional.empty();
  }

  /**
   * Reserves registers for an AMBA device.
   *
   * @return the node that already uses some of them; empty if they are now reserved
   */
  Optional<NodePath> takeRegisters(NodePath node, Registers wanted) {
    for (Map.Entry<NodePath, Registers> other : registers.entrySet()) {
      if (other.getValue().overlaps(wanted)) {
        return Optional.of(other.getKey());
      }
    }
    registers.put(node, wanted);
    return Optional.empty();
  }
}
