// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.aggregator.live;

import java.util.List;
import java.util.Optional;
import org.dtbind.change.result.Problem;
import org.dtbind.device.LiveKernel;
import org.dtbind.device.OpenNodes;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.Release;

/**
 * The kernel's search for lines by name. Before Linux 6.9, it reads each chip, even one that was
 * removed while a process has it open, which makes the kernel crash (drivers/gpio/gpiolib.c, {@code
 * gpio_name_to_desc()}).
 */
public final class NameSearch {

  private static final Release FIXED = new Release(6, 9);

  private NameSearch() {}

  /**
   * {@return why the kernel would crash if an aggregator of these lines were created now}
   *
   * @param kernel the system's kernel
   * @param lines the lines as passed to the kernel
   */
  public static Optional<Problem> crash(Kernel kernel, List<SourceLine> lines) {
    Optional<SourceLine> named = lines.stream().filter(l -> l.offset().isEmpty()).findFirst();
    if (named.isEmpty()
        || LiveKernel.release(kernel.sysfs()).filter(r -> r.compareTo(FIXED) >= 0).isPresent()) {
      return Optional.empty();
    }
    List<OpenNodes.Holder> holders = OpenNodes.ofRemovedChips(kernel.sysfs()).holders();
    return holders.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    "Linux before 6.9 crashes if it searches for a line by name, here %s, while a"
                            .formatted(named.get().text())
                        + " process has a removed GPIO chip open")
                .details(holders.stream().map(OpenNodes.Holder::text).toList())
                .help("end this process, or give the chip of the line a unique label"));
  }
}
