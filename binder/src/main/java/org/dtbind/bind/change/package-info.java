// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The change of one device: carrying it out, verifying it, rolling it back, and recovering it from
 * the journal.
 */
@NullMarked
package org.dtbind.bind.change;

import org.jspecify.annotations.NullMarked;
