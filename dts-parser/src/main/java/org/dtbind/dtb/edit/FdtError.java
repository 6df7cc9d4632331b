// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

/** What can be wrong with a blob, or with what is asked of it: the errors of libfdt.h. */
public enum FdtError {
  /** The node or property is not there. */
  NOTFOUND(1),
  /** There is one of that name already. */
  EXISTS(2),
  /** The blob has no room. */
  NOSPACE(3),
  /** An offset is outside of the blob, or not one of what is expected there. */
  BADOFFSET(4),
  /** A path is malformed, or begins with an alias that is none. */
  BADPATH(5),
  /** A phandle is malformed. */
  BADPHANDLE(6),
  /** The blob is still being written. */
  BADSTATE(7),
  /** The blob, or a part of it, ends too early. */
  TRUNCATED(8),
  /** It does not begin as a blob does. */
  BADMAGIC(9),
  /** A version that cannot be read, or not be changed. */
  BADVERSION(10),
  /** The structure is not well formed. */
  BADSTRUCTURE(11),
  /** The parts of the blob stand in an order in which they cannot be changed. */
  BADLAYOUT(12),
  /** What must not happen. */
  INTERNAL(13),
  /** A number of cells that means nothing. */
  BADNCELLS(14),
  /** A value that means nothing. */
  BADVALUE(15),
  /** The overlay is malformed. */
  BADOVERLAY(16),
  /** No phandles are left. */
  NOPHANDLES(17);

  private final int number;

  FdtError(int number) {
    this.number = number;
  }

  /** {@return its number in libfdt.h, from 1; functions of libfdt return the negative of it} */
  public int number() {
    return number;
  }

  /** {@return as messages have it, such as {@code FDT_ERR_NOTFOUND}} */
  public String text() {
    return "FDT_ERR_" + name();
  }
}
