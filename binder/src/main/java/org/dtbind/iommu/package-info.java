// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The IOMMU groups of a running system, and changes of their drivers and owners. A group is the
 * smallest set of devices that can be given to a user.
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
