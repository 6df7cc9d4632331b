// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

/**
 * Ends a validation that exceeds a limit or cannot use a part of a schema. The limits are far above
 * the needs of the kernel's schemas.
 */
public final class TooMuchWork extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message a message about the limit that was exceeded
   */
  public TooMuchWork(String message) {
    super(message, null, false, false);
  }
}
