// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

/**
 * Lines that follow each other.
 *
 * @param first offset of the first, from 0
 * @param count how many
 */
public record LineRange(int first, int count) {

  /**
   * {@return whether a line is one of them}
   *
   * @param offset of the line, from 0
   */
  public boolean contains(int offset) {
    return offset >= first && offset - first < count;
  }
}
