// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Predicts from a devicetree alone which nodes become devices in Linux, with which names and
 * addresses, and on which kernels. Descriptions of running systems use the same records.
 *
 * <pre>{@code
 * Populations.of(tree).forEach((node, what) -> System.out.println(node + " " + what.text()));
 * }</pre>
 */
@NullMarked
package org.dtbind.linux;

import org.jspecify.annotations.NullMarked;
