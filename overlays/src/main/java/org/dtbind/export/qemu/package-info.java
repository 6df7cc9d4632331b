// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Devices and lines for a guest of QEMU: its arguments, what its devicetree needs, and systemd's
 * units that bind before it starts and release after it stops.
 */
@NullMarked
package org.dtbind.export.qemu;

import org.jspecify.annotations.NullMarked;
