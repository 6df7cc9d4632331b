// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/** Prepares overlays with parameters for consumers that do not support parameters. */
@NullMarked
package org.dtbind.overlay.prepare;

import org.jspecify.annotations.NullMarked;
