// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

import org.dtbind.kernel.Failure;

/** Why a change failed. */
public enum Cause {
  /** The kernel or the driver refused the change. */
  REFUSED(ExitStatus.FAILED),
  /** The driver is bound, but its chip differs from the devicetree. */
  WRONG_RESULT(ExitStatus.FAILED),
  /** A supplier of the driver did not appear. */
  TIMED_OUT(ExitStatus.TEMPORARY),
  /** The device disappeared during the change. */
  GONE(ExitStatus.FAILED),
  /** A required object, such as a device or a file, did not exist when it was needed. */
  NOT_FOUND(ExitStatus.NOT_FOUND),
  /** The driver's module could not be loaded, or does not contain the driver. */
  UNAVAILABLE(ExitStatus.UNAVAILABLE),
  /** The user or a signal stopped the change. */
  STOPPED(ExitStatus.STOPPED),
  /** The user lacks a permission. */
  FORBIDDEN(ExitStatus.NOT_PERMITTED);

  private final ExitStatus exit;

  Cause(ExitStatus exit) {
    this.exit = exit;
  }

  /**
   * {@return the cause that corresponds to an exit status}
   *
   * @param exit the status
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
   * {@return the cause of a failed kernel operation}
   *
   * @param why the failure that the kernel reported
   */
  public static Cause of(Failure why) {
    return why instanceof Failure.Forbidden ? FORBIDDEN : REFUSED;
  }

  /** {@return the exit status of a program that ends for this cause} */
  public ExitStatus exit() {
    return exit;
  }
}
