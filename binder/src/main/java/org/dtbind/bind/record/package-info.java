// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The records of changed devices: in {@code /run} until the next boot, and in {@code /var/lib} for
 * each boot.
 */
@NullMarked
package org.dtbind.bind.record;

import org.jspecify.annotations.NullMarked;
