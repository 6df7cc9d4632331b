// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Inputs that nobody would write, thousands of them, and what must hold for each. */
@NullMarked
package org.dtbind.fuzz;

import org.jspecify.annotations.NullMarked;
