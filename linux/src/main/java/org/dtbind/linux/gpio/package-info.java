// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The GPIO controllers of a devicetree, their lines, and the nodes that use these.
 *
 * <pre>{@code
 * List<TreeLine> lines = GpioTree.of(tree).named("lock");
 * }</pre>
 */
@NullMarked
package org.dtbind.linux.gpio;

import org.jspecify.annotations.NullMarked;
