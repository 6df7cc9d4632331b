// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Exports devices and lines for a QEMU guest: QEMU's arguments, additions to the guest's
 * devicetree, and systemd units that bind before the guest starts and release after it stops.
 */
@NullMarked
package org.dtbind.export.qemu;

import org.jspecify.annotations.NullMarked;
