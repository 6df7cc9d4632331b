// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

import org.dtbind.source.Bytes;

/**
 * The kernel's information about a GPIO line ({@code struct gpio_v2_line_info}). The names are
 * bytes, because they come from the devicetree or a program, and the kernel may truncate them
 * inside a UTF-8 character.
 *
 * @param offset the offset of the line in its chip, from 0
 * @param name the name, at most {@link #SHOWN} bytes; empty if the line has none
 * @param consumer the user of the line, at most {@link #SHOWN} bytes; empty if the line has none or
 *     the kernel does not report it
 * @param flags bits of {@code enum gpio_v2_line_flag}
 * @param debounceMicros the debounce period in microseconds; 0 for none
 */
public record LineInfo(int offset, Bytes name, Bytes consumer, long flags, long debounceMicros) {

  /**
   * The maximum number of bytes of a name that the kernel shows ({@code GPIO_MAX_NAME_SIZE - 1}).
   */
  public static final int SHOWN = 31;

  /**
   * Creates the information about a line without debouncing.
   *
   * @param offset the offset of the line in its chip, from 0
   * @param name the name, at most {@link #SHOWN} bytes; empty if the line has none
   * @param consumer the user of the line, at most {@link #SHOWN} bytes; empty if it has none
   * @param flags bits of {@code enum gpio_v2_line_flag}
   */
  public LineInfo(int offset, Bytes name, Bytes consumer, long flags) {
    this(offset, name, consumer, flags, 0);
  }
}
