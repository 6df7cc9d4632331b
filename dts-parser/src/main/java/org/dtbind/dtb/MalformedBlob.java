// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb;

import org.dtbind.diag.Message;

/** A blob is malformed at an offset. */
final class MalformedBlob extends Exception {

  private final DtbCode code;
  private final Message why;
  private final long offset;

  MalformedBlob(DtbCode code, long offset, Message why) {
    super("malformed blob", null, false, false);
    this.code = code;
    this.why = why;
    this.offset = offset;
  }

  DtbCode code() {
    return code;
  }

  long offset() {
    return offset;
  }

  Message why() {
    return why;
  }
}
