// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What dtbind remembers of devices: since the system started, in {@code /run}, and for each boot,
 * in {@code /var/lib}.
 */
@NullMarked
package org.dtbind.bind.record;

import org.jspecify.annotations.NullMarked;
