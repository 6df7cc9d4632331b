// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Merges overlays into a base, as libfdt's {@code fdt_overlay_apply()} or the Raspberry Pi's
 * firmware does.
 */
@NullMarked
package org.dtbind.overlay.apply;

import org.jspecify.annotations.NullMarked;
