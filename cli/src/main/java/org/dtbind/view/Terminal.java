// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

/**
 * What a report is written to.
 *
 * @param columns how many fit in a line; 0: a file, a pipe, or a terminal without a known width
 * @param colored whether it shows colours
 */
public record Terminal(int columns, boolean colored) {

  /** A file or a pipe: lines of any length, no colours. */
  public static final Terminal NONE = new Terminal(0, false);

  /** Checks the width. */
  public Terminal {
    if (columns < 0) {
      throw new IllegalArgumentException(columns + " columns");
    }
  }
}
