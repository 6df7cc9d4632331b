// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of chips and lines. */
@NullMarked
package org.dtbind.gpio;

import org.jspecify.annotations.NullMarked;
