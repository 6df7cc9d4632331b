// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Problem;
import org.dtbind.device.RemovedChips;
import org.dtbind.kernel.Kernel;

/** The kernel's search for lines by name, which {@link RemovedChips} can make crash. */
public final class NameSearch {

  private NameSearch() {}

  /** {@return why the kernel would crash if an aggregator of these lines were created now} */
  public static Optional<Problem> crash(Kernel kernel, List<SourceLine> lines) {
    Optional<SourceLine> named = lines.stream().filter(line -> line.offset().isEmpty()).findFirst();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    RemovedChips removed = RemovedChips.read(kernel.sysfs());
    List<String> details =
        removed.isEmpty() ? RemovedChips.unseen(kernel.sysfs()) : removed.details();
    String help = removed.isEmpty() ? "mount debugfs at /sys/kernel/debug" : removed.help();
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    "Linux before 6.9 crashes if it searches for a line by name, here %s, while it"
                            .formatted(named.get().text())
                        + " keeps a removed GPIO chip")
                .details(details)
                .help(help + ", or give the chip of the line a unique label"));
  }
}
