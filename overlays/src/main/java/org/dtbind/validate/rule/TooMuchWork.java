// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.validate.rule;

/** A schema asks for more work than any of the kernel's: it is given up. */
public final class TooMuchWork extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates one.
   *
   * @param message what takes too long
   */
  public TooMuchWork(String message) {
    super(message, null, false, false);
  }
}
