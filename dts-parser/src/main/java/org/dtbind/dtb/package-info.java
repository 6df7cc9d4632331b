// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Flattened devicetrees (Devicetree Specification v0.4, chapter 5): trees from blobs and blobs from
 * trees.
 */
@NullMarked
package org.dtbind.dtb;

import org.jspecify.annotations.NullMarked;
