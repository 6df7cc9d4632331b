// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Parameters of overlays for the Raspberry Pi: what {@code __overrides__} says, and what it does to
 * a tree (raspberrypi/utils, dtmerge/dtoverlay.c).
 */
@NullMarked
package org.dtbind.overlay.rpi;

import org.jspecify.annotations.NullMarked;
