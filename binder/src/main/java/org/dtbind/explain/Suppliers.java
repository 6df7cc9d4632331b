// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.gpio.LineUse;
import org.dtbind.linux.gpio.LineUses;
import org.dtbind.tree.NodePath;

/** Finds the nodes of the suppliers that a device without a driver waits for. */
final class Suppliers {

  /**
   * The kernel names a supplier by its node if the supplier has not become a device
   * (drivers/base/core.c).
   */
  private static final Pattern BY_NODE = Pattern.compile("wait for supplier (/\\S*)");

  private static final Pattern BY_DEVICE = Pattern.compile("supplier (\\S+) not ready");

  private final LiveSystem system;
  private final Sysfs sysfs;
  private final Map<NodePath, List<LineUse>> uses;

  Suppliers(LiveSystem system) {
    this.system = system;
    this.sysfs = system.kernel().sysfs();
    this.uses = LineUses.of(system.tree()).stream().collect(Collectors.groupingBy(LineUse::node));
  }

  List<NodePath> of(LinuxDevice device, NodePath node) {
    Set<NodePath> found = new LinkedHashSet<>();
    String waits = Optional.ofNullable(system.deferred().get(device.name())).orElse("");
    Matcher byNode = BY_NODE.matcher(waits);
    if (byNode.find()) {
      NodePath.parse(byNode.group(1)).ifPresent(found::add);
    }
    Matcher byDevice = BY_DEVICE.matcher(waits);
    if (byDevice.find()) {
      system.snapshot().named(byDevice.group(1)).stream()
          .flatMap(supplier -> supplier.node().stream())
          .forEach(found::add);
    }
    links(device, found);
    uses.getOrDefault(node, List.of()).stream()
        .map(LineUse::controller)
        .filter(controller -> system.gpio().of(controller).isEmpty())
        .forEach(found::add);
    return found.stream().filter(one -> system.has(one) && !one.equals(node)).toList();
  }

  /** Adds the suppliers of device links (Documentation/ABI/testing/sysfs-class-devlink). */
  private void links(LinuxDevice device, Set<NodePath> found) {
    for (String entry : sysfs.names(device.directory())) {
      if (!entry.startsWith("supplier:")) {
        continue;
      }
      String link = sysfs.target(device.directory() + "/" + entry).value().orElse("");
      String status = sysfs.text(link + "/status").orElse("");
      if (status.equals("dormant") || status.equals("supplier unbinding")) {
        String directory = sysfs.target(link + "/supplier").value().orElse("");
        system.snapshot().devices().stream()
            .filter(supplier -> supplier.directory().equals(directory))
            .flatMap(supplier -> supplier.node().stream())
            .forEach(found::add);
      }
    }
  }
}
