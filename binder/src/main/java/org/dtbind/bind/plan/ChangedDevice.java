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
 * A device, and what has been done to it; each component is one of {@link DeviceSubject}.
 *
 * @param device as it is now, or was before
 * @param chip its GPIO chip
 * @param nodes other files of it in {@code /dev}
 * @param steps what was written for it
 * @param modules that were loaded for it
 * @param files that were written or removed for it
 * @param owned its nodes that changed owner, a line each
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
   * {@return a device as it was before, and what was written, then rolled back}
   *
   * @param before as it was
   * @param steps that were written
   */
  public static ChangedDevice rolledBack(LinuxDevice before, List<Step> steps) {
    return new ChangedDevice(
        before, Optional.empty(), List.of(), steps, List.of(), List.of(), List.of());
  }

  /**
   * {@return that a device is as requested already}
   *
   * @param kernel of the system
   * @param device the device
   * @param notes for people, a line each
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
