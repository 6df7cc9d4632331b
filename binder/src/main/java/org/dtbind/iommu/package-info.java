// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * IOMMU groups: the smallest sets of devices that can be given away, as the system has them now.
 *
 * <pre>{@code
 * for (IommuGroup group : IommuGroups.read(kernel).groups()) {
 *   System.out.println(group.number() + " " + group.isViable());
 * }
 * }</pre>
 */
@NullMarked
package org.dtbind.iommu;

import org.jspecify.annotations.NullMarked;
