// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.explain;

import java.util.List;
import java.util.Optional;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.linux.chain.ChainEnd;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.linux.gpio.LineUse;

/**
 * The chain of a node or device on a running Linux.
 *
 * @param node the node in the tree; empty for a device without a node
 * @param devices the devices of the node, or the device
 * @param supplies the lines that the node requests, in the order of its properties
 * @param end where the chain ends and why; empty if it reaches a usable device node in {@code /dev}
 */
public record LiveChain(
    Optional<NodeChain> node,
    List<DeviceChain> devices,
    List<Supply> supplies,
    Optional<ChainEnd> end) {

  /** Copies the lists. */
  public LiveChain {
    devices = List.copyOf(devices);
    supplies = List.copyOf(supplies);
  }

  /**
   * A device, and the device nodes and chips that its driver created.
   *
   * @param driver the driver that is bound to the device; for a device on the bus {@code gpio}, the
   *     driver of the device above it
   * @param waits why the driver's probe is deferred, if the kernel reports it
   * @param driverctl the driver that driverctl(8) sets whenever the device is added, {@code none}
   *     to keep drivers from binding; empty if it sets none
   * @param files the device nodes in {@code /dev}, such as {@code /dev/gpiochip1}, sorted
   * @param chips the GPIO chips of the device, by number
   * @param beyond what programs can reach through the device nodes in addition to the device, as
   *     text
   */
  public record DeviceChain(
      LinuxDevice device,
      Optional<String> driver,
      Optional<String> waits,
      Optional<String> driverctl,
      List<String> files,
      List<GpioChip> chips,
      List<String> beyond) {

    /** Copies the lists. */
    public DeviceChain {
      files = List.copyOf(files);
      chips = List.copyOf(chips);
      beyond = List.copyOf(beyond);
    }
  }

  /**
   * A line that the node requests.
   *
   * @param use the request in the tree
   * @param chip the chip of the GPIO controller; empty if Linux has created none
   * @param place the line; empty if the chip has no such line or cannot be read
   */
  public record Supply(LineUse use, Optional<GpioChip> chip, Optional<LiveGpio.Place> place) {}
}
