// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.qemu;

import java.util.List;
import org.dtbind.export.Artefacts;

/** The files and the QEMU options of an export for a guest. */
public record GuestExport(Artefacts files, List<QemuOption> options) {

  public GuestExport {
    options = List.copyOf(options);
  }
}
