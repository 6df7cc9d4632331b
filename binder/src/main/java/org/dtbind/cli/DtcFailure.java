// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

/**
 * What ends dtc at once, and any program of its kind; the message is what stands behind {@code
 * FATAL ERROR:}.
 */
final class DtcFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Creates it.
   *
   * @param message what is said, without the end of the line
   */
  DtcFailure(String message) {
    super(message, null, false, false);
  }
}
