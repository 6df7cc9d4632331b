// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

/** The severity of a problem. */
public enum Severity {
  /** There is no output. */
  ERROR("ERROR"),
  /** There is output, but it is probably not as intended. */
  WARNING("Warning"),
  /** Information that does not concern a problem. */
  NOTE("Note");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** {@return the word for output; that of dtc, where dtc has one} */
  public String label() {
    return label;
  }
}
