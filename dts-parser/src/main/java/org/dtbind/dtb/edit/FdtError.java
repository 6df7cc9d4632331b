// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

/** The errors in libfdt.h. */
public enum FdtError {
  NOTFOUND(1),
  /** An element with that name exists. */
  EXISTS(2),
  /** The blob has no free space. */
  NOSPACE(3),
  /** An offset is outside the blob, or the element at that offset is of another kind. */
  BADOFFSET(4),
  /** A path is malformed, or begins with an unknown alias. */
  BADPATH(5),
  BADPHANDLE(6),
  /** The blob is incomplete, because a program is still writing it sequentially. */
  BADSTATE(7),
  TRUNCATED(8),
  /** The blob does not begin with the magic number. */
  BADMAGIC(9),
  /** The version cannot be read, or cannot be changed. */
  BADVERSION(10),
  BADSTRUCTURE(11),
  /** The parts of the blob are in an order that does not permit changes. */
  BADLAYOUT(12),
  /** An internal error of libfdt. */
  INTERNAL(13),
  /** {@code #address-cells} or {@code #size-cells} is invalid. */
  BADNCELLS(14),
  BADVALUE(15),
  BADOVERLAY(16),
  /** No unused phandle is left. */
  NOPHANDLES(17);

  private final int number;

  FdtError(int number) {
    this.number = number;
  }

  /** {@return the number in libfdt.h, from 1; functions of libfdt return its negative} */
  public int number() {
    return number;
  }

  /** {@return the name in libfdt.h, such as {@code FDT_ERR_NOTFOUND}} */
  public String text() {
    return "FDT_ERR_" + name();
  }
}
