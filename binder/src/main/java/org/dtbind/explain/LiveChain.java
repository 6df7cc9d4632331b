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
 * @param node its node in the tree; empty for a device without one
 * @param devices of the node, or the device itself
 * @param supplies the lines that the node requests, in the order of the node
 * @param end where the chain ends and why; empty if it reaches a usable file in {@code /dev}
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
   * A device, and what its driver created.
   *
   * @param device itself
   * @param driver its driver or, for a chip without its own device, that of the device above it
   * @param waits why its driver's probe waits, if the kernel reports it
   * @param driverctl the driver that driverctl(8) sets whenever the device is added, {@code none}
   *     for no driver; empty if it sets none
   * @param files in {@code /dev}, such as {@code /dev/gpiochip1}, sorted
   * @param chips of it, by number
   */
  public record DeviceChain(
      LinuxDevice device,
      Optional<String> driver,
      Optional<String> waits,
      Optional<String> driverctl,
      List<String> files,
      List<GpioChip> chips) {

    /** Copies the lists. */
    public DeviceChain {
      files = List.copyOf(files);
      chips = List.copyOf(chips);
    }
  }

  /**
   * A line that the node requests.
   *
   * @param use in the tree
   * @param chip of the controller; empty if none has appeared
   * @param place the line itself; empty if there is none, or the chip cannot be read
   */
  public record Supply(LineUse use, Optional<GpioChip> chip, Optional<LiveGpio.Place> place) {}
}
