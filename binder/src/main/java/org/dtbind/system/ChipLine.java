// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.system;

import java.util.Optional;

/**
 * A GPIO line of a chip.
 *
 * @param chip the chip's name, such as {@code gpiochip0}; {@code /dev/} and this name is its node
 * @param label the chip's label, as in {@code GPIO_GET_CHIPINFO_IOCTL}; empty if it has none
 * @param offset the line's number on the chip, from 0
 */
public record ChipLine(String chip, Optional<String> label, int offset) {}
