// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of planners with systems that are written as text. */
@NullMarked
package org.dtbind.plans;

import org.jspecify.annotations.NullMarked;
