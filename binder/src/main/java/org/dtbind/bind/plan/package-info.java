// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** What is to be done to a device, as values: steps, owners of nodes, records; and its result. */
@NullMarked
package org.dtbind.bind.plan;

import org.jspecify.annotations.NullMarked;
