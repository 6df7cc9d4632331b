// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What Linux makes of a devicetree: which nodes become devices, under which names and addresses,
 * with which kernel. Worked out from a tree alone; a running system is described in the same
 * records.
 *
 * <pre>{@code
 * Populations.of(tree).forEach((node, what) -> System.out.println(node + " " + what.text()));
 * }</pre>
 */
@NullMarked
package org.dtbind.linux;

import org.jspecify.annotations.NullMarked;
