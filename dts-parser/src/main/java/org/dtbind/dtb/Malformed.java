// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

/** A blob is malformed at an offset. */
final class Malformed extends Exception {

  private final DtbCode code;
  private final long offset;

  Malformed(DtbCode code, long offset, String message) {
    super(message, null, false, false);
    this.code = code;
    this.offset = offset;
  }

  DtbCode code() {
    return code;
  }

  long offset() {
    return offset;
  }
}
