// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * The kernel's information about a GPIO chip ({@code struct gpiochip_info}).
 *
 * @param name such as {@code gpiochip1}: not stable
 * @param label given by the driver; several chips may share one; at most 31 bytes are shown
 * @param lines the number of lines
 */
public record ChipInfo(String name, String label, int lines) {}
