// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Udev;

/**
 * udev by its own program: what goes over its socket is nobody's interface.
 *
 * @param root where the system's files are
 */
record LinuxUdev(Root root) implements Udev {

  private static final String SOCKET = "/run/udev/control";

  @Override
  public boolean runs() {
    return root.isLive() && Files.exists(Path.of(SOCKET));
  }

  @Override
  public Attempt<Nothing> reload() {
    Optional<Program> program = root.isLive() ? Program.find("udevadm") : Optional.empty();
    return program
        .map(udevadm -> udevadm.run("control", "--reload"))
        .orElseGet(() -> Attempt.failed(Failure.of(Operation.RUN, "udevadm", Errno.ENOENT)));
  }
}
