// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.dtbind.change.result.ExitStatus;

/**
 * The exit codes of commands. The numbers never change. Codes for changes are those of {@link
 * ExitStatus}; the program adds the others.
 */
public enum Exit {
  /** Done, or nothing to do. */
  OK(ExitStatus.DONE),
  /** The operation failed; the system is in its former state. */
  FAILED(ExitStatus.FAILED),
  INPUT(2),
  /** A name was not found, or is ambiguous. */
  NOT_FOUND(ExitStatus.NOT_FOUND),
  /** The operation failed, and its changes could not be rolled back completely. */
  NOT_RESTORED(ExitStatus.NOT_RESTORED),
  /** The system differs from the intended state, or changes are pending. */
  DRIFT(ExitStatus.DRIFT),
  /** The command line is invalid ({@code EX_USAGE} in sysexits.h). */
  USAGE(64),
  /** This kernel or system lacks a required feature ({@code EX_UNAVAILABLE}). */
  UNSUPPORTED(ExitStatus.UNAVAILABLE),
  /** A bug in dtbind ({@code EX_SOFTWARE}). */
  BUG(70),
  /** A lock is held, or a timeout expired; another attempt may succeed ({@code EX_TEMPFAIL}). */
  TEMPORARY(ExitStatus.TEMPORARY),
  /** A permission is missing ({@code EX_NOPERM}). */
  PERMISSION(ExitStatus.NOT_PERMITTED),
  /** Interrupted from the keyboard; everything is rolled back (128 + SIGINT). */
  INTERRUPTED(ExitStatus.STOPPED);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  Exit(ExitStatus status) {
    this(status.code());
  }

  /** {@return the exit code for a failure of I/O} */
  public static Exit of(IOException failure) {
    if (failure instanceof Rejected rejected) {
      return rejected.exit();
    }
    return failure instanceof NoSuchFileException
        ? NOT_FOUND
        : failure instanceof AccessDeniedException ? PERMISSION : FAILED;
  }

  public int code() {
    return code;
  }
}
