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
 * A device and the changes to it. The components correspond to the methods of {@link
 * DeviceSubject}.
 *
 * @param device its current state; after a rollback, its state before the change
 * @param chip its GPIO chip; empty if it has none
 * @param nodes its other files in {@code /dev}, sorted
 * @param steps the writes, without those of a rollback
 * @param modules the modules that were loaded
 * @param files the files that were written or removed
 * @param owned the nodes that changed owner, one per line
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
   * @param before its state before the change
   * @param steps the writes before the rollback
   */
  public static ChangedDevice rolledBack(LinuxDevice before, List<Step> steps) {
    return new ChangedDevice(
        before, Optional.empty(), List.of(), steps, List.of(), List.of(), List.of());
  }

  /**
   * {@return the result for a device that is already as requested}
   *
   * @param notes notes for users, one per line
   */
  public static Result<DeviceSubject> already(
      Kernel kernel, LinuxDevice device, List<String> notes) {
    return new Done<>(
        new ChangedDevice(
            device,
            LiveGpio.below(kernel, device.directory()),
            DeviceNodes.files(kernel.sysfs(), device),
            List.of(),
            List.of(),
            List.of(),
            List.of()),
        true,
        notes);
  }
}
