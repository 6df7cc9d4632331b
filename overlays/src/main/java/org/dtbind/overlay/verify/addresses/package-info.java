// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Rules about addresses: regions of reserved memory, and the unit addresses of nodes. {@code
 * ReservedMemory} also tells other rules which regions Linux misreads, so that they do not report
 * them again.
 */
@NullMarked
package org.dtbind.overlay.verify.addresses;

import org.jspecify.annotations.NullMarked;
