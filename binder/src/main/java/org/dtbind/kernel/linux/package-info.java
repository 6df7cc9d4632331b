// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/** The ports on a real Linux, by system calls: the only code that uses JNA. */
@NullMarked
package org.dtbind.kernel.linux;

import org.jspecify.annotations.NullMarked;
