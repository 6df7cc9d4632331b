// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.change.result;

/** The exit status of a program. The numbers never change. */
public enum ExitStatus {
  /** Done, or the requested state already existed. */
  DONE(0),
  /** The request failed; the system is in its former state. */
  FAILED(1),
  /** The input, such as a devicetree source, has errors. */
  INPUT(2),
  /** A device, node or file was not found, or its name is ambiguous. */
  NOT_FOUND(3),
  /** The request failed, and the former state could not be restored completely. */
  NOT_RESTORED(4),
  /** The declared and the actual state differ. */
  DRIFT(5),
  /** The command line is invalid ({@code EX_USAGE} of sysexits.h). */
  USAGE(64),
  /** This kernel or system does not support the request ({@code EX_UNAVAILABLE}). */
  UNAVAILABLE(69),
  /** A bug in dtbind ({@code EX_SOFTWARE}). */
  BUG(70),
  /** A lock is held, or time ran out; the system is in its former state ({@code EX_TEMPFAIL}). */
  TEMPORARY(75),
  /** A permission is missing; the system is in its former state ({@code EX_NOPERM}). */
  NOT_PERMITTED(77),
  /** The user or a signal stopped the request; the system is in its former state (128 + SIGINT). */
  STOPPED(130);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
