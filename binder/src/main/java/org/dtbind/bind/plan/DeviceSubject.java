// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.FileChange;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;

/** The subject of a result: a device, and the writes for it. */
public sealed interface DeviceSubject permits DevicePlan, ChangedDevice {

  /**
   * {@return the device: its current state if it is as requested, otherwise its state before the
   * change}
   */
  LinuxDevice device();

  /** {@return its GPIO chip; empty if it has none} */
  default Optional<GpioChip> chip() {
    return Optional.empty();
  }

  /** {@return the other files that its driver creates in {@code /dev}, sorted} */
  default List<String> nodes() {
    return List.of();
  }

  /** {@return the writes in order, without those of a rollback} */
  List<Step> steps();

  /** {@return the modules that are loaded, in an order in which they can be unloaded} */
  List<String> modules();

  /** {@return the files that are written or removed} */
  List<FileChange> files();

  /** {@return the nodes that change owner, one per line} */
  List<String> owned();
}
