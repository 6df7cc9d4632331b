// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Problems in input as values: what, where, and what to do; and the forms they are shown in. */
@NullMarked
package org.dtbind.diag;

import org.jspecify.annotations.NullMarked;
