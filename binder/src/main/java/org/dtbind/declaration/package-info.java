// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Applies a specification to a system as one change of devices, IOMMU groups and aggregators, which
 * succeeds completely or changes nothing. A change can also release devices and delete aggregators
 * that are no longer declared, and can restore the declared state at each boot.
 *
 * <pre>{@code
 * Results results = new Declarations(kernel).apply(specification, ApplyRequest.usual());
 * }</pre>
 */
@NullMarked
package org.dtbind.declaration;

import org.jspecify.annotations.NullMarked;
