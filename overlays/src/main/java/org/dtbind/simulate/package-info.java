// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Trees of boards as a kernel without their hardware can use them: GPIO controllers replaced by
 * simulated ones, with the same lines, and what waits for other hardware released. Everything that
 * was replaced or dropped is told.
 *
 * <pre>{@code
 * SimulatedTree simulated = SimulatedTree.of(tree);
 * simulated.chips().forEach(chip -> System.out.println(chip.controller() + ": " + chip.label()));
 * }</pre>
 */
@NullMarked
package org.dtbind.simulate;

import org.jspecify.annotations.NullMarked;
