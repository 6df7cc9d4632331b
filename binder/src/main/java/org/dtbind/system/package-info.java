// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Changes a running Linux system, and compares it with a declaration. This is the only package of
 * the public API that reads or writes {@code /sys} and {@code /dev}; the packages behind it can
 * change at any time.
 */
@NullMarked
package org.dtbind.system;

import org.jspecify.annotations.NullMarked;
