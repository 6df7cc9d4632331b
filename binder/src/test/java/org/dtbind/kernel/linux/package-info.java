// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Tests of the system calls. */
@NullMarked
package org.dtbind.kernel.linux;

import org.jspecify.annotations.NullMarked;
