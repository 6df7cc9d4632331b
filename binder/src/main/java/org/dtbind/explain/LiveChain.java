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
 * What there is of a node or device on a running Linux.
 *
 * @param node what the tree says; empty for a device that was not made of a node
 * @param devices made of the node, or the device itself
 * @param supplies the lines that the node asks for, in the order of the node
 * @param end where the chain ends and why; empty where it reaches a file in {@code /dev} that can
 *     be used
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
   * A device and what its driver has made.
   *
   * @param device itself
   * @param driver that has it, or, for a chip without device of its own, the device above it
   * @param waits why its driver's probe waits, where the kernel says so
   * @param driverctl the driver that driverctl(8) gives it to whenever it is added, {@code none}
   *     for none; empty where driverctl is not to touch it
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
   * A line that the node asks for.
   *
   * @param use what the tree says
   * @param chip of the controller; empty where none has appeared
   * @param place the line itself; empty where there is none, or the chip may not be asked
   */
  public record Supply(LineUse use, Optional<GpioChip> chip, Optional<LiveGpio.Place> place) {}
}
