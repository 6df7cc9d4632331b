// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * From a specification to one change of a system: devices that are bound, IOMMU groups and
 * aggregators, all or none. What is declared no more is pruned, what comes back at each boot is
 * kept so.
 *
 * <pre>{@code
 * Results results = new Declarations(kernel).apply(specification, ApplyRequest.usual());
 * }</pre>
 */
@NullMarked
package org.dtbind.declaration;

import org.jspecify.annotations.NullMarked;
