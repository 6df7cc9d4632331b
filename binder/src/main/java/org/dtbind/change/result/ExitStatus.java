// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import org.dtbind.kernel.Failure;

/** The exit status of a program. */
public enum ExitStatus {
  /** Done, or already so. */
  DONE(0),
  /** It failed; the system is as before. */
  FAILED(1),
  /** Not found, or ambiguous. */
  NOT_FOUND(3),
  /** It failed, and not everything is restored. */
  NOT_RESTORED(4),
  /** Intended and actual state differ. */
  DRIFT(5),
  /** This kernel or system cannot do it. */
  UNAVAILABLE(69),
  /** A lock is held, or time ran out; the system is as before. */
  TEMPORARY(75),
  /** A permission is missing; the system is as before. */
  NOT_PERMITTED(77),
  /** The user or a signal stopped it; the system is as before (128 + SIGINT). */
  STOPPED(130);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /**
   * {@return the status if the kernel refused something before anything was changed}
   *
   * @param why the kernel's answer
   */
  public static ExitStatus of(Failure why) {
    return why instanceof Failure.Forbidden ? NOT_PERMITTED : FAILED;
  }

  /** {@return the exit status} */
  public int code() {
    return code;
  }
}
