// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

/**
 * What ends dtc at once, and any program of its kind; the message is what stands behind {@code
 * FATAL ERROR:}.
 */
final class DtcFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String note;

  DtcFailure(String message) {
    this(message, "");
  }

  DtcFailure(String message, String note) {
    super(message, null, false, false);
    this.note = note;
  }

  /** {@return what the message leaves unsaid, each line ended; empty for nothing} */
  String note() {
    return note;
  }
}
