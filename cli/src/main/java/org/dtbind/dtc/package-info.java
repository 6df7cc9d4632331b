// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Drop-in programs for dtc and its companions: their options, outputs and exit codes. */
@NullMarked
package org.dtbind.dtc;

import org.jspecify.annotations.NullMarked;
