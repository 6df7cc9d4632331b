// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The values that describe the change of a device: steps, owners of nodes, records, and the result.
 */
@NullMarked
package org.dtbind.bind.plan;

import org.jspecify.annotations.NullMarked;
