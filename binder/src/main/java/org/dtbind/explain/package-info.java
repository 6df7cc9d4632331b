// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Explains chains on a running Linux: devicetree node, device, driver, device node in {@code /dev},
 * and lines. A search can start at any of these and finds all others, or the reason why the chain
 * ends early.
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
