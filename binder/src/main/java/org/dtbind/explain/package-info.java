// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Whole chains on a running Linux: devicetree node, device, driver, file in {@code /dev}, lines;
 * from any of these to all others, and where a chain ends, why.
 *
 * <pre>{@code
 * Explanation explanation = LiveSystem.read(kernel).explain("/dev/gpiochip3");
 * if (explanation instanceof Explanation.Found found) {
 *   found.chains().forEach(chain -> System.out.println(chain.node()));
 * }
 * }</pre>
 */
@NullMarked
package org.dtbind.explain;

import org.jspecify.annotations.NullMarked;
