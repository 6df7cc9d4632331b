// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

/** How bad a problem is. */
public enum Severity {
  /** Nothing is produced. */
  ERROR("ERROR"),
  /** Something is produced, and is likely not what was meant. */
  WARNING("Warning"),
  /** No problem: something that is good to know of what was done. */
  NOTE("Note");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** {@return the word it is shown by; dtc's, where dtc has it} */
  public String label() {
    return label;
  }
}
