// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Rules about addresses: regions of reserved memory, and the unit addresses of nodes. Which regions
 * Linux misreads, {@code ReservedMemory} also tells the rules that would otherwise report them
 * again.
 */
@NullMarked
package org.dtbind.overlay.verify.addresses;

import org.jspecify.annotations.NullMarked;
