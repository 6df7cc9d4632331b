// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What makes every change to a system, whatever is changed: the order, execution, rolling back and
 * recovery; files, nodes and modules.
 */
@NullMarked
package org.dtbind.change;

import org.jspecify.annotations.NullMarked;
