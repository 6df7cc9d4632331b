// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;

/** What a result for a device is about: the device, and what is written for it. */
public sealed interface DeviceSubject permits DevicePlan, ChangedDevice {

  /** {@return the device: as it is now, once it is as requested; else as it was before} */
  LinuxDevice device();

  /** {@return its GPIO chip; empty where it has none} */
  default Optional<GpioChip> chip() {
    return Optional.empty();
  }

  /** {@return other files of it in {@code /dev} that its driver makes, sorted} */
  default List<String> nodes() {
    return List.of();
  }

  /** {@return what is written for it, rolling back not counted} */
  List<Step> steps();

  /** {@return modules that are loaded for it, in an order in which they can be unloaded} */
  List<String> modules();

  /** {@return files that are written or removed for it} */
  List<FileChange> files();

  /** {@return its nodes that change owner, a line each} */
  List<String> owned();
}
