// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.apply;

/** A blob cannot be changed in place. The message says why, and begins with "its" or "it". */
public final class FdtFailure extends Exception {

  private static final long serialVersionUID = 1L;

  FdtFailure(String reason) {
    super(reason, null, false, false);
  }
}
