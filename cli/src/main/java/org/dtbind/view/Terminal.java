// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.view;

/**
 * The properties of the output that a report is written to.
 *
 * @param columns the width in columns; 0 for a file, a pipe, or a terminal of unknown width
 */
public record Terminal(int columns, boolean colored) {

  /** A file or pipe: lines of any length, and no colors. */
  public static final Terminal NONE = new Terminal(0, false);

  /** Checks the width. */
  public Terminal {
    if (columns < 0) {
      throw new IllegalArgumentException(columns + " columns");
    }
  }
}
