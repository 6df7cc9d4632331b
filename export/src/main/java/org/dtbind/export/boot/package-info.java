// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Exports an overlay for bootloaders: the blob at its path on the target, and the lines that load
 * it.
 */
@NullMarked
package org.dtbind.export.boot;

import org.jspecify.annotations.NullMarked;
