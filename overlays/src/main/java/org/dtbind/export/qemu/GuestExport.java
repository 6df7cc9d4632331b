// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.List;
import org.dtbind.export.Artefacts;

/**
 * What was made for a guest.
 *
 * @param files all of them
 * @param options of QEMU that are in them
 */
public record GuestExport(Artefacts files, List<QemuOption> options) {

  /** Copies the list. */
  public GuestExport {
    options = List.copyOf(options);
  }
}
