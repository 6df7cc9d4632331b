// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.device;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dtbind.kernel.Sysfs;
import org.dtbind.kernel.Sysfs.DeviceNode;

/**
 * The nodes in the {@code /dev} of a process in a container. A container runtime makes them by
 * number, so they outlive their device, and then stand for the next device with the same number.
 */
final class ContainerNodes {

  /** The directories in which dtbind's CDI files place nodes. */
  private static final List<String> DIRECTORIES =
      List.of("/dev", "/dev/gpio", "/dev/spi", "/dev/uio", "/dev/vfio");

  /** The number of {@code /dev/kmsg} (Documentation/admin-guide/devices.txt). */
  private static final long KMSG = 0x10b;

  /** Containers have few nodes; a larger directory would take long. */
  private static final int MAX_NODES = 1000;

  private final Sysfs sysfs;
  private final Set<String> seen = new HashSet<>();

  ContainerNodes(Sysfs sysfs) {
    this.sysfs = sysfs;
    isNew("self");
  }

  /**
   * Returns nodes of a thread; none for further threads in the same mount namespace, and none in a
   * privileged container. Such a container has nodes for all devices, such as the kernel's log,
   * whether or not it uses them, and can make more.
   */
  Set<DeviceNode> of(String thread) {
    if (!isNew(thread)) {
      return Set.of();
    }
    Set<DeviceNode> nodes =
        DIRECTORIES.stream()
            .map(directory -> "/proc/" + thread + "/root" + directory)
            .flatMap(
                directory ->
                    sysfs.names(directory).stream()
                        .limit(MAX_NODES)
                        .map(name -> directory + "/" + name))
            .flatMap(path -> sysfs.deviceNode(path).stream())
            .collect(Collectors.toSet());
    return nodes.stream().anyMatch(node -> node.number() == KMSG) ? Set.of() : nodes;
  }

  private boolean isNew(String thread) {
    return sysfs.target("/proc/" + thread + "/ns/mnt").value().filter(seen::add).isPresent();
  }
}
