// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of aggregators. */
@NullMarked
package org.dtbind.aggregator.live;

import org.jspecify.annotations.NullMarked;
