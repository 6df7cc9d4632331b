// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.util.Optional;
import org.dtbind.gpio.ChipDirectories;
import org.dtbind.kernel.Kernel;

/**
 * The directories of GPIO chips, searched once for all devices of a change. Confined to one thread.
 */
public final class SharedChips {

  private final Kernel kernel;
  private final long count;
  private Optional<ChipDirectories> found = Optional.empty();

  /** Creates an object for {@code count} devices that are expected to have a chip. */
  public SharedChips(Kernel kernel, long count) {
    this.kernel = kernel;
    this.count = count;
  }

  /** {@return the directories as they were at the first call} */
  ChipDirectories directories() {
    ChipDirectories directories = found.orElseGet(() -> ChipDirectories.of(kernel, count));
    found = Optional.of(directories);
    return directories;
  }
}
