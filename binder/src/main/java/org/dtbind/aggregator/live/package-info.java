// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The aggregators that exist: their state in the kernel, dtbind's records of them, and the writes
 * that create and delete them.
 */
@NullMarked
package org.dtbind.aggregator.live;

import org.jspecify.annotations.NullMarked;
