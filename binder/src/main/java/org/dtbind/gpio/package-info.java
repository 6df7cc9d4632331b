// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The GPIO chips and lines of a running Linux. */
@NullMarked
package org.dtbind.gpio;

import org.jspecify.annotations.NullMarked;
