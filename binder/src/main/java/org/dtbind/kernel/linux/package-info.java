// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Implements the interfaces of {@code org.dtbind.kernel} with system calls. Only this package uses
 * JNA.
 */
@NullMarked
package org.dtbind.kernel.linux;

import org.jspecify.annotations.NullMarked;
