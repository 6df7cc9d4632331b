// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the kernel interfaces. */
@NullMarked
package org.dtbind.kernel;

import org.jspecify.annotations.NullMarked;
