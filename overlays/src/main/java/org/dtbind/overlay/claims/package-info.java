// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Exclusive resources that nodes of a tree claim, such as GPIO lines, pins, bus addresses and
 * reserved memory, and conflicts between these claims.
 */
@NullMarked
package org.dtbind.overlay.claims;

import org.jspecify.annotations.NullMarked;
