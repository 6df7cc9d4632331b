// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.Outcome.Rejected;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.GpioChip;
import org.dtbind.gpio.GpioLine;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;

/**
 * The lines of a device's chips that somebody has. Releasing the device takes the chip from under
 * them; on Linux 6.1, the next use of such a line brings the whole kernel down.
 */
final class LinesInUse {

  private LinesInUse() {}

  /** Why a device is not to be released unasked; empty where nobody has a line of it. */
  static Optional<Rejected> rejected(Kernel kernel, LinuxDevice device) {
    List<String> used =
        LiveGpio.allBelow(kernel, device.folder()).stream()
            .flatMap(chip -> chip.lines().stream().filter(GpioLine::used).map(l -> text(chip, l)))
            .toList();
    return used.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Preparation.unsuitable(
                Problem.of("lines of %s are in use".formatted(device.text()))
                    .details(used)
                    .help("release them first; --force takes the device from under them")));
  }

  private static String text(GpioChip chip, GpioLine line) {
    return "line %d of %s: \"%s\" has it"
        .formatted(line.offset(), chip.text(), line.consumer().orElse("the kernel"));
  }
}
