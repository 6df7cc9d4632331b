// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The aggregators that exist: what the kernel says of each, what dtbind recorded of it, and the
 * writes that create and delete one.
 */
@NullMarked
package org.dtbind.aggregator.live;

import org.jspecify.annotations.NullMarked;
