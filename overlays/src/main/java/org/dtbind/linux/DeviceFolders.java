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
 * The names that devices have so far, and the registers: two devices of a bus, or of a folder,
 * cannot share a name, two AMBA devices no address (drivers/base/core.c, {@code device_add()};
 * drivers/amba/bus.c, {@code amba_device_add()}).
 */
final class DeviceFolders {

  private final Assumptions assumed;
  private final Map<String, Map<String, NodePath>> onBuses = new HashMap<>();
  private final Map<NodePath, Map<String, NodePath>> inFolders = new HashMap<>();
  private final Map<NodePath, Registers> registers = new LinkedHashMap<>();

  /**
   * A range of addresses.
   *
   * @param first address, unsigned
   * @param last address, unsigned
   */
  record Registers(long first, long last) {

    private boolean overlaps(Registers that) {
      return Long.compareUnsigned(first, that.last) <= 0
          && Long.compareUnsigned(that.first, last) <= 0;
    }
  }

  DeviceFolders(Assumptions assumed) {
    this.assumed = assumed;
  }

  /** Takes a name. Returns why it cannot be had; empty if the node has it now. */
  Optional<None> take(NodePath node, NodePath folder, Device device) {
    String name = device.name();
    boolean top = folder.isRoot();
    if (top && (name.equals("uevent") || name.equals("power") && assumed.builtIn("PM"))) {
      return Optional.of(new None(Reason.NAME_OF_FILE, node, name));
    }
    Map<String, NodePath> onBus = onBuses.computeIfAbsent(device.bus(), bus -> new HashMap<>());
    Map<String, NodePath> inFolder = inFolders.computeIfAbsent(folder, path -> new HashMap<>());
    Optional<NodePath> other =
        Optional.ofNullable(onBus.get(name)).or(() -> Optional.ofNullable(inFolder.get(name)));
    if (other.isPresent()) {
      return Optional.of(new None(Reason.NAME_TAKEN, other.get(), name));
    }
    onBus.put(name, node);
    inFolder.put(name, node);
    return Optional.empty();
  }

  /**
   * Takes registers for an AMBA device.
   *
   * @return who has some of them; empty if the node has them now
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
