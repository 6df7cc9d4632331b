// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dtbind.kernel.Sysfs;
import org.dtbind.tree.NodePath;

/**
 * The devices of all buses at one moment. Two snapshots are equal if they contain the same devices
 * with the same drivers and overrides.
 *
 * @param devices the devices, by bus and then by name
 */
public record DeviceSnapshot(List<LinuxDevice> devices) {

  /** Copies the list. */
  public DeviceSnapshot {
    devices = List.copyOf(devices);
  }

  /**
   * {@return the current devices of all buses}
   *
   * @param sysfs the attributes of the system
   */
  public static DeviceSnapshot read(Sysfs sysfs) {
    List<LinuxDevice> devices = new ArrayList<>();
    DeviceReader reader = new DeviceReader(sysfs);
    for (String bus : sysfs.names("/sys/bus")) {
      directories(sysfs, bus).map(directory -> reader.read(bus, directory)).forEach(devices::add);
    }
    return new DeviceSnapshot(devices);
  }

  /**
   * {@return the directories of a bus's devices below {@code /sys/devices}, ordered by the names of
   * the devices. The stream resolves each link lazily and skips devices that have disappeared}
   *
   * @param sysfs the attributes of the system
   * @param bus the name of the bus, such as {@code platform}
   */
  public static Stream<String> directories(Sysfs sysfs, String bus) {
    String links = "/sys/bus/" + bus + "/devices";
    return sysfs.names(links).stream()
        // A device may disappear after its name was listed.
        .flatMap(name -> sysfs.target(links + "/" + name).value().stream());
  }

  /**
   * {@return the devices that Linux made of a node. Devices that a driver registers below them,
   * such as a GPIO chip, have the same node but are left out}
   */
  public List<LinuxDevice> of(NodePath node) {
    return highest(
        devices.stream().filter(device -> device.node().filter(node::equals).isPresent()).toList());
  }

  private static List<LinuxDevice> highest(List<LinuxDevice> all) {
    return all.size() < 2
        ? List.copyOf(all)
        : all.stream().filter(device -> all.stream().noneMatch(up -> above(up, device))).toList();
  }

  /** {@return the devices that Linux made of nodes, grouped by node} */
  public List<LinuxDevice> ofNodes() {
    return byNode().values().stream().flatMap(List::stream).toList();
  }

  /**
   * {@return the devices that Linux made of each node, as for {@link #of}; nodes without devices
   * are not contained}
   */
  public Map<NodePath, List<LinuxDevice>> byNode() {
    Map<NodePath, List<LinuxDevice>> all = new LinkedHashMap<>();
    for (LinuxDevice device : devices) {
      device.node().ifPresent(n -> all.computeIfAbsent(n, path -> new ArrayList<>()).add(device));
    }
    all.replaceAll((node, of) -> highest(of));
    return all;
  }

  /**
   * {@return the devices with a name, on any bus}
   *
   * @param name the Linux name, or {@code BUS/NAME}
   */
  public List<LinuxDevice> named(String name) {
    return devices.stream().filter(d -> d.name().equals(name) || d.id().equals(name)).toList();
  }

  private static boolean above(LinuxDevice upper, LinuxDevice lower) {
    return lower.directory().startsWith(upper.directory() + "/");
  }
}
