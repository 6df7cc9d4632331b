// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

/** The severity of a problem. */
public enum Severity {
  /** There is no output. */
  ERROR("ERROR"),
  /** There is output, but it is probably not what was intended. */
  WARNING("Warning"),
  /** Not a problem, but useful information about what was done. */
  NOTE("Note");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** {@return the word that is shown; dtc's, if dtc has it} */
  public String label() {
    return label;
  }
}
