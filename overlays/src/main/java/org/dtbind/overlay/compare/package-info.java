// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Compares two trees, node by node, and proves by the trees of boards that changed sources mean the
 * same.
 */
@NullMarked
package org.dtbind.overlay.compare;

import org.jspecify.annotations.NullMarked;
