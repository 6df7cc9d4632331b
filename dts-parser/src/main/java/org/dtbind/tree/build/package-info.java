// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Builds trees from parsed statements in several passes; {@link org.dtbind.tree.build.TreeBuilder}
 * defines their order.
 */
@NullMarked
package org.dtbind.tree.build;

import org.jspecify.annotations.NullMarked;
