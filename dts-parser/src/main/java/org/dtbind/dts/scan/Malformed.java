// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dts.scan;

import org.dtbind.diag.Message;

/** A directive is malformed. */
public final class Malformed extends Exception {

  private final Message why;

  /** Creates an exception without a stack trace, because malformed input is expected. */
  public Malformed(Message why) {
    super("malformed directive", null, false, false);
    this.why = why;
  }

  public Message why() {
    return why;
  }
}
