// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.SystemUse;
import org.dtbind.device.SystemUses;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.transaction.Problem;

/**
 * What would be lost with a device's driver: its chips' lines that somebody has (on Linux 6.1, the
 * next use of such a line brings the whole kernel down), and what the system itself does with it.
 */
final class InUse {

  private InUse() {}

  /** Why a device is not to be released unasked; empty where nobody uses it. */
  static Optional<Rejected> rejected(Kernel kernel, LinuxDevice device) {
    List<String> lines =
        LiveGpio.allBelow(kernel, device.folder()).stream()
            .flatMap(chip -> chip.lines().stream().filter(GpioLine::used).map(l -> text(chip, l)))
            .toList();
    if (!lines.isEmpty()) {
      return Optional.of(
          Preparation.unsuitable(
              Problem.of("lines of %s are in use".formatted(device.text()))
                  .details(lines)
                  .help("release them first; --force takes the device from under them")));
    }
    List<String> uses =
        SystemUses.of(kernel.sysfs(), device).stream().map(SystemUse::text).toList();
    return uses.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Preparation.unsuitable(
                Problem.of("the system uses %s".formatted(device.text()))
                    .details(uses)
                    .help("stop these uses first; --force takes the device from under them")));
  }

  private static String text(GpioChip chip, GpioLine line) {
    return "line %d of %s: \"%s\" has it"
        .formatted(line.offset(), chip.text(), line.consumer().orElse("the kernel"));
  }
}
