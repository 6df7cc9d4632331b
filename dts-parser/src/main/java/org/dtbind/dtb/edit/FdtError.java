// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

/** What can be wrong with a blob, or with what is asked of it: the errors of libfdt.h. */
public enum FdtError {
  /** The node or property is not there. */
  NOTFOUND,
  /** There is one of that name already. */
  EXISTS,
  /** The blob has no room. */
  NOSPACE,
  /** An offset is outside of the blob, or not one of what is expected there. */
  BADOFFSET,
  /** A path is malformed, or begins with an alias that is none. */
  BADPATH,
  /** A phandle is malformed. */
  BADPHANDLE,
  /** The blob is still being written. */
  BADSTATE,
  /** The blob, or a part of it, ends too early. */
  TRUNCATED,
  /** It does not begin as a blob does. */
  BADMAGIC,
  /** A version that cannot be read, or not be changed. */
  BADVERSION,
  /** The structure is not well formed. */
  BADSTRUCTURE,
  /** The parts of the blob stand in an order in which they cannot be changed. */
  BADLAYOUT,
  /** What must not happen. */
  INTERNAL,
  /** A number of cells that means nothing. */
  BADNCELLS,
  /** A value that means nothing. */
  BADVALUE,
  /** The overlay is malformed. */
  BADOVERLAY,
  /** No phandles are left. */
  NOPHANDLES;

  /** {@return as messages have it, such as {@code FDT_ERR_NOTFOUND}} */
  public String text() {
    return "FDT_ERR_" + name();
  }
}
