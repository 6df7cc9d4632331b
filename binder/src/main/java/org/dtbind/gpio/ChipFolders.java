// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;

/**
 * The folders of chips when the list of all chips was read: one link for each, which is faster than
 * searching below each device. Chips that appeared later are searched for below their devices.
 */
public final class ChipFolders {

  /** From this number of devices on, most chips of a system belong to them. */
  private static final long MANY = 8;

  private final Kernel kernel;

  /** The first chip of each device, by the device's folder. */
  private final Map<String, String> byDevice;

  private ChipFolders(Kernel kernel, Map<String, String> byDevice) {
    this.kernel = kernel;
    this.byDevice = Map.copyOf(byDevice);
  }

  /**
   * {@return the current folders; none for a few devices, whose chips are searched for below them}
   *
   * @param kernel to read
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
   * @param folder of the device, whose child a chip would be
   */
  public Optional<GpioChip> below(String folder) {
    return Optional.ofNullable(byDevice.get(folder))
        .map(chip -> LiveGpio.chip(kernel, chip))
        .filter(chip -> chip.unreadable().isEmpty())
        // Another one may have come in its place.
        .or(() -> LiveGpio.below(kernel, folder));
  }
}
