// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests that boot real kernels, and the cases that run inside these kernels. */
@NullMarked
package org.dtbind.it;

import org.jspecify.annotations.NullMarked;
