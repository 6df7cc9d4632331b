// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What nodes of a tree want for themselves, such as GPIO lines, pins, addresses on a bus and
 * reserved memory, and which of them want the same.
 */
@NullMarked
package org.dtbind.overlay.claims;

import org.jspecify.annotations.NullMarked;
