// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** Determines what programs can reach through the device nodes of Linux's userspace I/O (UIO). */
@NullMarked
package org.dtbind.linux.uio;

import org.jspecify.annotations.NullMarked;
