// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import org.dtbind.change.result.ExitStatus;

/**
 * What a command's exit code tells a script. The numbers never change: those of changes are {@link
 * ExitStatus}'s, the others are the program's own.
 */
public enum Exit {
  /** Done, or already so. */
  OK(ExitStatus.DONE),
  /** The operation failed; the system is as before. */
  FAILED(ExitStatus.FAILED),
  /** The input has errors. */
  INPUT(2),
  /** What was named was not found, or the name is ambiguous. */
  NOT_FOUND(ExitStatus.NOT_FOUND),
  /** Failed, and what was changed is not restored. */
  NOT_RESTORED(ExitStatus.NOT_RESTORED),
  /** The system differs from what is intended, or changes are pending. */
  DRIFT(ExitStatus.DRIFT),
  /** The command line is wrong ({@code EX_USAGE} of sysexits.h). */
  USAGE(64),
  /** This kernel or system cannot do it ({@code EX_UNAVAILABLE}). */
  UNSUPPORTED(ExitStatus.UNAVAILABLE),
  /** A bug of ours ({@code EX_SOFTWARE}). */
  BUG(70),
  /** A lock is held, or time ran out: trying again may work ({@code EX_TEMPFAIL}). */
  TEMPORARY(ExitStatus.TEMPORARY),
  /** A permission is missing ({@code EX_NOPERM}). */
  PERMISSION(ExitStatus.NOT_PERMITTED),
  /** Stopped from the keyboard, everything rolled back (128 + SIGINT). */
  INTERRUPTED(ExitStatus.STOPPED);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  Exit(ExitStatus status) {
    this(status.code());
  }

  /** {@return the number handed to the system, 0 to 255} */
  public int code() {
    return code;
  }
}
