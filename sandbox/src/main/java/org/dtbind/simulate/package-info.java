// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Changes the trees of boards for kernels without the hardware of these boards: simulated GPIO
 * controllers with the same lines replace the real ones, and references to other hardware, for
 * which devices would wait, are dropped. The result lists everything that was replaced or dropped.
 *
 * <pre>{@code
 * SimulatedTree simulated = SimulatedTree.of(tree);
 * simulated.chips().forEach(chip -> System.out.println(chip.controller() + ": " + chip.label()));
 * }</pre>
 */
@NullMarked
package org.dtbind.simulate;

import org.jspecify.annotations.NullMarked;
