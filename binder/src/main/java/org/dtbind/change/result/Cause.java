// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import org.dtbind.kernel.Failure;

/** Why what was written did not lead to what was requested. */
public enum Cause {
  /** The kernel or the driver refused. */
  REFUSED(ExitStatus.FAILED),
  /** The driver took the device, and what it made of it is not what the tree says. */
  WRONG_RESULT(ExitStatus.FAILED),
  /** What the driver waits for did not appear. */
  TIMED_OUT(ExitStatus.TEMPORARY),
  /** The device disappeared meanwhile. */
  GONE(ExitStatus.FAILED),
  /** What is needed was not found when its turn came. */
  NOT_FOUND(ExitStatus.NOT_FOUND),
  /** The driver's module could not be loaded, or has no such driver. */
  UNAVAILABLE(ExitStatus.UNAVAILABLE),
  /** Somebody stopped it. */
  STOPPED(ExitStatus.STOPPED),
  /** The user may not. */
  FORBIDDEN(ExitStatus.NOT_PERMITTED);

  private final ExitStatus exit;

  Cause(ExitStatus exit) {
    this.exit = exit;
  }

  /**
   * {@return the cause that ends with a status}
   *
   * @param exit that
   */
  public static Cause of(ExitStatus exit) {
    return switch (exit) {
      case TEMPORARY -> TIMED_OUT;
      case NOT_PERMITTED -> FORBIDDEN;
      case NOT_FOUND -> NOT_FOUND;
      case UNAVAILABLE -> UNAVAILABLE;
      case STOPPED -> STOPPED;
      default -> REFUSED;
    };
  }

  /**
   * {@return the cause of what the kernel refused}
   *
   * @param why what it gave
   */
  public static Cause of(Failure why) {
    return why instanceof Failure.Forbidden ? FORBIDDEN : REFUSED;
  }

  /** {@return what a program that ends for it tells its caller} */
  public ExitStatus exit() {
    return exit;
  }
}
