// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.util.Optional;
import org.dtbind.gpio.ChipFolders;
import org.dtbind.kernel.Kernel;

/** The folders of GPIO chips, searched once for all devices of a change. Confined to one thread. */
public final class SharedChips {

  private final Kernel kernel;
  private final long count;
  private Optional<ChipFolders> found = Optional.empty();

  /** Creates an object for {@code count} devices that are expected to have a chip. */
  public SharedChips(Kernel kernel, long count) {
    this.kernel = kernel;
    this.count = count;
  }

  /** {@return the folders as they were at the first call} */
  ChipFolders folders() {
    ChipFolders folders = found.orElseGet(() -> ChipFolders.of(kernel, count));
    found = Optional.of(folders);
    return folders;
  }
}
