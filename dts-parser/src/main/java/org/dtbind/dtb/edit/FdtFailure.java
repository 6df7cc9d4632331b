// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtb.edit;

/** An operation on a blob failed. */
public final class FdtFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final FdtError error;

  public FdtFailure(FdtError error) {
    super(error.text(), null, false, false);
    this.error = error;
  }

  public FdtError error() {
    return error;
  }
}
