// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.source.Bytes;

/**
 * The kernel's information about a GPIO line ({@code struct gpio_v2_line_info}). Its texts are
 * bytes: they come from the devicetree or a program, and may be cut within a character.
 *
 * @param offset in the chip, from 0
 * @param name from {@code gpio-line-names}; empty if it has none; at most {@link #SHOWN} bytes
 * @param consumer its user; empty if it has none or it is not reported; at most {@link #SHOWN}
 *     bytes
 * @param flags bits of {@code enum gpio_v2_line_flag}
 * @param debounceMicros the debounce period, in microseconds; 0 for none
 */
public record LineInfo(int offset, Bytes name, Bytes consumer, long flags, long debounceMicros) {

  /** The kernel shows no more bytes of a name ({@code GPIO_MAX_NAME_SIZE - 1}). */
  public static final int SHOWN = 31;

  /**
   * Creates one of a line that is not debounced.
   *
   * @param offset in the chip, from 0
   * @param name from {@code gpio-line-names}
   * @param consumer who uses it
   * @param flags bits of {@code enum gpio_v2_line_flag}
   */
  public LineInfo(int offset, Bytes name, Bytes consumer, long flags) {
    this(offset, name, consumer, flags, 0);
  }
}
