// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;

/**
 * The directories of the GPIO chips, read once from the list of all chips. This takes one link for
 * each chip and is faster than searching below each device. A chip that appears later is searched
 * for below its device.
 */
public final class ChipDirectories {

  /** The number of devices from which on reading the list of all chips is faster. */
  private static final long MANY = 8;

  private final Kernel kernel;

  /** The directory of the first chip of each device, by the device's directory. */
  private final Map<String, String> byDevice;

  private ChipDirectories(Kernel kernel, Map<String, String> byDevice) {
    this.kernel = kernel;
    this.byDevice = Map.copyOf(byDevice);
  }

  /**
   * {@return the current directories; none if few devices will be looked up, because searching
   * below these devices is faster}
   *
   * @param devices the number of devices that will be looked up
   */
  public static ChipDirectories of(Kernel kernel, long devices) {
    if (devices < MANY) {
      return new ChipDirectories(kernel, Map.of());
    }
    Map<String, String> byDevice = new HashMap<>();
    for (String chip : LiveGpio.directories(kernel)) {
      byDevice.putIfAbsent(Paths.parent(chip), chip);
    }
    return new ChipDirectories(kernel, byDevice);
  }

  /**
   * {@return the chip of a device, as {@link LiveGpio#below} finds it}
   *
   * @param directory the directory of the device, which is the parent of the chip's directory
   */
  public Optional<GpioChip> below(String directory) {
    return Optional.ofNullable(byDevice.get(directory))
        .map(chip -> LiveGpio.chip(kernel, chip))
        .filter(chip -> chip.unreadable().isEmpty())
        // Another chip may have replaced the one that was listed.
        .or(() -> LiveGpio.below(kernel, directory));
  }
}
