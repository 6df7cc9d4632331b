// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The file {@code config.txt} of a Raspberry Pi: its overlays and parameters, and the tree with
 * which the board boots.
 */
@NullMarked
package org.dtbind.overlay.config;

import org.jspecify.annotations.NullMarked;
