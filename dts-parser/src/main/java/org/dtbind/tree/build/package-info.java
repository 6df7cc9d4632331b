// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Passes from what sources wrote to what they mean; {@link org.dtbind.tree.build.TreeBuilder} has
 * their order.
 */
@NullMarked
package org.dtbind.tree.build;

import org.jspecify.annotations.NullMarked;
