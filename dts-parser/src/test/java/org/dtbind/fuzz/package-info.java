// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Fuzzing: random inputs and the checks for each. */
@NullMarked
package org.dtbind.fuzz;

import org.jspecify.annotations.NullMarked;
