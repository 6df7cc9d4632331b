// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * {@code config.txt} of a Raspberry Pi: which overlays and parameters it asks for, and the tree
 * that the board boots with.
 */
@NullMarked
package org.dtbind.overlay.config;

import org.jspecify.annotations.NullMarked;
