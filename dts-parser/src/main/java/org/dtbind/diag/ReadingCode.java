// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

/** Problems with the input as a whole. */
public enum ReadingCode implements Code {
  /** {@link org.dtbind.source.Limit#PROBLEMS}. */
  TOO_MANY_PROBLEMS("There are more problems than dtbind shows.");

  private final String meaning;

  ReadingCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
