// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.change.result.Result;
import org.dtbind.change.result.Result.Done;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/**
 * A device, and what was done to it; each component is one of {@link DeviceSubject}.
 *
 * @param device its current state, or its state before
 * @param chip its GPIO chip
 * @param nodes its other files in {@code /dev}
 * @param steps the writes
 * @param modules that were loaded
 * @param files that were written or removed
 * @param owned its nodes that changed owner, one per line
 */
public record ChangedDevice(
    LinuxDevice device,
    Optional<GpioChip> chip,
    List<String> nodes,
    List<Step> steps,
    List<String> modules,
    List<FileChange> files,
    List<String> owned)
    implements DeviceSubject {

  /** Copies the lists. */
  public ChangedDevice {
    nodes = List.copyOf(nodes);
    steps = List.copyOf(steps);
    modules = List.copyOf(modules);
    files = List.copyOf(files);
    owned = List.copyOf(owned);
  }

  /**
   * {@return a device that was rolled back}
   *
   * @param before its state before
   * @param steps the writes, before the rollback
   */
  public static ChangedDevice rolledBack(LinuxDevice before, List<Step> steps) {
    return new ChangedDevice(
        before, Optional.empty(), List.of(), steps, List.of(), List.of(), List.of());
  }

  /**
   * {@return the result for a device that is already as requested}
   *
   * @param kernel the system's kernel
   * @param device the device
   * @param notes for users, one per line
   */
  public static Result<DeviceSubject> already(
      Kernel kernel, LinuxDevice device, List<String> notes) {
    return new Done<>(
        new ChangedDevice(
            device,
            LiveGpio.below(kernel, device.folder()),
            DeviceNodes.files(kernel.sysfs(), device),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        true,
        notes);
  }
}
