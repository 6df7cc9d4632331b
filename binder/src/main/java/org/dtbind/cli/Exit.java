// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

/** What a command's exit code tells a script. The numbers never change. */
public enum Exit {
  /** Done, or already so. */
  OK(0),
  /** The operation failed; the system is as before. */
  FAILED(1),
  /** The input has errors. */
  INPUT(2),
  /** What was named was not found, or the name is ambiguous. */
  NOT_FOUND(3),
  /** Failed, and what was changed is not restored. */
  NOT_RESTORED(4),
  /** The system differs from what is intended, or changes are pending. */
  DRIFT(5),
  /** The command line is wrong ({@code EX_USAGE} of sysexits.h). */
  USAGE(64),
  /** This kernel or system cannot do it ({@code EX_UNAVAILABLE}). */
  UNSUPPORTED(69),
  /** A bug of ours ({@code EX_SOFTWARE}). */
  BUG(70),
  /** A lock is held, or time ran out: trying again may work ({@code EX_TEMPFAIL}). */
  TEMPORARY(75),
  /** A permission is missing ({@code EX_NOPERM}). */
  PERMISSION(77),
  /** Stopped from the keyboard, everything rolled back (128 + SIGINT). */
  INTERRUPTED(130);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  /** {@return the number handed to the system, 0 to 255} */
  public int code() {
    return code;
  }
}
