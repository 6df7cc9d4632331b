// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Parameters of overlays for the Raspberry Pi: their definition in {@code __overrides__} and their
 * effect on a tree (raspberrypi/utils, dtmerge/dtoverlay.c).
 */
@NullMarked
package org.dtbind.overlay.rpi;

import org.jspecify.annotations.NullMarked;
