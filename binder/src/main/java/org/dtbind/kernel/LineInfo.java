// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * What a GPIO chip says of a line ({@code struct gpio_v2_line_info}).
 *
 * @param offset in the chip, from 0
 * @param name from {@code gpio-line-names}; empty where it has none; at most 31 bytes are shown
 * @param consumer who uses it; empty where nobody does or nothing is said
 * @param flags bits of {@code enum gpio_v2_line_flag}
 */
public record LineInfo(int offset, String name, String consumer, long flags) {}
