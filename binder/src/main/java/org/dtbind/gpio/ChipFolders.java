// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;

/**
 * The folders of the GPIO chips, read once from the list of all chips. This takes one link for each
 * chip and is faster than searching below each device. A chip that appears later is searched for
 * below its device.
 */
public final class ChipFolders {

  /** The number of devices from which on reading the list of all chips is faster. */
  private static final long MANY = 8;

  private final Kernel kernel;

  /** The folder of the first chip of each device, by the device's folder. */
  private final Map<String, String> byDevice;

  private ChipFolders(Kernel kernel, Map<String, String> byDevice) {
    this.kernel = kernel;
    this.byDevice = Map.copyOf(byDevice);
  }

  /**
   * {@return the current folders; none if few devices will be looked up, because searching below
   * these devices is faster}
   *
   * @param kernel the system's kernel
   * @param devices the number of devices that will be looked up
   */
  public static ChipFolders of(Kernel kernel, long devices) {
    if (devices < MANY) {
      return new ChipFolders(kernel, Map.of());
    }
    Map<String, String> byDevice = new HashMap<>();
    for (String chip : LiveGpio.folders(kernel)) {
      byDevice.putIfAbsent(Paths.parent(chip), chip);
    }
    return new ChipFolders(kernel, byDevice);
  }

  /**
   * {@return the chip of a device, as {@link LiveGpio#below} finds it}
   *
   * @param folder the folder of the device, which is the parent of the chip's folder
   */
  public Optional<GpioChip> below(String folder) {
    return Optional.ofNullable(byDevice.get(folder))
        .map(chip -> LiveGpio.chip(kernel, chip))
        .filter(chip -> chip.unreadable().isEmpty())
        // Another chip may have replaced the one that was listed.
        .or(() -> LiveGpio.below(kernel, folder));
  }
}
