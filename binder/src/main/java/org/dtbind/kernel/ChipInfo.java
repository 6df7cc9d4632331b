// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.kernel;

/**
 * The kernel's information about a GPIO chip ({@code struct gpiochip_info} in
 * include/uapi/linux/gpio.h).
 *
 * @param name the name, such as {@code gpiochip1}; it may differ at the next boot
 * @param label the label given by the driver, of which the kernel shows at most 31 bytes; several
 *     chips may have the same label
 */
public record ChipInfo(String name, String label, int lines) {}
