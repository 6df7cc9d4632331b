// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.nio.file.FileSystemException;
import org.dtbind.change.result.ExitStatus;

/** A file or option that cannot be used, with the exit code that says why. */
public final class Rejected extends FileSystemException {

  private static final long serialVersionUID = 1;

  private final ExitStatus exit;

  public Rejected(ExitStatus exit, String message) {
    super(null, null, message);
    this.exit = exit;
  }

  public Rejected(ExitStatus exit, String file, String reason) {
    super(file, null, reason);
    this.exit = exit;
  }

  ExitStatus exit() {
    return exit;
  }
}
