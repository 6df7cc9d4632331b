// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

/** The kinds of problems that concern the input as a whole. */
public enum ReadingCode implements Code {
  /** The number of problems exceeds {@link org.dtbind.source.Limit#PROBLEMS}. */
  TOO_MANY_PROBLEMS("dtbind found more problems than it shows.");

  private final String meaning;

  ReadingCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
