// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.util.Optional;
import org.dtbind.gpio.ChipFolders;
import org.dtbind.kernel.Kernel;

/** The folders of chips, looked for once for all devices. Confined to one thread. */
public final class SharedChips {

  private final Kernel kernel;
  private final long count;
  private Optional<ChipFolders> found = Optional.empty();

  /** For so many devices that are to have one. */
  public SharedChips(Kernel kernel, long count) {
    this.kernel = kernel;
    this.count = count;
  }

  /** {@return as they were when they were asked for first} */
  ChipFolders folders() {
    ChipFolders folders = found.orElseGet(() -> ChipFolders.of(kernel, count));
    found = Optional.of(folders);
    return folders;
  }
}
